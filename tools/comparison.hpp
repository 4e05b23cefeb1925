#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "models/scenario.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "sim/statistics/pairwise_differences.hpp"
#include "tools/arguments.hpp"
#include "tools/run_summary.hpp"

namespace tools {

// What a comparison sets side by side.
enum class Compared { platforms, variants, scenarios };
const char* to_string(Compared compared);

// A scenario that takes part, on each of its platforms; under this name, or those of the platforms
// where it is empty.
struct Entry {
    std::string name;
    models::Scenario scenario;
};

struct Entries {
    Compared compared = Compared::platforms;
    std::vector<Entry> list;  // at least one; all have the seed of the first
    bool seeds_differed = false;
};

// Reads all that the arguments name. Throws UsageError where they make no comparison, InputError
// with all findings in all files.
Entries read_entries(const Arguments& arguments, const std::string& library);

// One of the things compared. Differences are of means over replications under the same random
// numbers; where standard errors were drawn, over draws, and of one further draw.
struct ComparedCapacity {
    std::string name;  // the platform, "key=value", or the scenario
    std::string scenario;
    models::Capacity capacity;
    std::optional<sim::ConfidenceInterval> difference;    // to the first; none for the first itself
    std::optional<sim::ConfidenceInterval> pairing_gain;  // idem; none where it cannot be told
    double best_probability = 0;                          // that it carries the most users
    RunSummary run;        // of the whole workload with rates (`resolution: flow`)
    double cpu_ratio = 1;  // mean CPU utilization of the whole run over the first one's
};

struct Comparison {
    Compared compared = Compared::platforms;
    bool seeds_differed = false;
    double level = 0.95;
    std::vector<ComparedCapacity> contenders;    // the first is the baseline
    std::vector<sim::PairwiseDifference> pairs;  // all hold at once at `level`
    bool drawn = false;                          // standard errors were drawn
    std::size_t observations = 0;                // replications, or draws, that all contenders have
};

// Of capacities that met the same random numbers, between means over workloads: what is known of
// it, or, where parameters were drawn for one of them, what the true ones, one further draw, may
// give.
sim::ConfidenceInterval paired_difference(const models::Capacity& one,
                                          const models::Capacity& other, double level);

// Simulates all of them.
Comparison compare_entries(const Entries& entries, const models::CapacityOptions& options,
                           bool quiet);

std::vector<models::Capacity> capacities_of(const Comparison& comparison);

}  // namespace tools
