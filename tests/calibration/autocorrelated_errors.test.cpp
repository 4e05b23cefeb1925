#include "calibration/autocorrelated_errors.hpp"

#include <cmath>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using calibration::autocorrelated_errors;
using calibration::AutocorrelatedErrors;

namespace {

struct Series {
    std::vector<double> times;
    std::vector<std::vector<double>> columns{2};
    std::vector<double> response;
};

// A constant and a slow wave under first-order autoregressive noise of deviation 1, every 5 s, of
// which only some samples were taken.
Series series(std::size_t count, double correlation, std::size_t taken_of_ten = 10)
{
    sim::RandomStream stream(1964, count, "noise");
    const auto normal = sim::Distribution::normal(0, 1);
    Series all;
    double noise = normal.next(stream);
    for (std::size_t i = 0; i < count; ++i) {
        noise =
            correlation * noise + std::sqrt(1 - correlation * correlation) * normal.next(stream);
        if (i * 7 % 10 >= taken_of_ten) continue;
        const double wave = std::sin(static_cast<double>(i) / 50);
        all.times.push_back(5 * static_cast<double>(i));
        all.columns[0].push_back(1);
        all.columns[1].push_back(wave);
        all.response.push_back(3 + 2 * wave + noise);
    }
    return all;
}

AutocorrelatedErrors errors_of(const Series& series)
{
    const auto fit = calibration::least_squares(series.columns, series.response);
    return autocorrelated_errors(fit, series.columns, {}, series.times);
}

}  // namespace

TEST_CASE("independent residuals have the errors of least squares")
{
    const Series white = series(2000, 0);
    const auto errors = errors_of(white);
    const auto fit = calibration::least_squares(white.columns, white.response);
    CHECK(errors.correlation < 0.05);
    CHECK(errors.standard_deviation == Approx(1).margin(0.05));
    CHECK(std::sqrt(errors.covariance[3]) == Approx(fit.standard_error(1)).epsilon(0.1));
    CHECK(errors.effective_samples > 1500);
}

// The variance of a mean is (1 + r) / (1 - r) times that of independent samples, here 5.67.
TEST_CASE("residuals alike from sample to sample make errors larger by what theory says")
{
    const auto errors = errors_of(series(4000, 0.7));
    CHECK(errors.correlation == Approx(0.7).margin(0.05));
    CHECK(std::sqrt(errors.covariance[0]) == Approx(std::sqrt(1.7 / 0.3 / 4000)).epsilon(0.15));
    CHECK(errors.effective_samples == Approx(4000 * 0.3 / 1.7).epsilon(0.3));
}

TEST_CASE("gaps in time do not hide the correlation")
{
    const auto errors = errors_of(series(4000, 0.8, 6));
    CHECK(std::sqrt(errors.covariance[0]) == Approx(std::sqrt(1.8 / 0.2 / 4000)).epsilon(0.2));
}

TEST_CASE("a short ramp within slow noise has large errors")
{
    const auto errors = errors_of(series(160, 0.97));
    const Series same = series(160, 0.97);
    const auto fit = calibration::least_squares(same.columns, same.response);
    CHECK(std::sqrt(errors.covariance[3]) > 3 * fit.standard_error(1));
    CHECK(errors.effective_samples < 20);
}

TEST_CASE("samples weighed down below a quarter do not count")
{
    Series spoiled = series(400, 0);
    std::vector<double> weights(400, 1);
    for (std::size_t i = 0; i < 400; i += 5) {
        spoiled.response[i] += 100;
        weights[i] = 1e-4;
    }
    const auto fit = calibration::least_squares(spoiled.columns, spoiled.response, weights);
    const auto errors = autocorrelated_errors(fit, spoiled.columns, weights, spoiled.times);
    CHECK(errors.standard_deviation == Approx(1).margin(0.15));
    CHECK(errors.effective_samples <= 320);
}

TEST_CASE("residuals of rounding alone make no error")
{
    Series exact = series(50, 0);
    for (std::size_t i = 0; i < 50; ++i) exact.response[i] = 3 + 2 * exact.columns[1][i];
    const auto errors = errors_of(exact);
    CHECK(errors.covariance == std::vector<double>(4, 0));
    CHECK(errors.effective_samples == 50);
}

TEST_CASE("weights that leave too little make the errors infinite")
{
    const Series noisy = series(50, 0);
    std::vector<double> weights(50, 0.01);
    weights[0] = 1;
    const auto fit = calibration::least_squares(noisy.columns, noisy.response, weights);
    const auto errors = autocorrelated_errors(fit, noisy.columns, weights, noisy.times);
    CHECK(std::isinf(errors.covariance[0]));
    CHECK(errors.effective_samples == 0);
}

TEST_CASE("errors expect ascending times")
{
    Series turned = series(50, 0);
    turned.times[7] = turned.times[6];
    CHECK_THROWS_AS(errors_of(turned), sim::LogicError);
}
