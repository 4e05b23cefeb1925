#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace calibration {

// Coefficients that minimise sum w (y - X b)^2, and what the data say about them.
struct LeastSquares {
    std::vector<double> coefficients;  // NaN each when the columns are linearly dependent
    std::vector<bool> at_bound;        // kept at 0 by the condition of not being negative
    std::vector<double> residuals;     // y - X b
    std::vector<double> inverse_gram;  // (X'WX)^-1 row by row; 0 for coefficients at the bound
    double residual_standard_deviation = 0;  // sqrt(sum w r^2 / degrees of freedom); NaN: none left
    double degrees_of_freedom = 0;  // rows of positive weight - coefficients not at the bound
    double condition_number = 0;    // of the weighted columns at unit length; infinite: dependent
    std::size_t rank = 0;           // of the same, to the precision of a double

    bool full_rank() const { return rank == coefficients.size(); }
    double covariance(std::size_t i, std::size_t j) const;  // of coefficients i and j
    double standard_error(std::size_t i) const;
};

using Columns = std::span<const std::vector<double>>;  // one per coefficient, a constant included

// Weighted linear least squares. Weights are inverse variances up to a common factor, all 1 when
// empty. By Householder QR of the columns at unit length in extended precision, so that the answer
// is as good as the doubles given. Columns, response and weights are of one length and finite,
// weights not negative (LogicError).
[[nodiscard]] LeastSquares least_squares(Columns columns, std::span<const double> response,
                                         std::span<const double> weights = {});

// The same with every coefficient >= 0, by the active set of Lawson and Hanson (Solving Least
// Squares Problems, 1974, chapter 23). Errors are those of least squares on the coefficients off
// the bound, as if it had been known which these are; rank and condition number are of all columns.
[[nodiscard]] LeastSquares non_negative_least_squares(Columns columns,
                                                      std::span<const double> response,
                                                      std::span<const double> weights = {});

}  // namespace calibration
