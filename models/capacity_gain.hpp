#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace models {

struct CapacityOptions;
struct CapacitySearch;

// What more of one resource buys in users, everything else and the random numbers as they are.
struct CapacityGain {
    std::string resource{};            // as in ResourceUse; besides, "core speed"
    std::string step{};                // "+10 Mbit/s", "+1 vCPU"
    sim::ConfidenceInterval little{};  // users for the step, mean of the differences by replication
    sim::ConfidenceInterval all{};     // users if it never ran out; both NaN if already the
                                       // search without it ended at `max_users`
    std::string next{};                // what gives out first then; empty: `all` gains nothing
    bool beyond_search = false;        // with `all`, the SLO held at `max_users`: it may be more
    int evaluations = 0;

    bool known() const { return !std::isnan(all.mean); }
    bool gains() const { return all.mean > 0 || little.mean > 0; }
};

// Relaxes each resource to infinity and, where that gains something, by a step: vCPUs, the speed of
// a core, memory, each link, the network card, the disk, and each component that has fewer threads
// than the guest has vCPUs. Both sides of a difference are with rates in place of frames
// (`resolution: flow`); each replication is searched again from the capacity it has with rates. By
// search, resources in the order above.
std::vector<std::vector<CapacityGain>> find_gains(const std::vector<CapacitySearch>& searches,
                                                  const CapacityOptions& options);

}  // namespace models
