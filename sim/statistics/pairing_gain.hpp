#pragma once

#include <optional>
#include <span>

#include "sim/statistics/confidence_interval.hpp"

namespace sim {

// How many times as many replications a difference would need without common random numbers:
// (Var a + Var b) / Var(a - b). From pairs (a[i] with b[i]) taken as bivariate normal. With the sum
// s = a + b and the difference d it is (1 + Var s / Var d) / 2, and the ratio of the variances of
// two correlated normals has an exact interval (Pitman, Biometrika 31, 1939); below three pairs it
// reaches from 1/2, the least there is, to infinity. `mean` is the ratio of the estimates. None
// where all differences are equal, or fewer than two. As many on both sides, 0 < level < 1
// (LogicError).
[[nodiscard]] std::optional<ConfidenceInterval> pairing_gain(std::span<const double> a,
                                                             std::span<const double> b,
                                                             double level);

}  // namespace sim
