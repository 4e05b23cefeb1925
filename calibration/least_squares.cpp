#include "calibration/least_squares.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/expect.hpp"

namespace calibration {
namespace {

using Real = long double;
using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;
using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
using Indices = std::vector<Eigen::Index>;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double precision = std::numeric_limits<double>::epsilon();

bool are_finite(std::span<const double> values)
{
    return std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); });
}

void check(Columns columns, std::span<const double> response, std::span<const double> weights)
{
    const auto rows = response.size();
    EXPECT(weights.empty() || weights.size() == rows, "least squares need a weight for each row");
    EXPECT(are_finite(response) && are_finite(weights), "least squares need finite numbers");
    for (const double weight : weights) EXPECT(weight >= 0, "a weight must not be negative");
    for (const auto& column : columns) {
        EXPECT(column.size() == rows, "least squares need columns as long as the response");
        EXPECT(are_finite(column), "least squares need finite numbers");
    }
}

// The problem reduced to as many rows as coefficients: minimise |triangle x - projected|, where
// x = coefficient * scale. Columns are at unit length, for a condition number free of units.
struct Reduced {
    Vector scale;
    Matrix triangle;
    Vector projected;
    std::size_t rank = 0;
    double condition_number = infinite;
};

void judge_rank(Reduced& reduced, Eigen::Index rows)
{
    const Vector singular = reduced.triangle.jacobiSvd().singularValues();
    if (singular.size() == 0) return;
    const Real least = singular(0) * static_cast<Real>(rows) * precision;
    reduced.rank = static_cast<std::size_t>((singular.array() > least).count());
    const bool full = static_cast<Eigen::Index>(reduced.rank) == reduced.triangle.cols();
    if (full) {
        reduced.condition_number = static_cast<double>(singular(0) / singular(singular.size() - 1));
    }
}

Reduced reduce(Columns columns, std::span<const double> response, std::span<const double> weights)
{
    const auto rows = static_cast<Eigen::Index>(response.size());
    const auto unknowns = static_cast<Eigen::Index>(columns.size());
    Matrix design(rows, unknowns);
    Vector observed(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
        const auto row = static_cast<std::size_t>(i);
        const Real root = weights.empty() ? 1 : std::sqrt(static_cast<Real>(weights[row]));
        observed(i) = root * response[row];
        for (Eigen::Index j = 0; j < unknowns; ++j)
            design(i, j) = root * columns[static_cast<std::size_t>(j)][row];
    }
    Reduced reduced;
    reduced.scale = design.colwise().stableNorm().transpose();
    for (Eigen::Index j = 0; j < unknowns; ++j) {
        if (reduced.scale(j) > 0) design.col(j) /= reduced.scale(j);
    }
    const Eigen::HouseholderQR<Matrix> qr(design);
    const Eigen::Index kept = std::min(rows, unknowns);
    reduced.triangle = qr.matrixQR().topRows(kept).triangularView<Eigen::Upper>();
    observed.applyOnTheLeft(qr.householderQ().adjoint());
    reduced.projected = observed.head(kept);
    judge_rank(reduced, rows);
    return reduced;
}

Matrix chosen(const Matrix& matrix, const Indices& which)
{
    return matrix(Eigen::all, which);
}

Vector solve(const Reduced& reduced, const Indices& free)
{
    Vector all = Vector::Zero(reduced.triangle.cols());
    if (free.empty()) return all;
    all(free) = chosen(reduced.triangle, free).householderQr().solve(reduced.projected);
    return all;
}

// (X'X)^-1 of the columns off the bound.
Matrix inverse_gram(const Reduced& reduced, const Indices& free)
{
    const auto size = static_cast<Eigen::Index>(free.size());
    const Matrix part = chosen(reduced.triangle, free);
    const Matrix upper = Eigen::HouseholderQR<Matrix>(part).matrixQR().topRows(size);
    const Matrix inverse = upper.triangularView<Eigen::Upper>().solve(Matrix::Identity(size, size));
    return inverse * inverse.transpose();
}

void keep_covariance(LeastSquares& result, const Reduced& reduced, const Indices& free)
{
    if (free.empty()) return;
    const Matrix inverse = inverse_gram(reduced, free);
    const auto width = static_cast<Eigen::Index>(result.coefficients.size());
    for (std::size_t i = 0; i < free.size(); ++i) {
        for (std::size_t j = 0; j < free.size(); ++j) {
            const Real one = inverse(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) /
                             (reduced.scale(free[i]) * reduced.scale(free[j]));
            result.inverse_gram[static_cast<std::size_t>(free[i] * width + free[j])] =
                static_cast<double>(one);
        }
    }
}

void keep_residuals(LeastSquares& result, const Vector& coefficients, Columns columns,
                    std::span<const double> response, std::span<const double> weights)
{
    Real squares = 0;
    double used = 0;
    for (std::size_t i = 0; i < response.size(); ++i) {
        Real residual = response[i];
        for (std::size_t j = 0; j < columns.size(); ++j)
            residual -= coefficients(static_cast<Eigen::Index>(j)) * columns[j][i];
        const Real weight = weights.empty() ? 1 : weights[i];
        squares += weight * residual * residual;
        used += weight > 0 ? 1 : 0;
        result.residuals.push_back(static_cast<double>(residual));
    }
    const auto bound = std::count(result.at_bound.begin(), result.at_bound.end(), true);
    result.degrees_of_freedom =
        used - static_cast<double>(columns.size()) + static_cast<double>(bound);
    result.residual_standard_deviation =
        result.degrees_of_freedom > 0
            ? static_cast<double>(std::sqrt(squares / result.degrees_of_freedom))
            : undefined;
}

LeastSquares dependent(const Reduced& reduced, std::size_t columns, std::size_t rows)
{
    LeastSquares result;
    result.coefficients.assign(columns, undefined);
    result.at_bound.assign(columns, false);
    result.residuals.assign(rows, undefined);
    result.inverse_gram.assign(columns * columns, undefined);
    result.residual_standard_deviation = undefined;
    result.degrees_of_freedom = undefined;
    result.condition_number = infinite;
    result.rank = reduced.rank;
    return result;
}

Indices all_of(std::size_t count)
{
    Indices indices(count);
    for (std::size_t i = 0; i < count; ++i) indices[i] = static_cast<Eigen::Index>(i);
    return indices;
}

// Lawson and Hanson's NNLS on the reduced problem; x is feasible throughout.
class ActiveSet {
public:
    explicit ActiveSet(const Reduced& reduced)
        : reduced_(reduced),
          x_(Vector::Zero(reduced.triangle.cols())),
          least_gradient_(precision * reduced.projected.norm())
    {
    }

    Indices solve()
    {
        while (release_one()) {
            Vector aim = calibration::solve(reduced_, free_);
            while (!is_feasible(aim)) {
                step_towards(aim);
                aim = calibration::solve(reduced_, free_);
            }
            x_ = aim;
        }
        std::sort(free_.begin(), free_.end());
        return free_;
    }

private:
    bool is_feasible(const Vector& aim) const
    {
        return std::all_of(free_.begin(), free_.end(), [&](auto i) { return aim(i) > 0; });
    }

    // Frees the coefficient that lessens the sum of squares fastest. One that comes out not
    // positive, by rounding, is left where it is.
    bool release_one()
    {
        Vector gradient =
            reduced_.triangle.transpose() * (reduced_.projected - reduced_.triangle * x_);
        for (const auto i : free_) gradient(i) = 0;
        Eigen::Index best = 0;
        while (gradient.size() > 0 && gradient.maxCoeff(&best) > least_gradient_) {
            free_.push_back(best);
            if (calibration::solve(reduced_, free_)(best) > 0) return true;
            free_.pop_back();
            gradient(best) = 0;
        }
        return false;
    }

    // As far as all stay at or above 0; those that reach it are held there.
    void step_towards(const Vector& aim)
    {
        Real share = 1;
        Eigen::Index first = free_.front();
        for (const auto i : free_) {
            if (aim(i) > 0) continue;
            const Real until = x_(i) / (x_(i) - aim(i));
            if (until <= share) first = i;
            share = std::min(share, until);
        }
        x_ += share * (aim - x_);
        x_(first) = 0;
        std::erase_if(free_, [&](auto i) { return x_(i) <= 0; });
        for (Eigen::Index i = 0; i < x_.size(); ++i) x_(i) = std::max<Real>(x_(i), 0);
    }

    const Reduced& reduced_;
    Vector x_;
    Real least_gradient_;
    Indices free_;
};

LeastSquares solved(const Reduced& reduced, const Indices& free, Columns columns,
                    std::span<const double> response, std::span<const double> weights)
{
    const std::size_t unknowns = columns.size();
    Vector coefficients = solve(reduced, free);
    for (const auto i : free) coefficients(i) /= reduced.scale(i);
    LeastSquares result;
    result.at_bound.assign(unknowns, true);
    for (const auto i : free) result.at_bound[static_cast<std::size_t>(i)] = false;
    for (const Real one : coefficients) result.coefficients.push_back(static_cast<double>(one));
    result.inverse_gram.assign(unknowns * unknowns, 0);
    result.condition_number = reduced.condition_number;
    result.rank = reduced.rank;
    keep_covariance(result, reduced, free);
    keep_residuals(result, coefficients, columns, response, weights);
    return result;
}

}  // namespace

double LeastSquares::covariance(std::size_t i, std::size_t j) const
{
    return inverse_gram[i * coefficients.size() + j] * residual_standard_deviation *
           residual_standard_deviation;
}

double LeastSquares::standard_error(std::size_t i) const
{
    return std::sqrt(covariance(i, i));
}

LeastSquares least_squares(Columns columns, std::span<const double> response,
                           std::span<const double> weights)
{
    check(columns, response, weights);
    const Reduced reduced = reduce(columns, response, weights);
    if (reduced.rank < columns.size()) return dependent(reduced, columns.size(), response.size());
    return solved(reduced, all_of(columns.size()), columns, response, weights);
}

LeastSquares non_negative_least_squares(Columns columns, std::span<const double> response,
                                        std::span<const double> weights)
{
    check(columns, response, weights);
    const Reduced reduced = reduce(columns, response, weights);
    if (reduced.rank < columns.size()) return dependent(reduced, columns.size(), response.size());
    return solved(reduced, ActiveSet(reduced).solve(), columns, response, weights);
}

}  // namespace calibration
