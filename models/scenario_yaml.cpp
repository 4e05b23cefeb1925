#include "models/scenario_yaml.hpp"

#include <fmt/format.h>

#include "models/scenario_variants_yaml.hpp"
#include "models/section_yaml.hpp"

namespace models {
namespace {

// The mapping of a part; nothing where it is missing (a finding) or could not be loaded (there is
// one).
const YamlNode* section(const YamlNode& root, const std::string& key, const std::string& meaning,
                        Findings& findings)
{
    const YamlNode* node = root.find(key);
    if (node == nullptr) add_missing(root, "", key, meaning, findings);
    return node == nullptr || node->is_null() ? nullptr : node;
}

void read_endpoints(const YamlNode& node, const std::string& path, LinkSpec& link,
                    Findings& findings)
{
    const YamlNode* between = node.find("between");
    if (between == nullptr) {
        add_missing(node, path, "between", "the two nodes it joins", findings);
        return;
    }
    if (!between->is_sequence() || between->items.size() != 2) {
        findings.add(between->place,
                     fmt::format("{} must be a list of two nodes, found {}; write "
                                 "`[server, internet]`",
                                 key_quoted(path + ".between"), description(*between)));
        return;
    }
    read_name(between->items[0], path + ".between", link.a, findings);
    read_name(between->items[1], path + ".between", link.b, findings);
}

std::vector<LinkSpec> read_links(const YamlNode& node, Findings& findings)
{
    std::vector<LinkSpec> links;
    if (!expect_mapping(node, "network", findings)) return links;
    for (const YamlEntry& entry : node.entries) {
        const std::string path = "network." + entry.key;
        LinkSpec& link = links.emplace_back();
        link.name = entry.key;
        if (!is_name(entry.key)) {
            findings.add(entry.key_place,
                         key_quoted(entry.key) + " is no name; use letters, digits, `_` and `-`");
        }
        if (!expect_mapping(entry.node, path, findings)) continue;
        read_fields<LinkSpec>(entry.node, link_fields(), path, {"between"}, link, findings);
        read_endpoints(entry.node, path, link, findings);
    }
    if (links.empty()) findings.add(node.place, "`network` has no link; add one to `server`");
    return links;
}

void read_guest(const YamlNode& node, Guest& guest, Findings& findings)
{
    if (!expect_mapping(node, "guest", findings)) return;
    read_fields<Guest>(node, guest_fields(), "guest", {}, guest, findings);
}

void read_platforms(const YamlNode& node, Scenario& scenario, Findings& findings)
{
    for (const YamlEntry& entry : node.entries) {
        const std::string path = joined_key("platform", entry.key);
        if (!expect_mapping(entry.node, path, findings)) continue;
        if (entry.node.place.on_command_line() && entry.node.find("platform") == nullptr) {
            findings.add(entry.key_place, fmt::format("the scenario has no platform {}; add it to "
                                                      "`platform`",
                                                      key_quoted(entry.key)));
            continue;
        }
        scenario.platforms.push_back(read_platform(entry.node, path, findings));
    }
}

void read_sections(const YamlNode& root, Scenario& scenario, Findings& findings)
{
    if (const auto* node = section(root, "host", "the machine", findings)) {
        if (expect_mapping(*node, "host", findings)) scenario.host = read_host(*node, findings);
    }
    if (const auto* node = section(root, "platform", "one or a list", findings)) {
        read_platforms(*node, scenario, findings);
    }
    if (const auto* node = section(root, "guest", "the virtual machine", findings)) {
        read_guest(*node, scenario.guest, findings);
    }
    if (const auto* node = section(root, "network", "links by name", findings)) {
        scenario.links = read_links(*node, findings);
    }
    if (const auto* node = section(root, "profile", "the BigBlueButton version", findings)) {
        if (expect_mapping(*node, "profile", findings)) {
            scenario.profile = read_profile(*node, findings);
        }
    }
    if (const auto* node = section(root, "workload", "what the users do", findings)) {
        if (expect_mapping(*node, "workload", findings)) {
            scenario.workload = read_workload(*node, findings);
        }
    }
    if (const auto* node = section(root, "slo", "what has to hold", findings)) {
        if (expect_mapping(*node, "slo", findings)) scenario.slo = read_slo(*node, findings);
    }
}

}  // namespace

Scenario read_tree(const YamlNode& root, Findings& findings)
{
    Scenario scenario;
    read_version(root, "", true, findings);
    if (const YamlNode* name = root.find("scenario")) {
        read_name(*name, "scenario", scenario.name, findings);
    } else {
        add_missing(root, "", "scenario", "its name", findings);
    }
    read_fields<Scenario>(root, scenario_fields(), "",
                          {"version", "scenario", "host", "platform", "guest", "network", "profile",
                           "workload", "slo", "set"},
                          scenario, findings);
    read_sections(root, scenario, findings);
    check_scenario(root, scenario, findings);
    return scenario;
}

Scenario read_scenario(const std::string& path, const std::vector<std::string>& overrides,
                       const std::string& library)
{
    return ScenarioVariants(path, overrides, library).with({});
}

}  // namespace models
