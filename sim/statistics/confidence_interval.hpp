#pragma once

#include <span>

namespace sim {

class Tally;

// An interval that holds the truth with the probability `level`. From fewer than two observations
// it is unbounded: (-infinity, infinity).
struct ConfidenceInterval {
    double mean;
    double low;
    double high;
    double level;

    double half_width() const { return (high - low) / 2; }
};

// The t with the probability `level` between -t and t, for degrees of freedom > 0, whole or not.
[[nodiscard]] double student_t(double degrees_of_freedom, double level);

// In all three 0 < level < 1, and the observations are taken as independent and normal.

// Of the expectation: mean +- t s / sqrt(n), t of Student's distribution with n - 1 degrees of
// freedom.
[[nodiscard]] ConfidenceInterval confidence_interval(const Tally& tally, double level);

// Of the expectation of a - b, from pairs under the same random numbers (a[i] with b[i]).
[[nodiscard]] ConfidenceInterval paired_difference(std::span<const double> a,
                                                   std::span<const double> b, double level);

// Of one further observation: mean +- t s sqrt(1 + 1/n).
[[nodiscard]] ConfidenceInterval prediction_interval(const Tally& tally, double level);

}  // namespace sim
