// U = sum of X S, the utilization law, against what the simulated cores did.
#include <string>
#include <vector>

#include "models/offered_load.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

void check_law(const std::string& name, int users, const std::vector<std::string>& overrides = {})
{
    const auto scenario = shipped::scenario(name, overrides);
    for (const models::Platform& platform : scenario.platforms) {
        const auto sample = models::hold_level(scenario, platform, 0, users).sample;
        const double law = models::utilization_law(scenario, platform, users, sample);
        INFO(name << " on " << platform.name << " with " << users << " users");
        CHECK(sample.cpu_utilization < 0.98);
        CHECK(sample.cpu_utilization == Approx(law).epsilon(0.02));
    }
}

}  // namespace

TEST_CASE("the simulation obeys the utilization law in the study of 2016")
{
    check_law("seed-2016", 10);
    check_law("seed-2016", 40);
    check_law("seed-2016-gigabit", 160);
    check_law("seed-2016-audio", 40);
}

TEST_CASE("the simulation obeys the utilization law in the other shipped scenarios", "[whole]")
{
    check_law("lecture", 100);
    check_law("seminar", 60);
    check_law("everyone-on-camera", 60);
    check_law("timetable-day", 75);
}

TEST_CASE("the simulation obeys the utilization law where only some see webcams")
{
    check_law("seed-2016", 100, {"workload.personas.viewer.sees_webcams=false"});
    check_law("seed-2016", 80,
              {"workload.personas.publisher.sees_webcams=false", "platform=native"});
    check_law("seminar", 60, {"workload.personas.seen.sees_webcams=false"});
    check_law("seminar", 60, {"workload.personas.heard.sees_webcams=false", "resolution=flow"});
    check_law("everyone-on-camera", 60, {"workload.personas.member.sees_webcams=false"});
}

TEST_CASE("on a full link the utilization law holds with what was delivered")
{
    check_law("seed-2016", 60, {"platform=native"});
    check_law("seed-2016", 100, {"platform=native"});
    check_law("seed-2016", 150, {"platform=[kvm, lxc]"});
    check_law("seed-2016", 340, {"platform=openvz"});
    check_law("seed-2016", 340, {"platform=native", "resolution=flow"});
}

TEST_CASE("what the links carried is what was delivered")
{
    const auto scenario = shipped::scenario(
        "seed-2016", {"platform=native", "workload.personas.presenter.desktop=none"});
    for (const int users : {30, 100}) {
        const auto sample = shipped::held(scenario, users);
        double webcams = 0;
        for (const models::NodeService& node : sample.nodes) {
            webcams += node.webcam_bit_rate * node.webcams_seen;
        }
        const double lan = sample.link_bit_rate[shipped::link(scenario, "lan down")];
        const double uplink = sample.link_bit_rate[shipped::link(scenario, "uplink down")];
        const double joins = sample.joins * 3e6 * 8 / (sample.end - sample.begin);
        INFO(users << " users");
        CHECK(lan + uplink == Approx(webcams + joins).epsilon(0.01));
    }
}
