#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/host.hpp"
#include "models/platform.hpp"
#include "models/server_profile.hpp"
#include "models/slo.hpp"
#include "models/workload.hpp"

namespace models {

// The virtual machine or container (or, natively, the part of the host given to the server).
struct Guest {
    int vcpus = 1;
    double memory = 0;        // bytes
    double swap = 0;          // bytes
    bool pinned = false;      // each vCPU on a hardware thread of its own
    double cpu_limit = 0;     // cores the platform allows at most; 0: all vCPUs
    int neighbour_vcpus = 0;  // busy vCPUs of other guests on the same host
};

// A full-duplex link between two nodes. The node "server" is the guest.
struct LinkSpec {
    std::string name;
    std::string a;
    std::string b;
    double rate = 0;   // bit/s each way, line rate
    double delay = 0;  // s one way
};

enum class Resolution { frames, flow };
const char* to_string(Resolution resolution);

// What is kept of the copies of a frame, one for each viewer it is sent to.
enum class Copies { count, delays, events };
const char* to_string(Copies copies);

// All that a run needs, plain data.
struct Scenario {
    std::string name;
    std::string title;
    std::string note;  // shown with the answer
    Host host;
    Guest guest;
    std::vector<LinkSpec> links;
    std::vector<Platform> platforms;
    ServerProfile profile;
    Workload workload;
    Slo slo;
    std::string published;  // published study to hold the answer against; empty: none
    std::uint64_t seed = 1;
    Resolution resolution = Resolution::frames;
    Copies copies = Copies::count;
    double warm_up = 60;   // s deleted when a level is held in a capacity search
    double window = 300;   // s measured after it
    int max_users = 5000;  // where a capacity search gives up
};

}  // namespace models
