#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/statistics/confidence_interval.hpp"

namespace sim {

// Observations in groups of equal size, x_ij = mean + a_i + e_ij with independent normal a_i and
// e_ij: the one-way analysis of variance with random effects (Searle, Casella and McCulloch,
// Variance Components, 1992, chapter 3).
struct RandomEffects {
    std::size_t groups = 0;
    std::size_t each = 0;  // observations in a group
    double mean = 0;
    double square_between = 0;  // mean square, groups - 1 degrees of freedom
    double square_within = 0;   // groups (each - 1) degrees of freedom
    double of_mean = 0;         // variance with which `mean` estimates the expectation

    double between() const;  // variance of a_i, unbiased but for being at least 0
    double within() const { return square_within; }  // variance of e_ij
};

// At least two groups of the same size, at least two (LogicError).
[[nodiscard]] RandomEffects random_effects(std::span<const std::vector<double>> groups);

// Of one further observation, of a group not seen yet: mean +- t sqrt(between + within + of_mean),
// with the degrees of freedom of Satterthwaite (Biometrics Bulletin 2, 1946).
[[nodiscard]] ConfidenceInterval further_observation(const RandomEffects& effects, double level);

}  // namespace sim
