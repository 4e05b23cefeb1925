#pragma once

#include <span>
#include <vector>

#include "calibration/least_squares.hpp"

namespace calibration {

// What coefficients of least squares are worth when the residuals of neighbouring samples are
// alike.
struct AutocorrelatedErrors {
    double correlation = 0;          // of residuals one step apart, not negative
    double batch_ratio = 1;          // 1 unless slow disturbances outlast that correlation
    double effective_samples = 0;    // independent ones that would tell as much
    double standard_deviation = 0;   // of one residual of weight 1
    std::vector<double> covariance;  // of the coefficients, row by row
};

// Errors of a fit by least_squares() of these columns and weights, with `times` (s, ascending,
// no two equal) of the rows. Residuals are taken as a first-order autoregression in time, whose
// correlation per step (the median distance of samples) is chosen so that the expectation of the
// neighbours' products over that of the squares is what was seen: expectations under the projection
// that the fit is, so the usual bias towards independence is gone. The covariance is that of least
// squares under such residuals. Where a twelfth of the samples at a time scatters more than this
// explains (chi-square, 1 %), it is multiplied by the ratio. Weighed down samples count by their
// weights.
[[nodiscard]] AutocorrelatedErrors autocorrelated_errors(const LeastSquares& fit, Columns columns,
                                                         std::span<const double> weights,
                                                         std::span<const double> times);

}  // namespace calibration
