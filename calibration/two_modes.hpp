#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace calibration {

// Two clusters of values that one mean would hide.
struct TwoModes {
    double low = 0;  // means of the clusters
    double high = 0;
    std::size_t in_low = 0;  // values
    std::size_t in_high = 0;
};

// The two modes of the values, if there are. The values are cut where the sum of squares between
// the parts is largest against that within (Engelman and Hartigan, Journal of the American
// Statistical Association 64, 1969). There are two modes when this ratio exceeds 5 (equal parts
// 4.5 deviations apart) and what normal values reach in 1 % of samples. Each mode has more than a
// quarter of the values and at least two: fewer are outliers. So from four finite values on. Modes
// less than `least_distance` apart are none: values printed with few digits fall into clusters too.
// From eight values on the smallest or largest may lie far from both modes: it counts with the
// nearer one, but not in its mean, and the ratio has to be twice as large.
[[nodiscard]] std::optional<TwoModes> two_modes(std::span<const double> values,
                                                double least_distance = 0);

}  // namespace calibration
