#include "calibration/ramp_validation.hpp"

#include <cmath>

#include "calibration/ramp_trouble.hpp"
#include "models/calibration_error.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using calibration::Measured;
using calibration::MeasuredRamp;
using calibration::RampValidation;
using models::LevelPrediction;

namespace {

constexpr auto cpu = static_cast<std::size_t>(Measured::cpu);

// CPU of 0.1 cores and 0.01 a user, +- 0.02; memory and network alike for every number.
std::vector<LevelPrediction> predictions(const std::vector<int>& users)
{
    std::vector<LevelPrediction> levels;
    for (const int each : users) {
        LevelPrediction level;
        level.users = each;
        const double mean = 0.1 + 0.01 * each;
        level.cpu_cores = {mean, mean - 0.02, mean + 0.02, 0.95};
        level.broken = each > 60 ? 1 : 0;
        levels.push_back(level);
    }
    return levels;
}

// A ramp of those users with a CPU of 0.1 + 0.01 a user, so often each, all times `factor`.
MeasuredRamp ramp(const std::vector<int>& users, int samples, double factor = 1)
{
    MeasuredRamp made;
    made.step = 10;
    for (const int each : users) {
        for (int i = 0; i < samples; ++i) {
            made.times.push_back(10.0 * static_cast<double>(made.times.size()));
            made.users.push_back(each);
            made.values[cpu].push_back(factor * (0.1 + 0.01 * each));
        }
    }
    return made;
}

RampValidation validated(const MeasuredRamp& one, const std::vector<int>& levels,
                         const models::Slo& slo = {})
{
    return calibration::validate({one}, predictions(levels), {1, 4e9, 1e9}, slo);
}

const calibration::Trouble& trouble(const RampValidation& validation, const std::string& sign)
{
    for (const auto& one : validation.troubles) {
        if (one.sign == sign) return one;
    }
    FAIL("no sign " << sign);
    return validation.troubles.front();
}

}  // namespace

TEST_CASE("a ramp that is as predicted has no error, full coverage and full skill")
{
    const auto found = validated(ramp({0, 20, 40}, 3), {0, 20, 40});
    REQUIRE(found.quantities.size() == 1);  // nothing else was recorded
    const auto& one = found.quantities[0];
    CHECK(one.samples == 9);
    CHECK(one.bias == Approx(0).margin(1e-12));
    CHECK(one.mean_absolute_error == Approx(0).margin(1e-12));
    CHECK(one.coverage == 1);
    CHECK(one.mean_measured == Approx(0.3));
    CHECK(one.null.error == Approx(0.4 / 3));
    CHECK(one.null.skill.value() == Approx(1));
    REQUIRE(one.in_proportion);
    // from 0.3 at 20 users: 0.6 at 40 in place of 0.5
    CHECK(one.in_proportion->samples == 3);
    CHECK(one.in_proportion->error == Approx(0.1));
    CHECK(found.samples.size() == 9);
    CHECK(found.samples[8].in_proportion.value() == Approx(0.6));
}

TEST_CASE("a prediction that is too low has its bias found, and a worse one than the mean no skill")
{
    const auto low = validated(ramp({0, 20, 40}, 3, 1.25), {0, 20, 40}).quantities[0];
    CHECK(low.bias == Approx(-0.25 * 0.3));
    CHECK(low.mean_absolute_error == Approx(0.25 * 0.3));
    CHECK(low.coverage == 0);
    CHECK(low.null.skill.value() == Approx(1 - 0.25 * 0.3 / (1.25 * 0.4 / 3)));
    CHECK(validated(ramp({0, 20, 40}, 3, 3), {0, 20, 40}).quantities[0].null.skill.value() < 0);
}

TEST_CASE("where nothing changes there is no skill to tell")
{
    const auto found = validated(ramp({20}, 7, 1.1), {20}).quantities[0];
    CHECK_FALSE(found.null.skill);
    CHECK_FALSE(found.in_proportion);
    CHECK(found.bias == Approx(-0.03));
    const auto nobody = validated(ramp({0}, 7), {0}).quantities[0];
    CHECK_FALSE(nobody.in_proportion);
}

TEST_CASE("the first moment of trouble is told as measured and as predicted")
{
    // full from 0.95 cores on: predicted with 85 users, its interval with 83 to 87
    const std::vector<int> users = {60, 70, 80, 84, 86, 90};
    const auto found = validated(ramp(users, 2, 1.1), users);
    const auto& sign = trouble(found, "cpu");
    CHECK(sign.limit == Approx(0.95));
    CHECK(sign.measured.value().users == 80);
    CHECK(sign.measured.value().time == 40);
    CHECK(sign.earliest.value().users == 84);
    CHECK(sign.predicted.value().users == 86);
    CHECK(sign.latest.value().users == 90);
    const auto& slo = trouble(found, "slo");
    CHECK_FALSE(slo.measurable);
    CHECK(slo.predicted.value().users == 70);
    const models::Slo stricter{"", "", {{models::SloMetric::cpu_utilization, 0.8}}};
    CHECK(trouble(validated(ramp(users, 2), users, stricter), "cpu").measured.value().users == 70);
    CHECK_FALSE(trouble(validated(ramp({0, 20}, 2), {0, 20}), "cpu").predicted);
}

TEST_CASE("one odd sample among many is no trouble")
{
    auto odd = ramp({20, 40}, 5);
    odd.values[cpu][2] = 1;
    CHECK_FALSE(trouble(validated(odd, {20, 40}), "cpu").measured);
}

TEST_CASE("many numbers of users are predicted at few levels and between them")
{
    std::vector<int> users;
    for (int i = 3; i <= 500; ++i) users.push_back(i);
    const auto many = ramp(users, 1);
    const auto levels = calibration::levels_of({many});
    REQUIRE(levels.size() == calibration::most_levels);
    CHECK(levels.front() == 3);
    CHECK(levels.back() == 500);
    const auto found = validated(many, levels).quantities[0];
    CHECK(found.mean_absolute_error < 1e-9);
    CHECK(calibration::levels_of({ramp({4, 2, 4}, 3)}) == std::vector<int>{2, 4});
}

TEST_CASE("intervals hold what the model itself gives about as often as they say")
{
    const auto scenario =
        shipped::scenario("rtmp-fanout/native-8cams-250k-15fps-cpu30", {"warm_up=5s"});
    const auto& platform = scenario.platforms.front();
    models::LevelOptions options;
    options.span = 1;
    options.spans = 8;
    const std::vector<int> levels = {10, 20, 40};
    const auto predicted = models::predict_levels(scenario, platform, levels, options);
    std::vector<MeasuredRamp> ramps;
    for (std::uint64_t server = 1000; server < 1040; ++server) {  // others than those drawn
        const auto drawn = models::drawn_scenario(scenario, platform, server);
        MeasuredRamp one;
        for (const int users : levels) {
            for (const auto& use :
                 models::held_spans(drawn, drawn.platforms.front(), server, users, options)) {
                one.times.push_back(static_cast<double>(one.times.size()));
                one.users.push_back(users);
                one.values[cpu].push_back(use.cpu_cores);
                one.values[2].push_back(use.sent_bit_rate);
            }
        }
        ramps.push_back(one);
    }
    const auto found = calibration::validate(
        ramps, predicted, models::server_limits(scenario, platform), scenario.slo);
    REQUIRE(found.quantities.size() == 2);
    for (const auto& one : found.quantities) {
        INFO(to_string(one.quantity) << ": " << one.coverage);
        CHECK(one.coverage > 0.88);
        CHECK(one.coverage < 0.995);
        CHECK(std::abs(one.bias) < 0.05 * one.mean_measured);
        CHECK(one.null.skill.value() > 0.7);
    }
}
