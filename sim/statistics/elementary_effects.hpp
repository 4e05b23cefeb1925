#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/random_stream.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace sim {

// What one coordinate does to a response over the whole unit cube, from elementary effects: change
// of the response over change of the coordinate (Morris, Technometrics 33, 1991; the mean of
// absolute values: Campolongo, Cariboni and Saltelli, Environmental Modelling & Software 22, 2007).
struct ElementaryEffects {
    double mean = 0;                // mu: its sign is the direction
    ConfidenceInterval absolute{};  // mu*: strength; the low end is not negative
    double deviation = 0;           // sigma: large where the effect bends or depends on the others
};

// Trajectories of dimension + 1 points each on the grid 0, 1/3, 2/3, 1: from a point drawn from it,
// every coordinate once, in an order drawn, by 2/3. At least one coordinate and two trajectories
// (LogicError).
[[nodiscard]] std::vector<std::vector<double>> elementary_effects_design(std::size_t dimension,
                                                                         std::size_t trajectories,
                                                                         RandomStream& stream);

// By coordinate, from the responses at the points of such a design. Intervals of Student's t over
// the trajectories. As many responses as points (LogicError).
[[nodiscard]] std::vector<ElementaryEffects> elementary_effects(
    std::span<const std::vector<double>> design, std::span<const double> responses, double level);

}  // namespace sim
