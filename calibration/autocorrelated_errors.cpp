#include "calibration/autocorrelated_errors.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "sim/expect.hpp"

namespace calibration {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double least_weight = 0.25;
constexpr double infinity = std::numeric_limits<double>::infinity();
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

// Noise of variance 1: a share of it lasts, with a correlation that falls by e in so many steps,
// the rest is independent.
struct Noise {
    double share = 0;
    double steps = 1;
    double weight = 1;  // before the residuals are seen

    double kept_over(double distance) const { return std::exp(-distance / steps); }
    double correlation() const { return share * kept_over(1); }
    // Variance of a mean over that of one of independent noise.
    double inflation() const
    {
        const double kept = kept_over(1);
        return 1 - share + share * (1 + kept) / (1 - kept);
    }
};

// Rates of decay 1 / steps are equally likely, independent noise has a third of the weight.
std::vector<Noise> noises(Index rows)
{
    std::vector<Noise> all;
    double sum = 0;
    for (double steps = 0.5; steps <= std::max(1.0, static_cast<double>(rows) / 4); steps *= 1.6) {
        for (const double share : {0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0}) {
            all.push_back({share, steps, 1 / steps});
            sum += 1 / steps;
        }
    }
    all.push_back({0, 1, sum / 2});
    return all;
}

// What one kind of noise makes of the fit.
struct Hypothesis {
    Noise noise;
    double log_likelihood = 0;
    double variance = 0;
    MatrixXd covariance;
};

class Rows {
public:
    Rows(const LeastSquares& fit, Columns columns, std::span<const double> weights,
         std::span<const double> times);

    Index count() const { return columns_.rows(); }
    bool is_exact() const { return residuals_.norm() <= rounding * signal_; }
    bool determine_coefficients() const
    {
        const MatrixXd unit = columns_.colwise().normalized();
        return count() > unit.cols() && unit.colPivHouseholderQr().rank() == unit.cols();
    }
    Hypothesis under(const Noise& noise) const;

private:
    MatrixXd whitened(const Noise& noise, double& log_determinant) const;
    MatrixXd correlated(const Noise& noise) const;

    MatrixXd columns_;  // rows times the root of their weight
    VectorXd residuals_;
    VectorXd distances_;  // in steps from the row before
    MatrixXd inverse_;    // (X'X)^-1
    double signal_ = 0;   // length of the fitted response
};

Rows::Rows(const LeastSquares& fit, Columns columns, std::span<const double> weights,
           std::span<const double> times)
{
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (weights.empty() || weights[i] >= least_weight) kept.push_back(i);
    }
    const auto rows = static_cast<Index>(kept.size());
    const auto unknowns = static_cast<Index>(columns.size());
    columns_.resize(rows, unknowns);
    residuals_.resize(rows);
    distances_ = VectorXd::Zero(rows);
    inverse_.resize(unknowns, unknowns);
    const double step = median_step(times);
    for (Index i = 0; i < rows; ++i) {
        const std::size_t row = kept[static_cast<std::size_t>(i)];
        const double root = weights.empty() ? 1 : std::sqrt(weights[row]);
        residuals_(i) = root * fit.residuals[row];
        if (i > 0)
            distances_(i) = (times[row] - times[kept[static_cast<std::size_t>(i) - 1]]) / step;
        for (Index j = 0; j < unknowns; ++j)
            columns_(i, j) = root * columns[static_cast<std::size_t>(j)][row];
    }
    for (Index i = 0; i < inverse_.size(); ++i)
        inverse_(i / unknowns, i % unknowns) = fit.inverse_gram[static_cast<std::size_t>(i)];
    signal_ = (columns_ * Eigen::Map<const VectorXd>(fit.coefficients.data(), unknowns)).norm();
}

// Columns and residuals as innovations of a Kalman filter, which are independent and of variance 1.
MatrixXd Rows::whitened(const Noise& noise, double& log_determinant) const
{
    VectorXd kept(count());
    VectorXd gain(count());
    VectorXd scale(count());
    double doubt = 0;  // variance of the lasting part, given the rows before
    log_determinant = 0;
    for (Index i = 0; i < count(); ++i) {
        kept(i) = i > 0 ? noise.kept_over(distances_(i)) : 0;
        doubt = kept(i) * kept(i) * doubt + noise.share * (1 - kept(i) * kept(i));
        const double variance = doubt + 1 - noise.share;
        gain(i) = doubt / variance;
        scale(i) = 1 / std::sqrt(variance);
        doubt -= doubt * gain(i);
        log_determinant += std::log(variance);
    }
    MatrixXd values(count(), columns_.cols() + 1);
    values << columns_, residuals_;
    for (Index j = 0; j < values.cols(); ++j) {
        double state = 0;
        for (Index i = 0; i < count(); ++i) {
            state *= kept(i);
            const double innovation = values(i, j) - state;
            state += gain(i) * innovation;
            values(i, j) = scale(i) * innovation;
        }
    }
    return values;
}

// R X: two passes, as correlation falls geometrically with distance.
MatrixXd Rows::correlated(const Noise& noise) const
{
    VectorXd kept(count());
    for (Index i = 0; i < count(); ++i) kept(i) = noise.kept_over(distances_(i));
    MatrixXd lasting = columns_;
    for (Index j = 0; j < lasting.cols(); ++j) {
        double carried = 0;
        for (Index i = 1; i < count(); ++i) {
            carried = kept(i) * (carried + columns_(i - 1, j));
            lasting(i, j) += carried;
        }
        carried = 0;
        for (Index i = count() - 1; i > 0; --i) {
            carried = kept(i) * (carried + columns_(i, j));
            lasting(i - 1, j) += carried;
        }
    }
    return (1 - noise.share) * columns_ + noise.share * lasting;
}

Hypothesis Rows::under(const Noise& noise) const
{
    double log_determinant = 0;
    const MatrixXd white = whitened(noise, log_determinant);
    const Index unknowns = columns_.cols();
    const MatrixXd gram = white.transpose() * white;
    const Eigen::LLT<MatrixXd> root(gram.topLeftCorner(unknowns, unknowns));
    const VectorXd cross = gram.col(unknowns).head(unknowns);
    const double all = gram(unknowns, unknowns);
    const double squares = std::max(all - cross.dot(root.solve(cross)), rounding * all);
    const double degrees = static_cast<double>(count() - unknowns);
    const MatrixXd lower = root.matrixL();
    log_determinant += 2 * lower.diagonal().array().log().sum();
    Hypothesis result;
    result.noise = noise;
    result.log_likelihood = -(log_determinant + degrees * std::log(squares)) / 2;
    result.variance = squares / degrees;
    result.covariance =
        result.variance * inverse_ * columns_.transpose() * correlated(noise) * inverse_;
    return result;
}

// Over the kinds of noise, by how likely the residuals make them.
void average(const Rows& rows, AutocorrelatedErrors& errors)
{
    std::vector<Hypothesis> hypotheses;
    double best = -infinity;
    for (const Noise& noise : noises(rows.count())) {
        hypotheses.push_back(rows.under(noise));
        best = std::max(best, hypotheses.back().log_likelihood);
    }
    MatrixXd covariance = 0 * hypotheses.front().covariance;
    double total = 0;
    double variance = 0;
    double inflation = 0;
    for (const Hypothesis& one : hypotheses) {
        const double weight = one.noise.weight * std::exp(one.log_likelihood - best);
        total += weight;
        covariance += weight * one.covariance;
        variance += weight * one.variance;
        inflation += weight * one.noise.inflation();
        errors.correlation += weight * one.noise.correlation();
    }
    errors.correlation /= total;
    errors.standard_deviation = std::sqrt(variance / total);
    errors.effective_samples /= inflation / total;
    for (Index i = 0; i < covariance.size(); ++i)
        errors.covariance[static_cast<std::size_t>(i)] =
            covariance(i / covariance.cols(), i % covariance.cols()) / total;
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
    errors.effective_samples = static_cast<double>(rows.count());
    if (!rows.determine_coefficients()) {
        std::fill(errors.covariance.begin(), errors.covariance.end(), infinity);
        errors.effective_samples = 0;
    } else if (!rows.is_exact()) {
        average(rows, errors);
    }
    return errors;
}

}  // namespace calibration
