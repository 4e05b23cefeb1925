#include "models/capacity_prediction.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/calibration_error.hpp"
#include "models/capacity.hpp"
#include "models/offered_load.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

const std::string delivery = "profile.streams.webcam_frame.red5.per_delivery";
const std::string ticks = "profile.streams.keep_alive.red5.fixed";
const std::string compute = "platform.kvm.cpu.compute";

// The study with a gigabit uplink, where the CPU gives out, with rates in place of frames.
models::Scenario scenario(std::vector<std::string> overrides, const std::string& platform = "kvm")
{
    const std::vector<std::string> quick{"platform=" + platform, "warm_up=30s", "window=60s",
                                         "resolution=flow"};
    overrides.insert(overrides.begin(), quick.begin(), quick.end());
    return shipped::scenario("seed-2016-gigabit", overrides);
}

models::CapacityOptions options()
{
    models::CapacityOptions some;
    some.threads = 2;
    some.minimum = 4;
    some.maximum = 4;
    return some;
}

std::vector<models::Capacity> capacities(const std::vector<std::string>& overrides,
                                         const models::CapacityOptions& with = options(),
                                         const std::string& platform = "kvm")
{
    return models::find_capacities(scenario(overrides, platform), with);
}

models::Capacity capacity(const std::vector<std::string>& overrides,
                          const models::CapacityOptions& with = options())
{
    return capacities(overrides, with).front();
}

std::string error(const std::string& name, const std::string& of_it)
{
    return name + ".standard_error=" + of_it;
}

double share_of(const models::CapacityPrediction& prediction, const std::string& name)
{
    return std::ranges::find(prediction.errors, name, &models::ErrorShare::name)->share;
}

// How many per cent of the capacity by the utilization law go with one per cent of a parameter.
double elasticity(const std::string& name, double value)
{
    const auto users = [&](double changed) {
        const auto with = scenario({name + "=" + std::to_string(changed)});
        return models::users_by_law(with, with.platforms.front());
    };
    return std::log(users(value * 1.05) / static_cast<double>(users(value / 1.05))) /
           (2 * std::log(1.05));
}

}  // namespace

TEST_CASE("without standard errors nothing is drawn and the answer is the same")
{
    models::CapacityOptions off = options();
    off.draws.calibration_error = false;
    for (const auto& with : {options(), off}) {
        const auto one = capacity({}, with);
        CHECK_FALSE(one.prediction);
        CHECK(one.by_draw.empty());
    }
    const auto plain = capacity({});
    const auto left_out = capacity({error(compute, "0.05")}, off);
    CHECK_FALSE(left_out.prediction);
    CHECK(left_out.interval.low == plain.interval.low);
    CHECK(left_out.interval.high == plain.interval.high);
    CHECK(left_out.fingerprint == plain.fingerprint);
}

TEST_CASE("a standard error widens the interval as the utilization law says, and leaves the answer")
{
    const double value = 0.8605;
    const double sigma = 0.06;
    const auto plain = capacity({compute + "=0.8605", compute + ".range=[0.1, 9]"});
    const auto found = capacity({compute + "=0.8605", compute + ".range=[0.1, 9]",
                                 error(compute, std::to_string(sigma * value))});
    CHECK(found.users == plain.users);
    CHECK(found.fingerprint == plain.fingerprint);
    REQUIRE(found.prediction);
    const models::CapacityPrediction& prediction = *found.prediction;
    const double deviation = sigma * std::abs(elasticity(compute, value));
    REQUIRE(deviation > 0.02);
    const double half =
        std::log((prediction.interval.high + 0.5) / (prediction.interval.low + 0.5)) / 2;
    // 40 draws know a deviation to 11 %
    CHECK(half == Approx(sim::student_t(39, 0.95) * deviation).epsilon(0.35));
    CHECK(prediction.interval.mean == Approx(plain.users).epsilon(0.03));
    CHECK(prediction.calibration > 0.9);
    CHECK(prediction.calibration + prediction.workload + prediction.simulation == Approx(1));
    CHECK(share_of(prediction, compute) > 0.9);
    CHECK(prediction.precise);
    CHECK(found.interval.low <= found.users);
    CHECK(found.users <= found.interval.high);
}

TEST_CASE("the measurement that makes most of the interval is named first")
{
    const auto both = capacities(
        {error(compute, "0.003"), error(delivery, "8 us"), error("platform.kvm.disk.read", "0.2"),
         error("platform.lxc.cpu.compute", "0.3")},
        options(), "[kvm, lxc]");
    const models::Capacity& found = both.front();
    REQUIRE(found.prediction);
    const auto& errors = found.prediction->errors;
    REQUIRE(errors.size() == 3);
    CHECK(errors.front().name == delivery);
    CHECK_FALSE(errors.front().source.empty());
    CHECK(share_of(*found.prediction, "platform.kvm.disk.read") < 0.1);
    CHECK(errors.front().share <= found.prediction->calibration);
}

TEST_CASE("an error of what does not give out does not widen the interval")
{
    const auto found = capacity({error("platform.kvm.disk.read", "0.2")});
    REQUIRE(found.prediction);
    CHECK(found.prediction->calibration < 0.3);
    CHECK(found.prediction->errors.front().share == 0);
    CHECK(found.interval.high - found.interval.low < 0.05 * found.users);
}

TEST_CASE("what is asked more precisely is drawn more often, up to the maximum")
{
    models::CapacityOptions fine = options();
    fine.precision = 0.0001;
    fine.draws.minimum = 4;
    fine.draws.step = 3;
    fine.draws.maximum = 9;
    const auto found = capacity({error(delivery, "10 us")}, fine);
    REQUIRE(found.prediction);
    CHECK(found.by_draw.size() == static_cast<std::size_t>(found.prediction->draws));
    for (const auto& draw : found.by_draw) CHECK(draw.size() == 3);
    models::CapacityOptions coarse = fine;
    coarse.precision = 0.5;
    CHECK(capacity({error(delivery, "10 us")}, coarse).prediction->draws == 4);
}

TEST_CASE("draws that the search did not see the end of are told")
{
    const int users = capacity({}).users;
    const auto found =
        capacity({error(delivery, "8 us"), "max_users=" + std::to_string(users + 2)});
    REQUIRE(found.prediction);
    CHECK(found.prediction->beyond > 10);
    CHECK(std::ranges::any_of(found.warnings, [](const std::string& warning) {
        return warning.find("raise max_users") != std::string::npos;
    }));
}

TEST_CASE("platforms meet the same draws, also one without standard errors where pairs are wanted",
          "[whole]")
{
    models::CapacityOptions paired = options();
    paired.draws.always = true;
    const std::vector<std::string> errors{error(compute, "0.03")};
    const auto both = capacities(errors, paired, "[native, kvm]");
    CHECK_FALSE(both[0].prediction);
    CHECK(both[1].prediction);
    CHECK(both[0].by_draw.size() == both[1].by_draw.size());
    const auto alone = capacities(errors, options(), "[native, kvm]");
    CHECK(alone[0].by_draw.empty());
    CHECK(alone[0].interval.low == both[0].interval.low);

    // a demand of both: what it does to one it does to the other
    const auto shared = capacities({error(delivery, "8 us")}, options(), "[lxc, kvm]");
    std::size_t together = 0;
    const auto low = [](const models::Capacity& one, std::size_t draw) {
        return one.by_draw[draw][0] < one.prediction->interval.mean;
    };
    for (std::size_t draw = 0; draw < 40; ++draw) {
        together += low(shared[0], draw) == low(shared[1], draw);
    }
    CHECK(together >= 37);
}

TEST_CASE(
    "what frames make of a workload is part of its share, and the interval as wide as without",
    "[whole]")
{
    const auto seed = shipped::scenario(
        "seed-2016", {"platform=kvm", error(compute, "0.000001"), error(ticks, "0.001 us")});
    models::CapacityOptions off = options();
    off.minimum = off.maximum = 10;
    off.draws.calibration_error = false;
    models::CapacityOptions on = off;
    on.draws.calibration_error = true;
    const auto plain = models::find_capacities(seed, off).front();
    const auto found = models::find_capacities(seed, on).front();
    REQUIRE(plain.interval.high - plain.interval.low > 1);
    CHECK(found.interval.high - found.interval.low ==
          Approx(plain.interval.high - plain.interval.low).epsilon(0.3));
    CHECK(found.prediction->workload > 0.8);
}

// The capacity is a function of the one number that is drawn.
TEST_CASE("the interval holds the capacity of a further server about as often as it claims",
          "[whole]")
{
    double held = 0;
    for (const std::string seed : {"11", "12", "13", "14"}) {
        const std::vector<std::string> lines{"seed=" + seed, compute + ".range=[0.1, 9]",
                                             error(compute, "0.05")};
        const auto drawn = scenario(lines);
        const auto found = capacity(lines);
        REQUIRE(found.prediction);
        for (std::uint64_t further = 1000; further < 1100; ++further) {
            const auto server = models::drawn_scenario(drawn, drawn.platforms.front(), further);
            const int users = models::users_by_law(server, server.platforms.front());
            held += found.interval.low <= users && users <= found.interval.high;
        }
    }
    CHECK(held / 400 > 0.9);
    CHECK(held / 400 < 0.99);
}

TEST_CASE("drawn capacities lie about those that frames gave", "[slow]")
{
    const auto frames = capacity({"resolution=frames", error(compute, "0.02")});
    REQUIRE(frames.prediction);
    CHECK(frames.prediction->interval.mean == Approx(frames.users).epsilon(0.02));
    CHECK(frames.prediction->precise);
}
