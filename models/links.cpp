#include "models/links.hpp"

#include <algorithm>

namespace models {

Links::Links(sim::Simulation& simulation, const Scenario& scenario, const Platform& platform)
    : shares(simulation)
{
    const Network network(scenario.links);
    const double goodput = scenario.profile.media.tcp_goodput.value / 8;  // bit/s to byte/s
    double card = 0;
    for (const Network::DirectedLink& link : network.links()) {
        shares.add_link(link.rate * goodput);
        names.push_back(link.name);
        capacities.push_back(link.rate * goodput);
        if (link.from == "server") card = std::max(card, link.rate);
    }
    for (const char* name : {"network card out", "network card in"}) {
        const double capacity = card * goodput * platform.tcp_throughput.value;
        shares.add_link(capacity);
        names.push_back(name);
        capacities.push_back(capacity);
    }
    const auto card_out = static_cast<sim::FairSharing::Link>(names.size() - 2);
    for (const Persona& persona : scenario.workload.personas) {
        if (node_of(persona.at) < nodes.size()) continue;
        std::vector<sim::FairSharing::Link> down{card_out};
        std::vector<sim::FairSharing::Link> up{card_out + 1};
        const std::vector<std::size_t> away = network.route("server", persona.at);
        for (const std::size_t link : away) {
            down.push_back(static_cast<sim::FairSharing::Link>(link));
        }
        for (const std::size_t link : network.route(persona.at, "server")) {
            up.push_back(static_cast<sim::FairSharing::Link>(link));
        }
        Node node;
        node.name = persona.at;
        node.delay = network.delay(away) + platform.round_trip_tcp.value / 2;
        for (auto* app : {&node.video_down, &node.desktop_down, &node.audio_down, &node.web_down}) {
            *app = shares.add_class(down);
        }
        for (auto* app : {&node.video_up, &node.audio_up}) *app = shares.add_class(up);
        nodes.push_back(node);
    }
}

std::size_t Links::node_of(const std::string& name) const
{
    return static_cast<std::size_t>(std::ranges::find(nodes, name, &Node::name) - nodes.begin());
}

std::vector<double> Links::carried()
{
    std::vector<double> bytes;
    for (std::size_t link = 0; link < names.size(); ++link) {
        bytes.push_back(shares.carried(static_cast<sim::FairSharing::Link>(link)));
    }
    return bytes;
}

}  // namespace models
