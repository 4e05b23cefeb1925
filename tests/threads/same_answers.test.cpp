#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/capacity.hpp"
#include "models/run_analysis.hpp"
#include "models/sensitivity.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

std::vector<std::uint64_t> fingerprints(const std::vector<std::vector<models::Run>>& runs)
{
    std::vector<std::uint64_t> all;
    for (const auto& platform : runs) {
        for (const models::Run& run : platform) all.push_back(run.fingerprint);
    }
    return all;
}

}  // namespace

TEST_CASE("runs are the same on one thread and on two")
{
    const auto scenario =
        shipped::scenario("seed-2016", {"workload.users=20", "workload.interval=3s"});
    const auto one = models::run_all(scenario, 3, 1);
    const auto two = models::run_all(scenario, 3, 2);
    REQUIRE(one.size() == 4);
    REQUIRE(one.front().size() == 3);
    CHECK(one[1][0].platform == "kvm");
    CHECK(fingerprints(one) == fingerprints(two));
}

TEST_CASE("an output analysis is the same on one thread and on two")
{
    const auto scenario = models::held_scenario(
        shipped::scenario("lecture", {"resolution=flow", "platform=[kvm, lxc]"}), 20);
    models::RunAnalysisOptions options;
    options.precision = 0.01;
    options.response = [](const models::Run& run) { return run.whole.join_times.quantile(0.95); };
    const auto one = models::analyse_runs(scenario, options);
    options.threads = 2;
    const auto two = models::analyse_runs(scenario, options);
    REQUIRE(one.size() == 2);
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].runs.size() == two[i].runs.size());
        CHECK(one[i].warm_up.deleted == two[i].warm_up.deleted);
        CHECK(one[i].response.mean == two[i].response.mean);
        CHECK(one[i].response.low == two[i].response.low);
    }
}

TEST_CASE("a capacity is the same on one thread and on two")
{
    const auto scenario =
        shipped::scenario("lecture", {"warm_up=10s", "window=20s", "guest.vcpus=2"});
    models::CapacityOptions options;
    options.minimum = 3;
    options.maximum = 6;
    const auto one = models::find_capacities(scenario, options);
    options.threads = 2;
    const auto two = models::find_capacities(scenario, options);
    REQUIRE(one.size() == two.size());
    for (std::size_t index = 0; index < one.size(); ++index) {
        CHECK(one[index].users == two[index].users);
        CHECK(one[index].by_replication == two[index].by_replication);
        CHECK(one[index].fingerprint == two[index].fingerprint);
        CHECK(one[index].interval.low == two[index].interval.low);
    }
}

TEST_CASE("draws of the calibration are the same on one thread and on two")
{
    const auto scenario = shipped::scenario(
        "seed-2016-gigabit", {"platform=kvm", "warm_up=30s", "window=60s", "resolution=flow",
                              "platform.kvm.cpu.compute.standard_error=0.03"});
    models::CapacityOptions options;
    options.minimum = 3;
    options.maximum = 3;
    const auto one = models::find_capacities(scenario, options).front();
    options.threads = 2;
    const auto two = models::find_capacities(scenario, options).front();
    REQUIRE_FALSE(one.by_draw.empty());
    CHECK(one.by_draw == two.by_draw);
    CHECK(one.interval.low == two.interval.low);
    CHECK(one.interval.high == two.interval.high);
}

TEST_CASE("a sensitivity is the same on one thread and on two")
{
    const auto scenario =
        shipped::scenario("seed-2016-gigabit", {"platform=kvm", "warm_up=10s", "window=30s"});
    models::SensitivityOptions options;
    options.samples = 2;
    const auto one = models::find_sensitivity(scenario, scenario.platforms.front(), options);
    options.threads = 2;
    const auto two = models::find_sensitivity(scenario, scenario.platforms.front(), options);
    REQUIRE_FALSE(one.effects.empty());
    REQUIRE(one.effects.size() == two.effects.size());
    for (std::size_t k = 0; k < one.effects.size(); ++k) {
        CHECK(one.effects[k].parameter.name == two.effects[k].parameter.name);
        CHECK(one.effects[k].strength.mean == two.effects[k].strength.mean);
    }
}
