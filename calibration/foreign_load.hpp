#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "calibration/least_squares.hpp"

namespace calibration {

// A non-negative fit that foreign load, which adds to the response at times and never takes away,
// hardly moves.
struct ForeignLoadFit {
    LeastSquares fit;             // without the bound, for its errors
    LeastSquares bounded;         // coefficients not negative
    std::vector<double> weights;  // 1 or less
    std::size_t foreign = 0;      // samples weighed down for lying above
};

// Least squares, reweighted: 1 up to a distance of 2.5 deviations, (2.5 / distance)^4 beyond. The
// start is the regression to the 35 % quantile (Koenker and Bassett, Econometrica 46, 1978), below
// which foreign load seldom is, so that up to a third of the samples may be foreign. Weights do the
// same on both sides: clean data are not biased. The deviation is from the median distance of
// samples under load.
[[nodiscard]] ForeignLoadFit fit_against_foreign_load(Columns columns,
                                                      std::span<const double> response);

}  // namespace calibration
