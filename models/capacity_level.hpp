#pragma once

#include <span>
#include <vector>

#include "models/resource_use.hpp"
#include "models/slo.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace models {

struct CapacitySearch;

enum class Verdict { met, missed, undecided };
const char* to_string(Verdict verdict);

// One limit of the SLO at a level of users. `undecided`: the level holds the limit in some
// replications and not in others.
struct LimitFigure {
    SloMetric metric = SloMetric::cpu_utilization;
    double limit = 0;
    double value = 0;  // mean over the replications; NaN where nobody was there to measure it
    sim::ConfidenceInterval interval{};  // of the mean
    Verdict verdict = Verdict::met;
};

// What a number of users held present gave in the replications of a search.
struct CapacityLevel {
    double share = 1;  // of the capacity
    int users = 0;
    int held = 0;  // replications in which the SLO held, of so many
    int replications = 0;
    std::vector<LimitFigure> slo;
    std::vector<ResourceUse> resources;  // mean utilization, fullest first
};

CapacityLevel level_of(CapacitySearch& search, int users, double level);

// Parts of the capacity at which the curve around it is looked at.
inline constexpr double curve_shares[] = {0.7, 0.85, 1, 1.1, 1.25};

// The numbers of users that are these parts of it, each once and none beyond `most`.
std::vector<int> curve_levels(std::span<const double> shares, int capacity, int most);

// By how many per cent the worst figure of the SLO passes its limit for each per cent of users
// beyond the capacity, at the first level beyond it: over 1 the capacity is a cliff, else a slope.
// Infinite where nothing at all was allowed; NaN without a level beyond it.
double steepness(const std::vector<CapacityLevel>& curve);

}  // namespace models
