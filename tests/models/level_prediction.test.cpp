#include "models/level_prediction.hpp"

#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::LevelOptions;
using models::LevelPrediction;

namespace {

models::Scenario fan_out()
{
    return shipped::scenario("rtmp-fanout/native-8cams-250k-15fps-cpu30", {"warm_up=5s"});
}

std::vector<LevelPrediction> predicted(const models::Scenario& scenario,
                                       const std::vector<int>& levels,
                                       bool calibration_error = true, int threads = 1)
{
    LevelOptions options;
    options.span = 1;
    options.spans = 10;
    options.draws = 10;
    options.calibration_error = calibration_error;
    options.threads = threads;
    return models::predict_levels(scenario, scenario.platforms.front(), levels, options);
}

}  // namespace

TEST_CASE("more users need more of everything and break the SLO at last")
{
    const auto scenario = fan_out();
    const auto levels = predicted(scenario, {0, 40, 400});
    REQUIRE(levels.size() == 3);
    CHECK(levels[0].users == 0);
    CHECK(levels[0].sent_bit_rate.mean == 0);
    CHECK(levels[0].cpu_cores.mean > 0);  // webcams without viewers
    CHECK(levels[1].cpu_cores.low > levels[0].cpu_cores.high);
    CHECK(levels[1].memory_bytes.low > levels[0].memory_bytes.high);
    // 40 viewers of 8 webcams, on the wire
    CHECK(levels[1].sent_bit_rate.mean == Approx(320 * 251.8e3 / 0.933).epsilon(0.03));
    CHECK(levels[1].broken == 0);
    CHECK(levels[2].broken == 1);
    CHECK(levels[2].cpu_cores.mean == Approx(0.3).epsilon(0.01));
}

TEST_CASE("the interval is wider with the doubt of the calibration")
{
    const auto scenario = fan_out();
    const auto with = predicted(scenario, {60})[0].cpu_cores;
    const auto without = predicted(scenario, {60}, false)[0].cpu_cores;
    CHECK(with.half_width() > 1.2 * without.half_width());
    CHECK(with.mean == Approx(without.mean).epsilon(0.1));
}

TEST_CASE("predicted levels are the same for any number of threads")
{
    const auto scenario = fan_out();
    const auto one = predicted(scenario, {5, 25}, true, 1);
    const auto three = predicted(scenario, {5, 25}, true, 3);
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].cpu_cores.mean == three[i].cpu_cores.mean);
        CHECK(one[i].sent_bit_rate.high == three[i].sent_bit_rate.high);
    }
}

TEST_CASE("what is full is the CPU limit, the memory, and the link if there is one")
{
    const auto scenario = fan_out();
    const auto limits = models::server_limits(scenario, scenario.platforms.front());
    CHECK(limits.cpu_cores == Approx(0.3));
    CHECK(limits.memory_bytes == Approx(1073741824));
    CHECK(limits.sent_bit_rate == Approx(21.85e9));
    const auto seed = shipped::scenario("seed-2016", {"platform=lxc"});
    CHECK(models::server_limits(seed, seed.platforms.front()).sent_bit_rate == 0);
}
