#pragma once

#include <span>
#include <vector>

#include "calibration/least_squares.hpp"

namespace calibration {

// What coefficients of least squares are worth when the residuals of neighbouring samples are
// alike.
struct AutocorrelatedErrors {
    double correlation = 0;          // of residuals one step, the median distance, apart
    double effective_samples = 0;    // independent ones that would tell the mean as well
    double standard_deviation = 0;   // of one residual of weight 1
    std::vector<double> covariance;  // of the coefficients, row by row
};

// Errors of a fit by least_squares() of these columns and weights, with `times` (s, ascending, no
// two equal) of the rows; empty weights are all 1. Noise is taken as a sum of independent noise and
// a first-order autoregression in time, so gaps do no harm. How much of it lasts, and how long, up
// to a quarter of the samples, is doubtful itself: the covariance is that of least squares under
// each of some hundred such noises, averaged by their restricted likelihood (Harville, Journal of
// the American Statistical Association 72, 1977), from a Kalman filter, and a prior with equally
// likely rates of decay. Samples weighed below a quarter are left out as gaps; where too few remain
// the covariance is infinite.
[[nodiscard]] AutocorrelatedErrors autocorrelated_errors(const LeastSquares& fit, Columns columns,
                                                         std::span<const double> weights,
                                                         std::span<const double> times);

}  // namespace calibration
