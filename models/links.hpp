#pragma once

#include <string>
#include <vector>

#include "models/network.hpp"
#include "models/scenario.hpp"
#include "sim/fair_sharing.hpp"

namespace models {

// The network of a scenario while it runs: goodput of each directed link in byte/s, the virtual
// network card of the guest in front of them, and per node where users sit one class of connections
// for each application and direction.
struct Links {
    struct Node {
        std::string name;
        double delay = 0;  // s one way from the server, platform included
        sim::FairSharing::Class video_down, desktop_down, audio_down, web_down;
        sim::FairSharing::Class video_up, audio_up;
    };

    Links(sim::Simulation& simulation, const Scenario& scenario, const Platform& platform);

    std::size_t node_of(const std::string& name) const;
    // Bytes carried until now by directed link; the last two are the network card, out and in.
    std::vector<double> carried();

    sim::FairSharing shares;
    std::vector<std::string> names;  // of the directed links
    std::vector<double> capacities;  // byte/s
    std::vector<Node> nodes;
};

}  // namespace models
