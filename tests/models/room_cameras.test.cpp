// Webcams of a room that no user sits behind, and the share of their bits that viewers get.
#include <fstream>
#include <string>
#include <vector>

#include "models/offered_load.hpp"
#include "models/run.hpp"
#include "models/seating.hpp"
#include "models/world.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

models::Scenario fan_out(const std::string& setting, std::vector<std::string> overrides = {})
{
    return shipped::scenario("rtmp-fanout/" + setting, overrides);
}

}  // namespace

TEST_CASE("cameras of a room are seen by all its users and take no seat")
{
    for (const char* resolution : {"frames", "flow"}) {
        const auto scenario =
            fan_out("native-8cams-250k-15fps-cpu30", {std::string("resolution=") + resolution});
        const auto seen = shipped::held(scenario, 40);
        CHECK(seen.users == 40);
        REQUIRE(seen.nodes.size() == 1);
        CHECK(seen.nodes.front().webcams_seen == Approx(8 * 40));
        CHECK(seen.webcam_frame_rate == Approx(15).epsilon(0.01));
        CHECK(seen.bit_rate_delivered == Approx(1).margin(0.01));
    }
    const auto scenario = fan_out("native-8cams-250k-15fps-cpu30");
    CHECK(models::seating(scenario.workload, 3) == std::vector<std::size_t>{1, 1, 1});
}

TEST_CASE("by law, as by simulation, a camera nobody sits behind has one viewer more")
{
    const auto scenario = fan_out("native-8cams-250k-15fps-cpu30");
    const auto& platform = scenario.platforms.front();
    const auto seen = shipped::held(scenario, 100);
    CHECK(models::offered_load(scenario, platform, 100).cpu ==
          Approx(seen.cpu_utilization).epsilon(0.01));
    CHECK(models::offered_load(scenario, platform, 100).memory ==
          Approx(seen.memory_bytes).epsilon(0.001));
}

TEST_CASE("a full CPU and a full link deliver what they can")
{
    for (const char* resolution : {"frames", "flow"}) {
        const std::string set = std::string("resolution=") + resolution;
        const auto cpu = fan_out("native-8cams-250k-15fps-cpu30", {set});
        const double asked = models::offered_load(cpu, cpu.platforms.front(), 400).cpu;
        CHECK(shipped::held(cpu, 400).bit_rate_delivered == Approx(1 / asked).epsilon(0.02));
        const auto link = fan_out("native-8cams-250k-15fps-link100", {set});
        const auto seen = shipped::held(link, 60);
        const double fits = 100e6 * link.profile.media.tcp_goodput.value /
                            (60 * 8 * link.profile.media.webcam_bit_rate.value);
        CHECK(seen.bit_rate_delivered == Approx(fits).epsilon(0.02));
    }
}

TEST_CASE("cameras go with the last user of a room that has closed")
{
    for (const char* resolution : {"frames", "flow"}) {
        auto scenario =
            fan_out("native-8cams-250k-15fps-cpu30", {std::string("resolution=") + resolution});
        scenario.workload.kind = models::WorkloadKind::timetable;
        scenario.workload.lessons = {{60, 2, 10, 120}};
        scenario.workload.duration = 300;
        const auto day = models::run_once(scenario, scenario.platforms.front(), 0);
        CHECK(day.series[1].users == 20);
        CHECK(day.series.back().users == 0);
        CHECK(day.series.back().memory_bytes ==
              Approx(scenario.profile.footprint.base.value).epsilon(1e-6));
        CHECK(day.series.back().link_bit_rate[1] == Approx(0).margin(1));
    }
}

TEST_CASE("a scenario changes what it names, and the command line what the scenario changes")
{
    const std::string name = "native-4cams-500k-30fps-cpu30";
    CHECK(fan_out(name).profile.media.webcam_frame_rate.value == 30);
    CHECK(fan_out(name, {"profile.media.webcam_frame_rate=20fps"})
              .profile.media.webcam_frame_rate.value == 20);
}
