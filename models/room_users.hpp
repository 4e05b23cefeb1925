#pragma once

#include <string>
#include <vector>

#include "models/workload.hpp"

namespace models {

// How many of which kind sit in a full room, by node of the network and in all.
struct NodeUsers {
    std::string name;
    double users = 0;
    double viewers = 0;      // users who see webcams
    double own_webcams = 0;  // of viewers, who do not see their own
    double webcams = 0;      // of users and of the room
    double talkers = 0;
    double listeners = 0;
};

struct RoomUsers {
    std::vector<NodeUsers> nodes;
    double users = 0;
    double viewers = 0;
    double webcams = 0;
    double idle_desktops = 0;
    double busy_desktops = 0;
    double talkers = 0;
    double listeners = 0;

    // (webcam, viewer) pairs, at one of the nodes and in all.
    double subscriptions(const NodeUsers& node) const;
    double subscriptions() const;
};

// Nodes in the order in which the personas first name them.
std::vector<std::string> nodes_of(const Workload& workload);

RoomUsers room_of(const Workload& workload, int size);

}  // namespace models
