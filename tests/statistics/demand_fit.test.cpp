#include "calibration/demand_fit.hpp"

#include <array>
#include <cmath>
#include <string>

#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "tests/catch.hpp"

// Simulation-based calibration (Talts et al., arXiv 1804.06788): demands drawn from a prior make a
// data set, the fit makes draws from what it says of them, and the ranks of the true demands among
// these draws are uniform if its errors are honest. 500 data sets, 99 draws each, 10 bins.

namespace {

constexpr std::size_t data_sets = 500;
constexpr std::size_t draws = 99;
constexpr std::size_t bins = 10;
constexpr double chi_square_99 = 21.666;  // 9 degrees of freedom
constexpr std::size_t unknowns = 3;

using Unknowns = std::array<double, unknowns>;  // offset, per user, per stream
using Ranks = std::array<std::array<double, bins>, unknowns>;

struct Setting {
    double correlation = 0;  // of the noise of neighbouring samples
    double foreign = 0;      // share of the samples under foreign load
    double saturation = 1e9;
    double slow = 0;  // deviation of what lasts some 30 samples, over that of the noise
};

const sim::Distribution normal = sim::Distribution::normal(0, 1);

Unknowns drawn_from_prior(sim::RandomStream& stream)
{
    return {0.5 + 0.05 * normal.next(stream), 0.03 + 0.004 * normal.next(stream),
            0.05 + 0.006 * normal.next(stream)};
}

// A ramp of users in steps of 16 samples, with streams that come and go, every 5 s.
calibration::DemandSamples monitored(const Unknowns& truth, const Setting& setting,
                                     sim::RandomStream& stream)
{
    constexpr std::array<double, 10> users = {0, 4, 8, 12, 16, 20, 24, 14, 6, 0};
    calibration::DemandSamples samples;
    samples.regressors = {{"users", {}, 0.03, 0.01}, {"streams", {}, 0.05, 0.01}};
    double streams = 0;
    double noise = normal.next(stream);
    double slow = normal.next(stream);
    double burst = 0;
    for (std::size_t i = 0; i < 16 * users.size(); ++i) {
        if (i % 8 == 0) streams = std::floor(12 * stream.uniform());
        noise = setting.correlation * noise +
                std::sqrt(1 - setting.correlation * setting.correlation) * normal.next(stream);
        slow = 0.97 * slow + std::sqrt(1 - 0.97 * 0.97) * normal.next(stream);
        if (i % 4 == 0) burst = stream.uniform() < setting.foreign ? 0.5 + stream.uniform() : 0;
        const double busy = truth[0] + truth[1] * users[i / 16] + truth[2] * streams;
        samples.times.push_back(5 * static_cast<double>(i));
        samples.regressors[0].values.push_back(users[i / 16]);
        samples.regressors[1].values.push_back(streams);
        samples.response.push_back(busy + burst + 0.05 * (noise + setting.slow * slow));
        samples.utilization.push_back(busy / setting.saturation);
    }
    return samples;
}

// One draw of Student's t about the estimates, by the Cholesky factor of the covariance.
Unknowns drawn_from(const calibration::DemandFit& fit, sim::RandomStream& stream)
{
    std::array<Unknowns, unknowns> factor{};
    for (std::size_t i = 0; i < unknowns; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = fit.covariance[i * unknowns + j];
            for (std::size_t k = 0; k < j; ++k) rest -= factor[i][k] * factor[j][k];
            factor[i][j] = i == j ? std::sqrt(rest) : rest / factor[j][j];
        }
    }
    const double degrees = fit.degrees_of_freedom;
    const auto chi_square = sim::Distribution::gamma(degrees, std::sqrt(2 / degrees));
    const double scale = std::sqrt(degrees / chi_square.next(stream));
    Unknowns one = {fit.offset.value, fit.demands[0].value, fit.demands[1].value};
    Unknowns steps{};
    for (double& step : steps) step = scale * normal.next(stream);
    for (std::size_t i = 0; i < unknowns; ++i) {
        for (std::size_t j = 0; j <= i; ++j) one[i] += factor[i][j] * steps[j];
    }
    return one;
}

Unknowns drawn_not_negative(const calibration::DemandFit& fit, sim::RandomStream& stream)
{
    Unknowns one = drawn_from(fit, stream);
    while (one[0] < 0 || one[1] < 0 || one[2] < 0) one = drawn_from(fit, stream);
    return one;
}

Ranks ranks(const Setting& setting)
{
    Ranks counts{};
    for (std::uint64_t number = 0; number < data_sets; ++number) {
        sim::RandomStream stream(2018, number, "data");
        const Unknowns truth = drawn_from_prior(stream);
        calibration::SampleChoice choice;
        choice.smoothing_window = 5;
        const auto fit = calibration::fit_demands(monitored(truth, setting, stream), choice);
        INFO(fit.refusal);
        REQUIRE(fit.told());
        REQUIRE(fit.inseparable.empty());
        std::array<std::size_t, unknowns> below{};
        for (std::size_t draw = 0; draw < draws; ++draw) {
            const Unknowns one = drawn_not_negative(fit, stream);
            for (std::size_t i = 0; i < unknowns; ++i) below[i] += one[i] < truth[i] ? 1 : 0;
        }
        for (std::size_t i = 0; i < unknowns; ++i) ++counts[i][below[i] * bins / (draws + 1)];
    }
    return counts;
}

double chi_square(const std::array<double, bins>& counts)
{
    const double expected = static_cast<double>(data_sets) / bins;
    double sum = 0;
    for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
    return sum;
}

void check_uniform(const Setting& setting)
{
    const Ranks counts = ranks(setting);
    for (std::size_t i = 0; i < unknowns; ++i) {
        std::string text;
        for (const double count : counts[i]) text += " " + std::to_string(static_cast<int>(count));
        INFO("correlation " << setting.correlation << ", foreign " << setting.foreign
                            << ", unknown " << i << ": ranks" << text << ", chi-square "
                            << chi_square(counts[i]));
        CHECK(chi_square(counts[i]) < chi_square_99);
    }
}

struct Intervals {
    double coverage = 0;  // of the demand per user, among fits that were not refused
    double told = 0;
    double error = 0;  // mean over the demand
};

Intervals intervals(const Setting& setting)
{
    Intervals sum;
    for (std::uint64_t number = 0; number < data_sets; ++number) {
        sim::RandomStream stream(2019, number, "data");
        const Unknowns truth = drawn_from_prior(stream);
        const auto fit = calibration::fit_demands(monitored(truth, setting, stream));
        if (!fit.told()) continue;
        const auto& users = fit.demands[0];
        const double half = sim::student_t(fit.degrees_of_freedom, 0.95) * users.standard_error;
        sum.told += 1;
        sum.error += users.standard_error / truth[1];
        sum.coverage += std::abs(users.value - truth[1]) <= half ? 1 : 0;
    }
    return {sum.coverage / sum.told, sum.told / data_sets, sum.error / sum.told};
}

void check_coverage(const Setting& setting, double least)
{
    const Intervals result = intervals(setting);
    INFO("foreign " << setting.foreign << ", slow " << setting.slow << ": coverage "
                    << result.coverage << ", told " << result.told << ", relative error "
                    << result.error);
    CHECK(result.coverage >= least);
    CHECK(result.told > 0.8);
}

}  // namespace

TEST_CASE("ranks of the true demands are uniform, whatever the correlation of the noise")
{
    check_uniform({GENERATE(0.0, 0.3, 0.6, 0.8)});
}

TEST_CASE("ranks of the true demands are uniform under foreign load")
{
    check_uniform({GENERATE(0.0, 0.6), 0.1});
}

TEST_CASE("ranks of the true demands are uniform without the saturated samples")
{
    check_uniform({0.3, 0, 1.6});
}

TEST_CASE("the interval of a demand covers 92 % with up to a third of the samples foreign")
{
    check_coverage({0, GENERATE(0.0, 0.1, 0.2, 0.33)}, 0.92);
}

// A disturbance as slow as the ramp looks like load; from 160 samples nobody can know it.
TEST_CASE("the interval of a demand covers 75 % and more under slow disturbances")
{
    check_coverage({0, 0, 1e9, GENERATE(0.3, 0.5, 1.0, 2.0)}, 0.75);
    check_coverage({0, 0.1, 1e9, 0.5}, 0.75);
}
