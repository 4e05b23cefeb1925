#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/section_yaml.hpp"
#include "models/suggestion.hpp"
#include "models/unit.hpp"

namespace models {
namespace {

constexpr const char* server_node = "server";

const Place& place_of(const YamlNode& root, std::string_view key)
{
    const YamlNode* node = find_path(root, key);
    return node != nullptr ? node->place : root.place;
}

std::set<std::string> nodes_of(const Scenario& scenario)
{
    std::set<std::string> nodes;
    for (const LinkSpec& link : scenario.links) nodes.insert({link.a, link.b});
    return nodes;
}

std::set<std::string> reached_from_server(const Scenario& scenario)
{
    std::set<std::string> reached = {server_node};
    for (std::size_t before = 0; before != reached.size();) {
        before = reached.size();
        for (const LinkSpec& link : scenario.links) {
            if (reached.contains(link.a)) reached.insert(link.b);
            if (reached.contains(link.b)) reached.insert(link.a);
        }
    }
    return reached;
}

bool has_server(const Scenario& scenario)
{
    return nodes_of(scenario).contains(server_node);
}

bool links_are_whole(const Scenario& scenario)
{
    return !scenario.links.empty() &&
           std::all_of(scenario.links.begin(), scenario.links.end(),
                       [](const LinkSpec& link) { return !link.a.empty() && !link.b.empty(); });
}

void check_links(const YamlNode& root, const Scenario& scenario, Findings& findings)
{
    for (const LinkSpec& link : scenario.links) {
        if (link.a != link.b) continue;
        findings.add(place_of(root, "network." + link.name),
                     fmt::format("link {} leads from {} to itself; name two nodes",
                                 key_quoted(link.name), key_quoted(link.a)));
    }
    if (!has_server(scenario)) {
        findings.add(place_of(root, "network"),
                     "no link of `network` ends at `server`; add one between `server` and another "
                     "node");
    }
}

void check_persona_node(const YamlNode& node, const Persona& persona, const Scenario& scenario,
                        Findings& findings)
{
    const std::set<std::string> nodes = nodes_of(scenario);
    if (!nodes.contains(persona.at)) {
        findings.add(node.place,
                     fmt::format("persona {} sits at {}, which is no node of the network{}",
                                 key_quoted(persona.name), key_quoted(persona.at),
                                 way_out(persona.at, {nodes.begin(), nodes.end()})));
    } else if (persona.at == server_node) {
        findings.add(node.place, fmt::format("persona {} sits at the server itself; name another "
                                             "node of the network",
                                             key_quoted(persona.name)));
    } else if (!reached_from_server(scenario).contains(persona.at)) {
        findings.add(node.place, fmt::format("there is no route from {}, where persona {} sits, to "
                                             "`server`; add a link to `network`",
                                             key_quoted(persona.at), key_quoted(persona.name)));
    }
}

void check_personas(const YamlNode& root, const Scenario& scenario, Findings& findings)
{
    const YamlNode* personas = find_path(root, "workload.personas");
    if (personas == nullptr) return;
    const std::size_t count = std::min(personas->items.size(), scenario.workload.personas.size());
    for (std::size_t i = 0; i < count; ++i) {
        const YamlNode* at = personas->items[i].find("at");
        const Persona& persona = scenario.workload.personas[i];
        if (at == nullptr || persona.at.empty()) continue;
        check_persona_node(*at, persona, scenario, findings);
    }
}

void check_guest(const YamlNode& root, const Scenario& scenario, Findings& findings)
{
    const Guest& guest = scenario.guest;
    const Host& host = scenario.host;
    if (guest.pinned && guest.vcpus > host.threads()) {
        findings.add(place_of(root, "guest.vcpus"),
                     fmt::format("{} pinned vCPUs need as many hardware threads, host {} has {}; "
                                 "lower `guest.vcpus` or set `guest.pinned` to false",
                                 guest.vcpus, key_quoted(host.name), host.threads()));
    }
    if (guest.memory > host.memory) {
        findings.add(
            place_of(root, "guest.memory"),
            fmt::format("the guest has {} of memory, host {} only {}; lower "
                        "`guest.memory`",
                        print_quantity(guest.memory, Dimension::bytes), key_quoted(host.name),
                        print_quantity(host.memory, Dimension::bytes)));
    }
    if (guest.cpu_limit > guest.vcpus) {
        findings.add(place_of(root, "guest.cpu_limit"),
                     fmt::format("`guest.cpu_limit` must be at most the {} vCPUs of the guest, "
                                 "found {:.6g}; lower it",
                                 guest.vcpus, guest.cpu_limit));
    }
}

void check_socket_buffers(const YamlNode& root, const Media& media, Findings& findings)
{
    if (media.socket_buffer_low.value <= media.socket_buffer_high.value) return;
    findings.add(place_of(root, "profile.media.socket_buffer_low"),
                 "`profile.media.socket_buffer_low` is above `profile.media.socket_buffer_high`; "
                 "lower it");
}

}  // namespace

void check_scenario(const YamlNode& root, const Scenario& scenario, Findings& findings)
{
    if (links_are_whole(scenario)) {
        check_links(root, scenario, findings);
        if (has_server(scenario)) check_personas(root, scenario, findings);
    }
    if (scenario.host.memory > 0) check_guest(root, scenario, findings);
    check_socket_buffers(root, scenario.profile.media, findings);
}

}  // namespace models
