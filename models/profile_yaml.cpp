#include <fmt/format.h>

#include <algorithm>

#include "models/number.hpp"
#include "models/section_yaml.hpp"
#include "models/suggestion.hpp"

namespace models {
namespace {

constexpr std::size_t most_components = 64;

constexpr Field<Component> component_table[] = {
    {"source", &Component::source, Dimension::count, 0, 0, "none", "why it has that many threads"},
};

constexpr Field<Shares> share_table[] = {
    {"compute", &Shares::compute, Dimension::factor, 0, 1, nullptr,
     "share of its CPU time natively that is compute-bound"},
    {"memory", &Shares::memory, Dimension::factor, 0, 1, nullptr,
     "share that is memory-bound; what is left of 1 is network-path work"},
};

void read_threads(const YamlNode& node, const std::string& path, Component& component,
                  Findings& findings)
{
    const YamlNode* threads = node.find("threads");
    if (threads == nullptr) {
        add_missing(node, path, "threads", "`all` or a number", findings);
    } else if (!threads->is_scalar() || number_length(threads->text) == 0) {
        if (threads->is_scalar() && threads->text == "all") return;
        findings.add(threads->place,
                     fmt::format("{} must be `all` or a whole number, found {}; "
                                 "write one",
                                 key_quoted(path + ".threads"), description(*threads)));
    } else {
        read_value(*threads, {path + ".threads", Dimension::count, 1, 1024}, component.threads,
                   findings);
    }
}

void read_shares(const YamlNode& node, const std::string& path, Shares& shares, Findings& findings)
{
    if (!expect_mapping(node, path, findings)) return;
    const std::size_t before = findings.size();
    read_fields<Shares>(node, share_table, path, {}, shares, findings);
    if (findings.size() > before || shares.network() >= -1e-9) return;
    findings.add(node.place, fmt::format("{} sum to {:.6g}, found more than 1; lower one of them",
                                         key_quoted(path), 1 - shares.network()));
}

Component read_component(const YamlEntry& entry, Findings& findings)
{
    const std::string path = "profile.components." + entry.key;
    Component component;
    component.name = entry.key;
    if (!is_name(entry.key)) {
        findings.add(entry.key_place, key_quoted(entry.key) +
                                          " is no name; use letters, digits, "
                                          "`_` and `-`");
    }
    if (!expect_mapping(entry.node, path, findings)) return component;
    read_fields<Component>(entry.node, component_table, path, {"threads", "shares"}, component,
                           findings);
    read_threads(entry.node, path, component, findings);
    if (const YamlNode* shares = entry.node.find("shares")) {
        read_shares(*shares, path + ".shares", component.shares, findings);
    } else {
        add_missing(entry.node, path, "shares", "how its CPU time divides", findings);
    }
    return component;
}

void read_components(const YamlNode& node, ServerProfile& profile, Findings& findings)
{
    if (!expect_mapping(node, "profile.components", findings)) return;
    if (node.entries.empty() || node.entries.size() > most_components) {
        findings.add(node.place, fmt::format("`profile.components` must have 1 to {} components, "
                                             "found {}; add or remove some",
                                             most_components, node.entries.size()));
    }
    for (const YamlEntry& entry : node.entries) {
        profile.components.push_back(read_component(entry, findings));
    }
}

std::vector<Term> read_terms(const YamlNode& node, const std::string& path, Findings& findings)
{
    std::vector<Term> terms;
    if (!expect_mapping(node, path, findings)) return terms;
    refuse_unknown_keys(node, key_quoted(path), known_words<TermKind>(), findings);
    for (const YamlEntry& entry : node.entries) {
        const auto kind = from_word<TermKind>(entry.key);
        if (!kind) continue;
        Expected expected = expected_demand();
        expected.key = joined_key(path, entry.key);
        Term term{*kind, {}};
        read_value(entry.node, expected, term.demand, findings);
        terms.push_back(term);
    }
    return terms;
}

std::vector<Visit> read_visits(const YamlNode& node, const std::string& path,
                               const ServerProfile& profile, Findings& findings)
{
    std::vector<Visit> visits;
    if (!expect_mapping(node, path, findings)) return visits;
    std::vector<std::string> names;
    for (const Component& component : profile.components) names.push_back(component.name);
    for (const YamlEntry& entry : node.entries) {
        const auto found = std::find(names.begin(), names.end(), entry.key);
        if (found == names.end()) {
            findings.add(entry.key_place,
                         fmt::format("unknown component {} in {}{}", key_quoted(entry.key),
                                     key_quoted(path), way_out(entry.key, names)));
            continue;
        }
        const auto index = static_cast<std::size_t>(found - names.begin());
        visits.push_back({index, read_terms(entry.node, joined_key(path, entry.key), findings)});
    }
    return visits;
}

void read_streams(const YamlNode& node, ServerProfile& profile, Findings& findings)
{
    const std::string path = "profile.streams";
    if (!expect_mapping(node, path, findings)) return;
    refuse_unknown_keys(node, key_quoted(path), known_words<EventStream>(), findings);
    for (const YamlEntry& entry : node.entries) {
        const auto stream = from_word<EventStream>(entry.key);
        if (!stream) continue;
        profile.visits[static_cast<std::size_t>(*stream)] =
            read_visits(entry.node, joined_key(path, entry.key), profile, findings);
    }
}

template <class Group>
void read_group(const YamlNode& node, const char* key, std::span<const Field<Group>> fields,
                Group& group, Findings& findings)
{
    const std::string path = joined_key("profile", key);
    const YamlNode* inner = node.find(key);
    if (inner == nullptr) {
        add_missing(node, "profile", key, "a mapping", findings);
    } else if (expect_mapping(*inner, path, findings)) {
        read_fields<Group>(*inner, fields, path, {}, group, findings);
    }
}

}  // namespace

Expected expected_demand()
{
    return {"", Dimension::time, 0, 3600};
}

std::span<const Field<Component>> component_fields()
{
    return component_table;
}

std::span<const Field<Shares>> share_fields()
{
    return share_table;
}

ServerProfile read_profile(const YamlNode& node, Findings& findings)
{
    ServerProfile profile;
    read_heading_into(node, "profile", "profile", profile, findings);
    std::vector<std::string> known = heading_keys("profile");
    for (const char* key : {"components", "streams", "media", "footprint", "behaviour", "rules"}) {
        known.emplace_back(key);
    }
    refuse_unknown_keys(node, "`profile`", known, findings);
    const YamlNode* components = node.find("components");
    const YamlNode* streams = node.find("streams");
    if (components != nullptr) read_components(*components, profile, findings);
    if (components == nullptr) add_missing(node, "profile", "components", "a mapping", findings);
    if (streams != nullptr && components != nullptr) read_streams(*streams, profile, findings);
    if (streams == nullptr) add_missing(node, "profile", "streams", "a mapping", findings);
    read_group(node, "media", media_fields(), profile.media, findings);
    read_group(node, "footprint", footprint_fields(), profile.footprint, findings);
    read_group(node, "behaviour", behaviour_fields(), profile.behaviour, findings);
    if (node.find("rules") == nullptr) return profile;
    read_group(node, "rules", rule_fields(), profile.rules.emplace(), findings);
    return profile;
}

}  // namespace models
