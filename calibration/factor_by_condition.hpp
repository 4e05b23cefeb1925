#pragma once

#include <span>

#include "calibration/overhead_factor.hpp"

namespace calibration {

// Whether factors measured under several conditions (LINPACK by order, fio by block size) are one.
struct FactorByCondition {
    bool one_number = true;    // false: keep the table, one number would lie
    OverheadFactor pooled;     // with the sums of the runs; outliers and modes stay with the parts
    double p_value = 1;        // of equal factors; NaN: fewer than two have an interval
    double largest_ratio = 1;  // of two of the factors
};

// One number would lie when two factors differ by more than the tolerance (0.02: 2 %) and by more
// than noise explains at the level 0.05, or when nothing says how large the noise is. The test is
// Cochran's Q with the weights 1 / error^2, held against Welch's F, as errors from few runs are
// themselves in doubt (Biometrika 38, 1951).
//
// A pooled factor that holds is weighted by runs, 1 / (1/native + 1/guest): weights by errors from
// three runs would follow the accidents of the errors. Its degrees of freedom are Welch's. One that
// does not hold, or parts without intervals, is the mean of the logs over the conditions, with the
// scatter between these as its error: what a condition drawn at random would do.
[[nodiscard]] FactorByCondition factor_by_condition(std::span<const OverheadFactor> factors,
                                                    double tolerance = 0.02);

}  // namespace calibration
