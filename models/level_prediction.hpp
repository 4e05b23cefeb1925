#pragma once

#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace models {

// What monitoring sees of a server in a span.
struct ServerUse {
    double cpu_cores = 0;          // busy, mean
    double memory_bytes = 0;       // in use, at the end
    double sent_bit_rate = 0;      // out of the server, on the wire, mean
    double refused = 0;            // joins
    std::vector<double> by_limit;  // value of each limit of the SLO; NaN: nobody was there
};

// What of a server can be full.
struct ServerLimits {
    double cpu_cores = 0;
    double memory_bytes = 0;
    double sent_bit_rate = 0;  // on the wire; 0: it leaves by several links, none is the limit
};

struct LevelOptions {
    double span = 60;  // s that one sample of the monitoring stands for
    int spans = 20;    // of each draw, at least 2
    int draws = 20;    // replications, each with parameters drawn, at least 2
    double level = 0.95;
    bool calibration_error = true;  // false: each draw has the parameters as they stand
    int threads = 1;
};

// A number of users held present. The intervals are for one sample of one further server: what
// standard errors of the parameters, the workload and chance within a span make of it, and nothing
// of what the measurement does.
struct LevelPrediction {
    int users = 0;
    sim::ConfidenceInterval cpu_cores{};
    sim::ConfidenceInterval memory_bytes{};
    sim::ConfidenceInterval sent_bit_rate{};
    double broken = 0;  // share of the draws in whose spans, in the mean, the SLO did not hold
};

// The spans after the warm-up of one replication with so many users present.
std::vector<ServerUse> held_spans(const Scenario& scenario, const Platform& platform,
                                  std::uint64_t replication, int users,
                                  const LevelOptions& options);

// Of one level after the other; the same for any number of threads.
std::vector<LevelPrediction> predict_levels(const Scenario& scenario, const Platform& platform,
                                            const std::vector<int>& levels,
                                            const LevelOptions& options);

ServerLimits server_limits(const Scenario& scenario, const Platform& platform);

}  // namespace models
