#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "models/input_text.hpp"
#include "models/suggestion.hpp"
#include "models/value_yaml.hpp"
#include "tools/sweep/conditions.hpp"
#include "tools/sweep/design.hpp"
#include "tools/sweep/factor_reader.hpp"
#include "tools/sweep/question_reader.hpp"

namespace tools {
namespace {

using models::Dimension;
using models::Findings;
using models::YamlNode;

const std::vector<std::string> known_keys = {
    "version", "sweep", "title",     "scenario",     "set",    "method", "factors",
    "zip",     "where", "responses", "replications", "search", "level"};

std::string beside(const std::string& design, const std::string& path)
{
    return (std::filesystem::path(design).parent_path() / path).lexically_normal().string();
}

void read_heading(const YamlNode& root, Design& design, Findings& findings)
{
    models::refuse_unknown_keys(root, "the design", known_keys, findings);
    if (const YamlNode* version = needed(root, "version", "of the format, 1", findings)) {
        if (version->text != "1") {
            findings.add(version->place, "`version` must be 1, found " +
                                             models::description(*version) +
                                             "; this program knows no other");
        }
    }
    if (const YamlNode* name = needed(root, "sweep", "its name", findings)) {
        models::read_name(*name, "sweep", design.name, findings);
    }
    if (const YamlNode* title = root.find("title")) {
        models::read_value(*title, {"title"}, design.title, findings);
    }
    if (const YamlNode* scenario = needed(root, "scenario", "path of the base", findings)) {
        models::read_value(*scenario, {"scenario"}, design.scenario, findings);
        design.scenario = beside(design.path, design.scenario);
    }
    if (const YamlNode* level = root.find("level")) {
        models::read_value(*level, {"level", Dimension::fraction, 0.5, 0.9999}, design.level,
                           findings);
    }
}

void read_samples(const YamlNode& node, const std::string& method, Design& design,
                  Findings& findings)
{
    double samples = 0;
    models::read_value(node, {"method." + method, Dimension::count, 1, double{most_points}},
                       samples, findings);
    if (samples != std::floor(samples)) {
        findings.add(node.place, "points must be a whole number; round it");
    }
    design.samples = static_cast<std::uint64_t>(samples);
}

// `grid`, or a mapping with one key: `sobol: 256`.
void read_method(const YamlNode& node, Design& design, Findings& findings)
{
    const std::vector<std::string> known = {"grid", "list", "latin-hypercube", "sobol"};
    const bool mapping = node.is_mapping() && node.entries.size() == 1;
    const std::string name = mapping ? node.entries.front().key : node.text;
    const auto found = std::find(known.begin(), known.end(), name);
    const bool fits = found != known.end() && (found == known.begin()) == node.is_scalar();
    if (!fits) {
        findings.add(
            node.place,
            fmt::format("`method` must be `grid`, `{{list: points.csv}}`, "
                        "`{{latin-hypercube: 200}}` or `{{sobol: 256}}`, found {}{}",
                        node.is_scalar() ? models::quoted(node.text) : models::description(node),
                        found == known.end() && !name.empty() ? models::way_out(name, known)
                                                              : "; choose one"));
        return;
    }
    design.method = static_cast<Method>(found - known.begin());
    if (design.method == Method::grid) return;
    const YamlNode& value = node.entries.front().node;
    if (design.method == Method::list) {
        models::read_value(value, {"method.list"}, design.list, findings);
        design.list = beside(design.path, design.list);
    } else {
        read_samples(value, name, design, findings);
    }
}

void read_design_factors(const YamlNode& root, Design& design, Findings& findings)
{
    const YamlNode* factors = root.find("factors");
    if (design.method == Method::list) {
        if (factors != nullptr) {
            findings.add(factors->place,
                         "`factors` are the columns of the list of points; remove this");
        } else if (!design.list.empty()) {
            design.factors = read_list(design.list, findings);
        }
    } else if (needed(root, "factors", "what changes from point to point", findings) != nullptr) {
        design.factors = read_factors(*factors, design.method, findings);
    }
}

// The factors that one entry of `zip` names, each not zipped before.
std::vector<std::size_t> read_group(const YamlNode& node, const Design& design,
                                    std::vector<bool>& taken, Findings& findings)
{
    std::vector<std::string> keys;
    for (const Factor& factor : design.factors) keys.push_back(factor.key);
    std::vector<std::size_t> group;
    for (const YamlNode& item : node.items) {
        const auto found = std::find(keys.begin(), keys.end(), item.text);
        const auto index = static_cast<std::size_t>(found - keys.begin());
        if (found == keys.end()) {
            findings.add(item.place,
                         fmt::format("there is no factor {}{}", models::key_quoted(item.text),
                                     models::way_out(item.text, keys)));
        } else if (taken[index]) {
            findings.add(item.place, models::key_quoted(item.text) +
                                         " is zipped already; remove one of the two");
        } else {
            taken[index] = true;
            group.push_back(index);
        }
    }
    return group;
}

void check_group(const YamlNode& node, const Design& design, const std::vector<std::size_t>& group,
                 Findings& findings)
{
    const auto length = [&](std::size_t index) {
        const Factor& factor = design.factors[index];
        return factor.range ? static_cast<std::size_t>(factor.range->steps) : factor.levels.size();
    };
    for (const std::size_t index : group) {
        const bool grid = design.method == Method::grid;
        const bool both_ranges = design.factors[index].range && design.factors[group[0]].range;
        if (length(index) == length(group[0]) || (!grid && both_ranges)) continue;
        findings.add(node.place,
                     fmt::format("{} has {} values, {} has {}; factors that are zipped need as "
                                 "many",
                                 models::key_quoted(design.factors[group[0]].key), length(group[0]),
                                 models::key_quoted(design.factors[index].key), length(index)));
    }
}

void read_coordinates(const YamlNode& root, Design& design, Findings& findings)
{
    std::vector<bool> taken(design.factors.size(), false);
    std::vector<std::vector<std::size_t>> groups;
    const YamlNode* zip = root.find("zip");
    for (const YamlNode& item : zip != nullptr ? zip->items : std::vector<YamlNode>{}) {
        const auto group = read_group(item, design, taken, findings);
        if (group.size() < 2) {
            findings.add(item.place,
                         "`zip` needs lists of two factors or more, like "
                         "`[[guest.vcpus, guest.memory]]`");
            continue;
        }
        check_group(item, design, group, findings);
        groups.push_back(group);
    }
    if (zip != nullptr && (!zip->is_sequence() || design.method == Method::list)) {
        findings.add(zip->place, design.method == Method::list
                                     ? "the columns of a list move together anyway; remove `zip`"
                                     : "`zip` must be a list of lists of factors");
    }
    if (design.method == Method::list) {
        std::vector<std::size_t>& all = design.coordinates.emplace_back();
        for (std::size_t index = 0; index < taken.size(); ++index) all.push_back(index);
        return;
    }
    for (std::size_t index = 0; index < taken.size(); ++index) {
        const auto has = [&](const auto& group) { return group.front() == index; };
        const auto group = std::find_if(groups.begin(), groups.end(), has);
        if (group != groups.end()) design.coordinates.push_back(*group);
        if (!taken[index]) design.coordinates.push_back({index});
    }
}

void check_size(const YamlNode& root, const Design& design, Findings& findings)
{
    const auto factors = static_cast<std::uint64_t>(design.factors.size());
    if (design.method == Method::latin_hypercube &&
        design.samples * factors > most_hypercube_places) {
        findings.add(root.find("method")->place,
                     fmt::format("a Latin hypercube has at most {} points x factors; take `sobol`",
                                 most_hypercube_places));
    }
    if (design.method != Method::grid) return;
    double points = 1;
    for (const auto& coordinate : design.coordinates) {
        const Factor& first = design.factors[coordinate.front()];
        points *= first.range ? first.range->steps : static_cast<double>(first.levels.size());
    }
    if (points > double{most_points}) {
        findings.add(root.find("factors")->place,
                     fmt::format("the grid has {:.3g} points, at most {} are taken; take `sobol`",
                                 points, most_points));
    }
}

void read_set(const YamlNode& node, Design& design, Findings& findings)
{
    if (!models::expect_mapping(node, "set", findings)) return;
    for (const models::YamlEntry& entry : node.entries) {
        design.set.emplace_back(entry.key, entry.node);
    }
}

void read_parts(const YamlNode& root, Design& design, Findings& findings)
{
    read_heading(root, design, findings);
    if (const auto* set = root.find("set")) read_set(*set, design, findings);
    if (const auto* method = needed(root, "method", "`grid`, for one", findings)) {
        read_method(*method, design, findings);
    }
    read_design_factors(root, design, findings);
    read_coordinates(root, design, findings);
    read_question(root, design, findings);
    if (!findings.empty()) return;
    check_size(root, design, findings);
    if (const auto* where = root.find("where")) {
        design.conditions = read_conditions(*where, design.factors, findings);
    }
}

}  // namespace

Design read_design(const std::string& path)
{
    Findings findings;
    Design design;
    design.path = path;
    design.text = models::read_text(path, findings).value_or("");
    findings.throw_if_any();
    const auto root = models::parse_yaml(design.text, path, findings);
    findings.throw_if_any();
    if (models::expect_mapping(*root, "design", findings)) read_parts(*root, design, findings);
    findings.throw_if_any();
    return design;
}

}  // namespace tools
