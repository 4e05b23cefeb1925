#pragma once

#include <span>
#include <vector>

#include "sim/statistics/confidence_interval.hpp"

namespace sim {

// What one coordinate of the unit cube does to a response while the others stay where they are.
struct OneAtATimeEffect {
    double low = 0;   // mean response with the coordinate at 0
    double high = 0;  // at 1
    // Largest less smallest mean of those at the centre, at 0 and at 1: the bar of a tornado.
    ConfidenceInterval swing{};
};

// The centre, then for each coordinate in turn the centre with this one at 0 and with it at 1.
[[nodiscard]] std::vector<std::vector<double>> one_at_a_time_design(std::span<const double> centre);

// From the responses at the points of the design, at each point by replication, the same random
// numbers at all of them. The interval is that of the paired difference; of one replication it is
// unbounded. It says nothing of interactions, see elementary_effects and sobol_indices. As many
// responses as the design has points, the same number of replications at each, at least one
// (LogicError).
[[nodiscard]] std::vector<OneAtATimeEffect> one_at_a_time_effects(
    std::span<const std::vector<double>> responses, double level);

}  // namespace sim
