#include "models/slo_check.hpp"

#include <cmath>

#include "models/observation.hpp"
#include "models/resource_use.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::Limit;
using models::SloMetric;

namespace {

// lan, uplink, network card, each out and in.
models::Sample sample()
{
    models::Sample of;
    of.cpu_utilization = 0.5;
    of.memory_utilization = 0.7;
    of.link_utilization = {0.1, 0.2, 0.6, 0.05, 0.9, 0.3};
    of.disk_utilization = 0.25;
    of.webcam_frame_rate = 7;
    of.video_mos = 2.9;
    return of;
}

}  // namespace

TEST_CASE("a limit is at most or at least, and its own value still holds")
{
    auto seen = sample();
    CHECK(models::holds(Limit{SloMetric::cpu_utilization, 0.5}, seen));
    CHECK_FALSE(models::holds(Limit{SloMetric::cpu_utilization, 0.4999}, seen));
    CHECK(models::holds(Limit{SloMetric::webcam_frame_rate, 7}, seen));
    CHECK_FALSE(models::holds(Limit{SloMetric::webcam_frame_rate, 7.001}, seen));
    CHECK(models::holds(Limit{SloMetric::refused_joins, 0}, seen));
    seen.refused = 1;
    CHECK_FALSE(models::holds(Limit{SloMetric::refused_joins, 0}, seen));
}

TEST_CASE("what nobody was there to measure breaks no limit")
{
    const models::Sample nobody;
    CHECK(std::isnan(models::value_of(SloMetric::audio_mos, nobody)));
    CHECK(std::isnan(models::value_of(SloMetric::join_time_p95, nobody)));
    CHECK(models::holds(Limit{SloMetric::audio_mos, 4}, nobody));
    CHECK(models::holds(Limit{SloMetric::webcam_frame_rate, 5}, nobody));
    CHECK(models::holds(Limit{SloMetric::join_time_p95, 1}, nobody));
}

TEST_CASE("a viewer who gets no frame at all breaks the limit on frames")
{
    models::Sample starved = sample();
    starved.webcam_frame_rate = 0;
    starved.video_mos = 1;
    CHECK_FALSE(models::holds(Limit{SloMetric::webcam_frame_rate, 5}, starved));
    CHECK_FALSE(models::holds(Limit{SloMetric::video_mos, 2.5}, starved));
}

TEST_CASE("an objective holds when all its limits do")
{
    models::Slo slo;
    CHECK(models::holds(slo, sample()));
    slo.limits = {{SloMetric::cpu_utilization, 0.8}, {SloMetric::memory_utilization, 0.9}};
    CHECK(models::holds(slo, sample()));
    slo.limits.push_back({SloMetric::webcam_frame_rate, 9});
    CHECK_FALSE(models::holds(slo, sample()));
}

TEST_CASE("resources are named after the scenario, the fullest first")
{
    const auto scenario = shipped::scenario("seed-2016");
    const auto resources = models::resources_of(scenario, sample());
    REQUIRE(resources.size() >= 6);
    CHECK(resources[0].resource == "network card");
    CHECK(resources[1].resource == "memory");
    CHECK(resources[2].resource == "uplink");
    CHECK(resources[3].resource == "cpu");
    CHECK(models::use_of("lan up", resources) == Approx(0.2));
    CHECK(models::use_of("no such thing", resources) == 0);
}

TEST_CASE("a component with one thread is a resource of its own")
{
    const auto scenario = shipped::scenario("seed-2016");
    auto seen = sample();
    seen.gate_utilization.assign(scenario.profile.components.size(), 0);
    for (std::size_t index = 0; index < scenario.profile.components.size(); ++index) {
        if (scenario.profile.components[index].name == "deskshare") {
            seen.gate_utilization[index] = 0.95;
        }
    }
    CHECK(models::resources_of(scenario, seen).front().resource == "deskshare (single thread)");
}

TEST_CASE("behind a broken limit is the resource it is about")
{
    const auto scenario = shipped::scenario("seed-2016");
    const auto behind = [&](SloMetric metric) {
        return models::resource_behind(metric, scenario, sample()).resource;
    };
    CHECK(behind(SloMetric::cpu_utilization) == "cpu");
    CHECK(behind(SloMetric::memory_utilization) == "memory");
    CHECK(behind(SloMetric::link_utilization) == "network card");
    CHECK(behind(SloMetric::webcam_frame_rate) == "network card");
}
