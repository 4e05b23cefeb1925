#include "calibration/autocorrelated_errors.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <functional>

#include "sim/expect.hpp"

namespace calibration {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double most_correlation = 0.99;
constexpr Index batches = 12;
constexpr Index fewest_in_batch = 4;
constexpr double batch_level = 0.01;
constexpr double rounding = 1e-12;  // residuals over response that say nothing

double median_step(std::span<const double> times)
{
    std::vector<double> steps;
    for (std::size_t i = 1; i < times.size(); ++i) steps.push_back(times[i] - times[i - 1]);
    if (steps.empty()) return 1;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

// The problem with rows times the root of their weight; residuals e there are (I - H) of noise with
// the covariance s^2 R, H the projection on the columns.
class Rows {
public:
    Rows(const LeastSquares& fit, Columns columns, std::span<const double> weights,
         std::span<const double> times)
        : columns_(static_cast<Index>(times.size()), static_cast<Index>(columns.size())),
          residuals_(columns_.rows()),
          roots_(columns_.rows()),
          distances_(columns_.rows()),
          inverse_(columns_.cols(), columns_.cols())
    {
        const double step = median_step(times);
        for (Index i = 0; i < columns_.rows(); ++i) {
            const auto row = static_cast<std::size_t>(i);
            roots_(i) = weights.empty() ? 1 : std::sqrt(weights[row]);
            residuals_(i) = roots_(i) * fit.residuals[row];
            distances_(i) = i == 0 ? 0 : (times[row] - times[row - 1]) / step;
            for (Index j = 0; j < columns_.cols(); ++j)
                columns_(i, j) = roots_(i) * columns[static_cast<std::size_t>(j)][row];
        }
        for (Index i = 0; i < inverse_.size(); ++i)
            inverse_(i / inverse_.cols(), i % inverse_.cols()) =
                fit.inverse_gram[static_cast<std::size_t>(i)];
        const auto unknowns = static_cast<Index>(fit.coefficients.size());
        signal_ = (columns_ * Eigen::Map<const VectorXd>(fit.coefficients.data(), unknowns)).norm();
    }

    Index count() const { return columns_.rows(); }
    double weight() const { return roots_.squaredNorm(); }
    bool is_exact() const { return residuals_.norm() <= rounding * signal_; }

    double noise_of_scores() const { return scores().squaredNorm(); }
    double product_of_neighbours() const
    {
        return scores().cwiseProduct(neighbours(scores())).sum();
    }
    double square_of_batches() const { return batch_sums(scores()).squaredNorm(); }

    // Their expectations for noise of variance 1.
    double expected_noise(double correlation) const
    {
        const VectorXd weights = roots_.cwiseAbs2();
        return expected(weights.asDiagonal() * columns_, weights.sum(), correlation);
    }

    double expected_neighbours(double correlation) const
    {
        const MatrixXd rooted = roots_.asDiagonal() * columns_;
        double trace = 0;
        for (Index i = 1; i < count(); ++i) {
            if (is_neighbour(i))
                trace += roots_(i) * roots_(i - 1) * std::pow(correlation, distances_(i));
        }
        return expected(roots_.asDiagonal() * neighbours(rooted), trace, correlation);
    }

    double expected_batches(double correlation) const
    {
        MatrixXd members = MatrixXd::Zero(count(), batches);
        for (Index i = 0; i < count(); ++i) members(i, batch_of(i)) = roots_(i);
        const double trace = members.cwiseProduct(correlated(members, correlation)).sum();
        return expected(members * (members.transpose() * columns_), trace, correlation);
    }

    // (X'X)^-1 X'RX (X'X)^-1
    MatrixXd covariance(double correlation) const
    {
        return inverse_ * columns_.transpose() * correlated(columns_, correlation) * inverse_;
    }

private:
    VectorXd scores() const { return roots_.cwiseProduct(residuals_); }
    bool is_neighbour(Index i) const { return distances_(i) < 1.5; }
    Index batch_of(Index i) const { return i * batches / count(); }

    // R times the values: two passes, as correlation falls geometrically with distance.
    MatrixXd correlated(const MatrixXd& values, double correlation) const
    {
        MatrixXd sum = values;
        Eigen::RowVectorXd carried = Eigen::RowVectorXd::Zero(values.cols());
        for (Index i = 1; i < count(); ++i) {
            carried = std::pow(correlation, distances_(i)) * (carried + values.row(i - 1));
            sum.row(i) += carried;
        }
        carried.setZero();
        for (Index i = count() - 1; i > 0; --i) {
            carried = std::pow(correlation, distances_(i)) * (carried + values.row(i));
            sum.row(i - 1) += carried;
        }
        return sum;
    }

    // Half the sum of both neighbours, so that x'Nx is the sum of their products.
    MatrixXd neighbours(const MatrixXd& values) const
    {
        MatrixXd sum = MatrixXd::Zero(values.rows(), values.cols());
        for (Index i = 1; i < count(); ++i) {
            if (!is_neighbour(i)) continue;
            sum.row(i) += values.row(i - 1) / 2;
            sum.row(i - 1) += values.row(i) / 2;
        }
        return sum;
    }

    VectorXd batch_sums(const VectorXd& values) const
    {
        VectorXd sums = VectorXd::Zero(batches);
        for (Index i = 0; i < count(); ++i) sums(batch_of(i)) += values(i);
        return sums;
    }

    // Of e'Te: the trace of T (I - H) R (I - H), given TX and the trace of TR.
    double expected(const MatrixXd& transformed, double trace, double correlation) const
    {
        const MatrixXd noisy = inverse_ * columns_.transpose() * correlated(columns_, correlation);
        const MatrixXd crossed = correlated(columns_, correlation).transpose() * transformed;
        return trace - 2 * (inverse_ * crossed).trace() +
               (inverse_ * columns_.transpose() * transformed * noisy).trace();
    }

    MatrixXd columns_;
    VectorXd residuals_;
    VectorXd roots_;
    VectorXd distances_;  // in steps from the row before
    MatrixXd inverse_;    // (X'X)^-1
    double signal_;       // length of the fitted response
};

// 0 where neighbours are no more alike than under independence.
double correlation_of(const Rows& rows)
{
    const double seen = rows.product_of_neighbours() / rows.noise_of_scores();
    const auto too_low = [&](double correlation) {
        return rows.expected_neighbours(correlation) / rows.expected_noise(correlation) < seen;
    };
    if (!too_low(0)) return 0;
    double low = 0;
    double high = most_correlation;
    for (int step = 0; step < 30; ++step) {
        const double middle = (low + high) / 2;
        (too_low(middle) ? low : high) = middle;
    }
    return low;
}

double batch_ratio(const Rows& rows, double correlation, double variance, std::size_t unknowns)
{
    const double degrees = static_cast<double>(batches) - static_cast<double>(unknowns);
    if (rows.count() < batches * fewest_in_batch || degrees < 3) return 1;
    const double ratio = rows.square_of_batches() / (variance * rows.expected_batches(correlation));
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    const boost::math::chi_squared_distribution<double, Policy> law(degrees);
    const double doubtful = boost::math::quantile(boost::math::complement(law, batch_level));
    return ratio * degrees > doubtful ? ratio : 1;
}

}  // namespace

AutocorrelatedErrors autocorrelated_errors(const LeastSquares& fit, Columns columns,
                                           std::span<const double> weights,
                                           std::span<const double> times)
{
    EXPECT(fit.full_rank(), "errors need a fit");
    EXPECT(times.size() == fit.residuals.size(), "errors need a time for each row");
    EXPECT(std::is_sorted(times.begin(), times.end(), std::less_equal<>()),
           "errors need ascending times");
    const Rows rows(fit, columns, weights, times);
    AutocorrelatedErrors errors;
    errors.covariance.assign(columns.size() * columns.size(), 0);
    errors.effective_samples = rows.weight();
    if (rows.is_exact()) return errors;
    errors.correlation = correlation_of(rows);
    const double variance = rows.noise_of_scores() / rows.expected_noise(errors.correlation);
    errors.standard_deviation = std::sqrt(variance);
    errors.batch_ratio = batch_ratio(rows, errors.correlation, variance, columns.size());
    errors.effective_samples *=
        (1 - errors.correlation) / (1 + errors.correlation) / errors.batch_ratio;
    const MatrixXd covariance = rows.covariance(errors.correlation);
    for (Index i = 0; i < covariance.size(); ++i)
        errors.covariance[static_cast<std::size_t>(i)] =
            variance * errors.batch_ratio *
            covariance(i / covariance.cols(), i % covariance.cols());
    return errors;
}

}  // namespace calibration
