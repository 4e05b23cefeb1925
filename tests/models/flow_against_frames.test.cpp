// `resolution: flow` against `resolution: frames`, the reference: utilizations within 2 % and the
// delivered frame rate within 5 %, where nothing is full and where the link or the CPU is.
#include <cmath>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

struct Pair {
    models::Sample frames;
    models::Sample flow;
};

Pair both(const std::string& name, int users, const std::vector<std::string>& overrides)
{
    auto scenario = shipped::scenario(name, overrides);
    Pair pair;
    pair.frames = shipped::held(scenario, users);
    scenario.resolution = models::Resolution::flow;
    pair.flow = shipped::held(scenario, users);
    return pair;
}

void compare(const std::string& name, int users, const std::vector<std::string>& overrides = {})
{
    const Pair at = both(name, users, overrides);
    INFO(name << " with " << users << " users: cpu " << at.frames.cpu_utilization << " and "
              << at.flow.cpu_utilization << ", frame rate " << at.frames.webcam_frame_rate
              << " and " << at.flow.webcam_frame_rate);
    const auto within = [](double a, double b, double relative) {
        return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
    };
    CHECK(within(at.frames.cpu_utilization, at.flow.cpu_utilization, 0.02));
    for (std::size_t link = 0; link < at.frames.link_utilization.size(); ++link) {
        INFO("link " << link);
        CHECK(at.frames.link_utilization[link] ==
              Approx(at.flow.link_utilization[link]).margin(0.02));
    }
    CHECK(within(at.frames.webcam_frame_rate, at.flow.webcam_frame_rate, 0.05));
    CHECK(within(at.frames.webcam_bit_rate, at.flow.webcam_bit_rate, 0.05));
    CHECK(at.frames.memory_utilization == Approx(at.flow.memory_utilization).margin(0.02));
}

}  // namespace

TEST_CASE("flow agrees with frames below the knee of the link")
{
    compare("seed-2016", 10);
    compare("seed-2016", 40);
}

TEST_CASE("flow agrees with frames at the knee of the link and above it")
{
    compare("seed-2016", 60);
    compare("seed-2016", 100);
    compare("seed-2016", 150);
}

TEST_CASE("flow agrees with frames where even keyframes are too much for the link")
{
    compare("seed-2016", 340);
    compare("seed-2016", 340, {"workload.personas.presenter.desktop=none"});
}

// Where keyframes alone just fill the link, the dropper's three keyframes to recovery make rare
// bursts of full rate that depend on the phases of the cameras: this is where flow is worst.
TEST_CASE(
    "flow is off by a tenth of a frame per second at most where keyframes alone fill the link")
{
    for (const int users : {180, 200, 220}) {
        const Pair at = both("seed-2016", users, {});
        INFO(users << " users: " << at.frames.webcam_frame_rate << " and "
                   << at.flow.webcam_frame_rate);
        CHECK(at.frames.webcam_frame_rate == Approx(at.flow.webcam_frame_rate).margin(0.1));
        CHECK(at.frames.webcam_bit_rate == Approx(at.flow.webcam_bit_rate).epsilon(0.05));
        CHECK(at.frames.cpu_utilization == Approx(at.flow.cpu_utilization).epsilon(0.02));
    }
}

TEST_CASE("flow agrees with frames below and above the CPU's knee")
{
    compare("seed-2016-gigabit", 100);
    compare("seed-2016-gigabit", 198);
    compare("seed-2016-gigabit", 300);
}

TEST_CASE("flow agrees with frames where only some see webcams")
{
    compare("seed-2016", 60, {"workload.personas.viewer.sees_webcams=false"});
    compare("seed-2016", 600, {"workload.personas.viewer.sees_webcams=false"});
    compare("seed-2016", 80, {"workload.personas.publisher.sees_webcams=false"});
    compare("seminar", 60, {"workload.personas.seen.sees_webcams=false"});
    compare("seminar", 60, {"workload.personas.heard.sees_webcams=false"});
    compare("everyone-on-camera", 60, {"workload.personas.member.sees_webcams=false"});
}

TEST_CASE("flow agrees with frames with audio and many rooms")
{
    compare("seed-2016-audio", 40);
    compare("lecture", 100, {"profile.media.frame_size_variation=0"});
    compare("seminar", 60);
    compare("everyone-on-camera", 60);
    compare("timetable-day", 100);
}
