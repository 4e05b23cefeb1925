#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/copy_delays.hpp"
#include "models/observation.hpp"
#include "models/scenario.hpp"

namespace models {

// One replication of a scenario's workload on one platform, from its beginning to its end.
struct Run {
    std::string platform;
    std::vector<std::string> links;       // names of the directed links, as in Sample
    std::size_t uplink = 0;               // the directed link that fills first, index into `links`
    std::vector<std::string> components;  // names, as in Sample
    std::vector<Sample> series;           // by minute
    Sample whole;                         // the whole run
    int webcam_deliveries = 0;            // (webcam, viewer) pairs at the end
    // Users away from the server's LAN (behind the uplink) when the first frame was dropped; -1:
    // never.
    int users_at_first_drop = -1;
    int far_users_at_first_drop = -1;
    CopyDelays::Summary delays;  // of frames; 0 copies unless the scenario keeps them
    std::uint64_t fingerprint = 0;
    std::uint64_t events = 0;
};

// How long the workload of a scenario lasts, s.
double run_length(const Scenario& scenario);

// Runs replication `number`. Throws sim::LogicError where a conservation law does not hold.
Run run_once(const Scenario& scenario, const Platform& platform, std::uint64_t number);

// All platforms of the scenario, replications 0 ... n - 1 of each, on so many threads; the same
// bytes for any number of threads. Result by platform, then by replication.
std::vector<std::vector<Run>> run_all(const Scenario& scenario, int replications, int threads);

}  // namespace models
