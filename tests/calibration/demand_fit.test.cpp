#include "calibration/demand_fit.hpp"

#include <cmath>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using calibration::DemandOrigin;
using calibration::DemandSamples;
using calibration::fit_demands;

namespace {

using Groups = std::vector<std::vector<std::string>>;

// 0.4 cores without load, 0.02 per user, 0.05 per stream; users ramp up, streams come and go.
DemandSamples ramp(double noise)
{
    sim::RandomStream stream(1967, 0, "ramp");
    const auto normal = sim::Distribution::normal(0, 1);
    DemandSamples samples;
    samples.regressors = {{"users", {}, 0.03, 0.01}, {"streams", {}, 0.04, 0.01}};
    double streams = 0;
    for (int i = 0; i < 120; ++i) {
        const double users = 4.0 * (i / 12);
        if (i % 6 == 0) streams = std::floor(12 * stream.uniform());
        samples.times.push_back(5.0 * i);
        samples.regressors[0].values.push_back(users);
        samples.regressors[1].values.push_back(streams);
        samples.response.push_back(0.4 + 0.02 * users + 0.05 * streams +
                                   noise * normal.next(stream));
    }
    return samples;
}

}  // namespace

TEST_CASE("demands without noise come out as they went in, without doubt")
{
    const auto fit = fit_demands(ramp(0));
    REQUIRE(fit.told());
    CHECK(fit.offset.value == Approx(0.4).epsilon(1e-9));
    REQUIRE(fit.demands.size() == 2);
    CHECK(fit.demands[0].name == "users");
    CHECK(fit.demands[0].value == Approx(0.02).epsilon(1e-9));
    CHECK(fit.demands[1].value == Approx(0.05).epsilon(1e-9));
    CHECK(fit.demands[1].standard_error < 1e-9);
    CHECK(fit.demands[1].origin == DemandOrigin::fitted);
    CHECK(fit.inseparable.empty());
    CHECK(fit.samples == 120);
}

TEST_CASE("noisy demands lie within three errors, and the covariance holds the errors")
{
    const auto fit = fit_demands(ramp(0.05));
    REQUIRE(fit.told());
    CHECK(std::abs(fit.demands[0].value - 0.02) < 3 * fit.demands[0].standard_error);
    CHECK(std::abs(fit.demands[1].value - 0.05) < 3 * fit.demands[1].standard_error);
    CHECK(fit.demands[0].standard_error < 0.003);
    CHECK(fit.residual_standard_deviation == Approx(0.05).epsilon(0.2));
    REQUIRE(fit.covariance.size() == 9);
    CHECK(std::sqrt(fit.covariance[4]) == Approx(fit.demands[0].standard_error));
    CHECK(fit.covariance[5] == Approx(fit.covariance[7]));
    CHECK(fit.condition_number < 10);
}

// Two streams per user: only 0.02 + 2 x 0.05 per user can be seen. The users' prior contributes
// least, so it is kept.
TEST_CASE("regressors in proportion are named, one keeps its prior and the sum fits the data")
{
    auto samples = ramp(0);
    for (std::size_t i = 0; i < 120; ++i) {
        const double users = samples.regressors[0].values[i];
        samples.regressors[1].values[i] = 2 * users;
        samples.response[i] = 0.4 + 0.12 * users;
    }
    const auto fit = fit_demands(samples);
    REQUIRE(fit.told());
    CHECK(fit.inseparable == Groups{{"users", "streams"}});
    CHECK(std::isinf(fit.condition_number));
    CHECK(fit.demands[0].origin == DemandOrigin::prior);
    CHECK(fit.demands[0].value == 0.03);
    CHECK(fit.demands[0].standard_error == Approx(0.01));
    CHECK(fit.demands[1].value == Approx(0.045));
    CHECK(fit.demands[1].standard_error == Approx(0.005));  // half of the doubt of the prior
    CHECK(fit.covariance[5] == Approx(-0.01 * 0.005));
}

TEST_CASE("a regressor that never changes keeps its prior, and the offset takes the rest")
{
    auto samples = ramp(0);
    for (std::size_t i = 0; i < 120; ++i) {
        samples.response[i] -= 0.05 * samples.regressors[1].values[i];
        samples.regressors[1].values[i] = 5;
    }
    const auto fit = fit_demands(samples);
    REQUIRE(fit.told());
    CHECK(fit.inseparable == Groups{{"offset", "streams"}});
    CHECK(fit.demands[1].value == 0.04);
    CHECK(fit.offset.value == Approx(0.2));
    CHECK(fit.demands[0].value == Approx(0.02));
}

TEST_CASE("without a prior for any of them the fit of what looks alike is refused")
{
    auto samples = ramp(0.01);
    for (auto& one : samples.regressors) one.prior.reset();
    CHECK(fit_demands(samples).told());
    samples.regressors[1].values = samples.regressors[0].values;
    const auto fit = fit_demands(samples);
    CHECK_FALSE(fit.told());
    CHECK(fit.refusal.find("cannot tell users, streams apart; give one of them a prior") !=
          std::string::npos);
    CHECK(fit.demands.empty());
}

TEST_CASE("a demand lost in the noise keeps its prior, the other is told")
{
    auto samples = ramp(0.02);
    for (std::size_t i = 0; i < 120; ++i) {
        samples.response[i] -= 0.05 * samples.regressors[1].values[i];
        samples.regressors[1].values[i] *= 1e-3;
    }
    const auto fit = fit_demands(samples);
    REQUIRE(fit.told());
    CHECK(fit.demands[1].origin == DemandOrigin::prior);
    CHECK(fit.demands[1].value == 0.04);
    CHECK(fit.demands[0].origin == DemandOrigin::fitted);
    REQUIRE(fit.inseparable.size() == 1);
    CHECK(fit.inseparable[0] == std::vector<std::string>{"streams"});
}

TEST_CASE("noise alone is refused")
{
    sim::RandomStream stream(1968, 0, "noise");
    auto samples = ramp(0);
    for (double& response : samples.response) response = 100 + 10 * stream.uniform();
    const auto fit = fit_demands(samples);
    CHECK_FALSE(fit.told());
    CHECK(fit.refusal.find("show no demand beyond the noise; record longer") != std::string::npos);
}

TEST_CASE("too few samples are refused with what became of the others")
{
    auto samples = ramp(0.01);
    samples.utilization.assign(120, 0.95);
    for (std::size_t i = 0; i < 8; ++i) samples.utilization[i] = 0.1;
    const auto fit = fit_demands(samples);
    CHECK_FALSE(fit.told());
    CHECK(fit.refusal.find("8 of 120 samples are left without 112 saturated and 0 transient ones, "
                           "and 9 are needed") != std::string::npos);
}

TEST_CASE("a demand that nothing is seen of is 0 with its error, if the prior is larger than that")
{
    auto samples = ramp(0.01);
    for (std::size_t i = 0; i < 120; ++i)
        samples.response[i] -= 0.051 * samples.regressors[1].values[i];
    const auto fit = fit_demands(samples);
    REQUIRE(fit.told());
    CHECK(fit.demands[1].value == 0);
    CHECK(fit.demands[1].origin == DemandOrigin::at_zero);
    CHECK(fit.demands[1].standard_error > 0);
    CHECK(fit.demands[1].standard_error < 0.001);
}

TEST_CASE("saturated samples would pull a demand down and are left out")
{
    auto samples = ramp(0.01);
    for (double& response : samples.response) {
        samples.utilization.push_back(response / 1.2);
        response = std::min(response, 1.2);
    }
    const auto fit = fit_demands(samples);
    samples.utilization.clear();
    const auto blind = fit_demands(samples);
    REQUIRE((fit.told() && blind.told()));
    CHECK(fit.saturated > 20);
    CHECK(fit.demands[0].value == Approx(0.02).epsilon(0.05));
    CHECK(blind.demands[0].value < 0.018);
}

TEST_CASE("a response that lags behind its window needs the window told")
{
    auto samples = ramp(0);
    auto lagging = samples;
    for (std::size_t i = 3; i < 120; ++i) {
        lagging.response[i] = (samples.response[i] + samples.response[i - 1] +
                               samples.response[i - 2] + samples.response[i - 3]) /
                              4;
    }
    calibration::SampleChoice choice;
    choice.smoothing_window = 20;
    const auto fit = fit_demands(lagging, choice);
    REQUIRE(fit.told());
    CHECK(fit.transient > 60);
    CHECK(fit.demands[1].value == Approx(0.05).epsilon(1e-6));
    CHECK(fit_demands(lagging).demands[1].value < 0.048);
}

// All but four samples lie exactly on a level and hold no slope; the rest is noise.
TEST_CASE("weights that leave no slope end in a refusal")
{
    DemandSamples samples;
    samples.regressors = {{"users", {}, {}}};
    for (int i = 0; i < 40; ++i) {
        const bool away = i % 10 == 3;
        samples.times.push_back(i);
        samples.regressors[0].values.push_back(away ? i : 4);
        samples.response.push_back(away ? 0.1 * (i * 7 % 11) : 2);
    }
    const auto fit = fit_demands(samples);
    CHECK_FALSE(fit.told());
    CHECK_FALSE(fit.refusal.empty());
}

TEST_CASE("a fit expects a regressor")
{
    CHECK_THROWS_AS(fit_demands({}), sim::LogicError);
}
