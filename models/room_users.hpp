#pragma once

#include <string>
#include <vector>

#include "models/workload.hpp"

namespace models {

// How many of which kind sit in a full room, by node of the network and in all.
struct NodeUsers {
    std::string name;
    double users = 0;
    double webcams = 0;
    double talkers = 0;
    double listeners = 0;
};

struct RoomUsers {
    std::vector<NodeUsers> nodes;
    double users = 0;
    double webcams = 0;
    double idle_desktops = 0;
    double busy_desktops = 0;
    double talkers = 0;
    double listeners = 0;
};

// Nodes in the order in which the personas first name them.
std::vector<std::string> nodes_of(const Workload& workload);

RoomUsers room_of(const Workload& workload, int size);

}  // namespace models
