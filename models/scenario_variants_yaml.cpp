#include "models/scenario_variants_yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <utility>

#include "models/section_yaml.hpp"

namespace models {
namespace {

constexpr const char* reference_keys[] = {"host", "platform", "profile", "workload", "slo"};

bool is_reference(std::string_view key)
{
    return std::find(std::begin(reference_keys), std::end(reference_keys), key) !=
           std::end(reference_keys);
}

// "kvm,lxc" on the command line is the list [kvm, lxc].
YamlNode with_commas_split(YamlNode node)
{
    if (!node.is_scalar() || node.text.find(',') == std::string::npos) return node;
    YamlNode list{YamlNode::Kind::sequence, "", false, node.place, {}, {}};
    for (std::size_t begin = 0; begin <= node.text.size();) {
        const std::size_t end = std::min(node.text.find(',', begin), node.text.size());
        YamlNode item = node;
        item.text = node.text.substr(begin, end - begin);
        while (item.text.starts_with(' ')) item.text.erase(0, 1);
        while (item.text.ends_with(' ')) item.text.pop_back();
        list.items.push_back(std::move(item));
        begin = end + 1;
    }
    return list;
}

using Load = std::function<std::optional<YamlNode>(const YamlNode& reference,
                                                   const std::string& kind, Findings& findings)>;

// The mapping that a name, a path or an inline mapping stands for.
std::optional<YamlNode> loaded(const YamlNode& node, const std::string& kind, const Load& load,
                               Findings& findings)
{
    if (node.is_mapping()) return node;
    if (node.is_scalar()) return load(node, kind, findings);
    findings.add(node.place, fmt::format("{} must be a name, a path or a mapping, found {}; write "
                                         "the name of a file in `{}s/`",
                                         key_quoted(kind), description(node), kind));
    return std::nullopt;
}

// The platforms become a mapping from name to platform, in the order given.
YamlNode loaded_platforms(const YamlNode& node, const Load& load, Findings& findings)
{
    YamlNode platforms{YamlNode::Kind::mapping, "", false, node.place, {}, {}};
    const std::vector<YamlNode> single = {node};
    if (node.is_sequence() && node.items.empty()) {
        findings.add(node.place, "`platform` is an empty list; name a platform");
    }
    for (const YamlNode& item : node.is_sequence() ? node.items : single) {
        auto platform = loaded(item, "platform", load, findings);
        if (!platform) continue;
        const YamlNode* name = platform->find("platform");
        const std::string key = name != nullptr ? name->text : "";
        if (platforms.find(key) != nullptr) {
            findings.add(item.place, fmt::format("platform {} is named twice; remove one of the "
                                                 "two",
                                                 key_quoted(key)));
            continue;
        }
        platforms.entries.push_back({key, item.place, std::move(*platform)});
    }
    return platforms;
}

// Puts the files into the place of the names that refer to them; what cannot be read is left out.
void load_references(YamlNode& root, const Load& load, Findings& findings)
{
    for (const char* kind : reference_keys) {
        YamlNode* node = root.find(kind);
        if (node == nullptr) continue;
        if (std::string_view(kind) == "platform") {
            *node = loaded_platforms(*node, load, findings);
            continue;
        }
        auto tree = loaded(*node, kind, load, findings);
        *node = tree ? std::move(*tree) : YamlNode{};
    }
}

void apply_references(std::vector<Override>& overrides, YamlNode& root, Findings& findings)
{
    for (Override& change : overrides) {
        if (!is_reference(change.key)) continue;
        if (change.key == "platform") change.value = with_commas_split(std::move(change.value));
        apply(change, root, findings);
    }
}

void apply_others(const std::vector<Override>& overrides, YamlNode& root, Findings& findings)
{
    for (const Override& change : overrides) {
        if (!is_reference(change.key)) apply(change, root, findings);
    }
}

// What the scenario itself changes in the files that it names, before the command line does.
void apply_own(YamlNode& root, Findings& findings)
{
    const YamlNode* set = root.find("set");
    if (set == nullptr || !expect_mapping(*set, "set", findings)) return;
    for (const YamlEntry& entry : std::vector<YamlEntry>(set->entries)) {
        const std::string part = entry.key.substr(0, entry.key.find('.'));
        if (is_reference(part) && part != entry.key) {
            apply({entry.key, entry.node}, root, findings);
            continue;
        }
        findings.add(entry.key_place,
                     fmt::format("{} is no key of a file that the scenario names, such as "
                                 "`profile.media.webcam_bit_rate`; write it as a key of its own",
                                 key_quoted(joined_key("set", entry.key))));
    }
}

std::string folder_of(const std::string& path)
{
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    return folder.empty() ? "." : folder.string();
}

}  // namespace

ScenarioVariants::ScenarioVariants(const std::string& path,
                                   const std::vector<std::string>& overrides,
                                   const std::string& library)
    : path_(path), libraries_{folder_of(path), library}
{
    overrides_ = parse_overrides(overrides, findings_);
    auto root = load_yaml(path, findings_);
    if (root && !expect_mapping(*root, "scenario", findings_)) root.reset();
    if (!root) findings_.throw_if_any();
    root_ = std::move(*root);
}

Scenario ScenarioVariants::with(const std::vector<Override>& changes) const
{
    Findings findings = findings_;
    YamlNode root = root_;
    std::vector<Override> all = overrides_;
    all.insert(all.end(), changes.begin(), changes.end());
    const Load load = [this](const YamlNode& reference, const std::string& kind, Findings& found) {
        return referred(reference, kind, found);
    };
    apply_references(all, root, findings);
    load_references(root, load, findings);
    apply_own(root, findings);
    apply_others(all, root, findings);
    Scenario scenario = read_tree(root, findings);
    findings.throw_if_any();
    return scenario;
}

std::optional<YamlNode> ScenarioVariants::referred(const YamlNode& reference,
                                                   const std::string& kind,
                                                   Findings& findings) const
{
    const Name name{kind, reference.text, reference.place.on_command_line()};
    const std::lock_guard lock(mutex_);
    const auto known = files_.find(name);
    if (known != files_.end()) return known->second;
    Findings about;
    auto node = load_reference(reference, kind, libraries_, about);
    for (const Finding& finding : about.list()) findings.add(finding.place, finding.sentence);
    if (node && about.empty()) files_.emplace(name, *node);
    return node;
}

std::vector<std::string> ScenarioVariants::files() const
{
    const std::lock_guard lock(mutex_);
    std::vector<std::string> paths = {path_};
    for (const auto& [name, node] : files_) paths.push_back(node.place.file);
    std::sort(paths.begin() + 1, paths.end());
    paths.erase(std::unique(paths.begin() + 1, paths.end()), paths.end());
    return paths;
}

}  // namespace models
