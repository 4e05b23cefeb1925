#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "models/scenario.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "tools/arguments.hpp"
#include "tools/run_summary.hpp"

namespace tools {

// One of the things compared: a platform, or a variant of the scenario on its first platform.
struct ComparedCapacity {
    std::string name;  // the platform, or "key=value"
    models::Capacity capacity;
    // To the first one, by replication, or by draw where standard errors were drawn; none for the
    // first itself.
    std::optional<sim::ConfidenceInterval> difference;
    RunSummary run;        // of the whole workload with rates (`resolution: flow`)
    double cpu_ratio = 1;  // mean CPU utilization of the whole run over the first one's
};

struct Comparison {
    std::vector<ComparedCapacity> contenders;  // the first is the baseline
    double level = 0.95;
};

// The platforms of the scenario, the first of them the baseline, as the arguments ask. Throws
// UsageError where there is only one.
Comparison compare_platforms(const models::Scenario& scenario, const Arguments& arguments);

}  // namespace tools
