// Users coming, sitting and going: Meeting, attend(), Publisher and what World reports of them.
#include <string>
#include <vector>

#include "models/run.hpp"
#include "models/world.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

models::Scenario seed(std::vector<std::string> overrides)
{
    overrides.insert(overrides.begin(), "platform=native");
    return shipped::scenario("seed-2016", overrides);
}

models::Run run(const models::Scenario& scenario)
{
    return models::run_once(scenario, scenario.platforms.front(), 0);
}

}  // namespace

TEST_CASE("users join one by one and stay")
{
    for (const char* resolution : {"frames", "flow"}) {
        const auto ramp = run(seed({"workload.users=30", std::string("resolution=") + resolution}));
        REQUIRE(ramp.series.size() == 15);
        for (std::size_t minute = 0; minute < ramp.series.size(); ++minute) {
            CHECK(ramp.series[minute].users == 2 * static_cast<int>(minute + 1));
        }
        CHECK(ramp.whole.joins == 30);
        CHECK(ramp.whole.refused == 0);
        CHECK(ramp.whole.join_times.count() == 30);
    }
}

TEST_CASE("whoever is in holds his memory")
{
    const auto ramp = run(seed({"workload.users=30", "resolution=flow"}));
    // 30 users, 8 webcams seen by 29 others each
    CHECK(ramp.series.back().memory_bytes == Approx(1350e6 + 30 * 3e6 + 8 * 29 * 50e3));
}

TEST_CASE("who goes gives everything back")
{
    auto scenario = shipped::scenario("timetable-day", {"platform=native", "resolution=flow"});
    scenario.workload.lessons = {{600, 2, 25, 1800}};
    scenario.workload.duration = 3600;
    const auto day = run(scenario);
    CHECK(day.series[20].users == Approx(50).margin(3));
    CHECK(day.series.back().users == 0);
    CHECK(day.series.back().memory_bytes == Approx(1350e6));
    CHECK(day.series.back().webcam_frame_rate == 0);
    CHECK(day.series.back().audio_mos == 0);
}

TEST_CASE("a held level keeps its users while they come and go")
{
    for (const char* resolution : {"frames", "flow"}) {
        auto scenario = shipped::scenario(
            "seminar", {"platform=native", std::string("resolution=") + resolution});
        models::World world(scenario, scenario.platforms.front(), 0);
        (void)world.hold(40);
        (void)world.observe(90);
        const auto sample = world.observe(390);
        world.check_laws();
        CHECK(sample.mean_users == Approx(40).epsilon(0.01));
        CHECK(sample.joins == 10);  // 2 a minute
    }
}

TEST_CASE("where memory and swap are used up users are turned away")
{
    const auto full = run(seed({"workload.users=60", "workload.interval=5s", "resolution=flow",
                                "guest.memory=1350MB", "guest.swap=100MB"}));
    CHECK(full.whole.refused > 0);
    CHECK(full.series.back().users + full.whole.refused == Approx(60).margin(1));
    // (1450 - 1350) / 3 MB, some of it webcams
    CHECK(full.series.back().users <= 33);
}

TEST_CASE("a server that does not answer in time counts as refusing")
{
    // each join costs 1.5 s and one comes each second: the queue grows for ever
    const auto late =
        run(seed({"workload.users=120", "workload.interval=1s", "resolution=flow", "guest.vcpus=1",
                  "profile.streams.join.web.fixed=1500ms", "profile.behaviour.join_timeout=15s",
                  "network.uplink.rate=10Gbit/s"}));
    CHECK(late.whole.refused > 0);
    CHECK(late.whole.joins > 0);
    CHECK(late.whole.cpu_utilization > 0.9);
    if (late.whole.join_times.count() > 0) CHECK(late.whole.join_times.quantile(1) <= 15.5);
}

TEST_CASE("frames are made and sent or held back, none is lost in between")
{
    // 250 kbit/s cannot go up 180 kbit/s
    for (const char* rate : {"1 Gbit/s", "180 kbit/s"}) {
        auto scenario =
            shipped::scenario("everyone-on-camera",
                              {"platform=native", "workload.room_size=0", "workload.users=4",
                               "workload.turnover=0 /s", std::string("network.lan.rate=") + rate});
        models::Persona seen = scenario.workload.personas.front();
        seen.microphone = models::Microphone::none;
        seen.first = 1;
        seen.at = "office";
        models::Persona watching = seen;
        watching.first = 0;
        watching.webcam = false;
        watching.at = "internet";
        scenario.workload.personas = {seen, watching};
        models::World world(scenario, scenario.platforms.front(), 0);
        (void)world.hold(4);
        const auto sample = world.observe(300);
        world.check_laws();
        double published = 0;
        for (const models::NodeCounts& node : world.monitor.nodes(300)) {
            published += node.webcam_offered / 3;
        }
        INFO(rate);
        CHECK(published + sample.frames_held_back == Approx(3000).margin(1));
        const bool slow = std::string(rate) == "180 kbit/s";
        CHECK((slow ? sample.frames_held_back > 300 : sample.frames_held_back == 0));
        CHECK(sample.webcam_frame_rate * 300 == Approx(published).margin(1));
    }
}

TEST_CASE("audio is on time while there is CPU, and late packets are lost when there is none")
{
    const auto calm = shipped::scenario("seed-2016-audio", {"platform=native"});
    const auto heard = shipped::held(calm, 30);
    CHECK(heard.audio_loss == 0);
    // ends 100 ms, twice 20 ms of uplink, and the mixing
    CHECK(heard.audio_delay > 0.140);
    CHECK(heard.audio_delay < 0.160);
    CHECK(heard.audio_mos == Approx(4.0).margin(0.05));
    const auto busy = shipped::held(calm, 100);
    CHECK(busy.audio_loss > 0.1);
    CHECK(busy.audio_mos < 3);
}

TEST_CASE("a window is the difference of two books: windows add up to the whole")
{
    const auto ramp = run(seed({"workload.users=20", "workload.interval=10s"}));
    double cpu = 0;
    double bits = 0;
    double users = 0;
    double joins = 0;
    for (const models::Sample& minute : ramp.series) {
        const double seconds = minute.end - minute.begin;
        cpu += minute.cpu_utilization * seconds;
        bits += minute.link_bit_rate[ramp.uplink] * seconds;
        users += minute.mean_users * seconds;
        joins += minute.joins;
    }
    const double length = ramp.whole.end - ramp.whole.begin;
    CHECK(length == models::run_length(seed({"workload.users=20", "workload.interval=10s"})));
    CHECK(ramp.whole.cpu_utilization * length == Approx(cpu));
    CHECK(ramp.whole.link_bit_rate[ramp.uplink] * length == Approx(bits));
    CHECK(ramp.whole.mean_users * length == Approx(users));
    CHECK(ramp.whole.joins == joins);
}

TEST_CASE("the uplink of a run is the slowest link towards the users")
{
    const auto ramp = run(seed({"workload.users=5"}));
    CHECK(ramp.links[ramp.uplink] == "uplink down");
    const auto other = run(seed({"workload.users=5", "network.lan.rate=50Mbit/s"}));
    CHECK(other.links[other.uplink] == "lan down");
}

TEST_CASE("meetings at random times bring the users that Little's law says")
{
    auto scenario = shipped::scenario(
        "seminar", {"platform=native", "resolution=flow", "workload=campus-poisson"});
    scenario.workload.duration = 8 * 3600;
    double mean = 0;
    const int replications = 10;
    for (std::uint64_t number = 0; number < replications; ++number) {
        models::World world(scenario, scenario.platforms.front(), number);
        world.open_workload();
        (void)world.observe(3 * 3600);  // longer than nearly all meetings
        mean += world.observe(8 * 3600).mean_users / replications;
        world.check_laws();
    }
    // 6 meetings an hour of 10 users for 54 min; 10 replications of 5 h
    CHECK(mean == Approx(6 * 10 * 0.9).epsilon(0.2));
}
