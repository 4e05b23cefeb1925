#include "tools/serve/scenario_file.hpp"

#include <algorithm>
#include <boost/algorithm/string/join.hpp>
#include <nlohmann/json.hpp>
#include <utility>

#include "models/finding.hpp"
#include "models/override_yaml.hpp"
#include "models/yaml_text.hpp"
#include "models/yaml_tree.hpp"

namespace tools {
namespace {

using models::YamlNode;

constexpr const char* files[] = {"host", "platform", "profile", "workload", "slo"};

bool is_in_a_file(const std::string& key)
{
    const std::size_t dot = key.find('.');
    if (dot == std::string::npos) return false;
    return std::ranges::find(files, key.substr(0, dot)) != std::end(files);
}

YamlNode node_of(YamlNode::Kind kind)
{
    return {kind, "", false, {}, {}, {}};
}

YamlNode& entry(YamlNode& mapping, const std::string& key, YamlNode::Kind kind)
{
    if (YamlNode* known = mapping.find(key)) return *known;
    mapping.entries.push_back({key, {}, node_of(kind)});
    return mapping.entries.back().node;
}

std::vector<std::string> references_of(const Offer& offer, const std::string& scenario,
                                       const std::vector<std::string>& platforms)
{
    std::vector<std::string> references;
    const auto offered = offer.platforms(scenario);
    for (const std::string& name : platforms) {
        const auto found = std::ranges::find(offered, name, &Offered::name);
        if (found == offered.end()) {
            throw BadQuestion("there is no platform " + models::key_quoted(name));
        }
        references.push_back(found->reference);
    }
    return references;
}

void set_platforms(YamlNode& root, const std::vector<std::string>& references)
{
    YamlNode& list = entry(root, "platform", YamlNode::Kind::sequence);
    list = node_of(YamlNode::Kind::sequence);
    for (const std::string& reference : references) {
        list.items.push_back({YamlNode::Kind::scalar, reference, false, {}, {}, {}});
    }
}

// As `--platform` takes them: with commas between, or a list in YAML where one is no plain word.
std::string listed(const std::vector<std::string>& references)
{
    const bool plain = std::ranges::all_of(references, [](const std::string& one) {
        return one.find_first_of(",:#[]{}&*!|>'\"%@`") == std::string::npos;
    });
    return plain ? boost::algorithm::join(references, ",") : Json(references).dump();
}

// Keys of `set` are whole dotted keys, and a change replaces one of the file itself.
void set_in_file(YamlNode& root, models::Override change)
{
    YamlNode& set = entry(root, "set", YamlNode::Kind::mapping);
    entry(set, change.key, YamlNode::Kind::scalar) = std::move(change.value);
}

}  // namespace

std::string scenario_file_of(const Offer& offer, const Question& question,
                             const std::vector<std::string>& platforms)
{
    (void)offer.scenario_of(question);  // has its say on the values
    models::Findings findings;
    auto root = models::load_yaml(offer.path_of(question.scenario), findings);
    auto changes = models::parse_overrides(offer.overrides_of(question), findings);
    findings.throw_if_any();
    set_platforms(*root, references_of(offer, question.scenario, platforms));
    for (models::Override& change : changes) {
        if (is_in_a_file(change.key)) {
            set_in_file(*root, std::move(change));
        } else {
            models::apply(change, *root, findings);
        }
    }
    findings.throw_if_any();
    return models::yaml_text(*root);
}

Arguments arguments_of(const Offer& offer, const Question& question,
                       const std::vector<std::string>& platforms)
{
    Arguments arguments;
    arguments.operands = {offer.path_of(question.scenario)};
    arguments.overrides = offer.overrides_of(question);
    if (!platforms.empty()) {
        const auto references = references_of(offer, question.scenario, platforms);
        arguments.overrides.push_back("platform=" + listed(references));
    }
    arguments.library = offer.library_given();
    if (!arguments.library.empty()) arguments.given.emplace_back("library");
    return arguments;
}

}  // namespace tools
