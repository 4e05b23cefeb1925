#include "models/offered_load.hpp"

#include <string>

#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

// One room on the Internet behind 1 Gbit/s: that many webcams, everybody watches, no sound, nobody
// comes or goes. Frames of a kind are equal, so that short runs can be held against sums.
models::Scenario room(int webcams)
{
    auto scenario = shipped::scenario(
        "everyone-on-camera",
        {"platform=native", "guest.vcpus=8", "profile.media.frame_size_variation=0", "window=60s"});
    models::Workload& workload = scenario.workload;
    models::Persona seen = workload.personas.front();
    seen.microphone = models::Microphone::none;
    seen.first = webcams;
    models::Persona watching = seen;
    watching.first = 0;
    watching.webcam = false;
    workload.personas = {seen, watching};
    workload.room_size = 0;
    workload.turnover = 0;
    workload.chat_interval = 0;
    return scenario;
}

struct Sum {
    int webcams;
    int users;
    double in;   // bit/s
    double out;  // bit/s
};

// BigBlueButton FAQ of 2015: W webcams of Y bit/s and U users are W Y in and W (U - 1) Y out.
const Sum sums[] = {{5, 5, 1.25e6, 5e6}, {1, 30, 0.25e6, 7.25e6}, {8, 20, 2e6, 38e6}};

}  // namespace

TEST_CASE("the offered load gives the sums of the BigBlueButton FAQ")
{
    for (const Sum& sum : sums) {
        const auto scenario = room(sum.webcams);
        const auto load = models::offered_load(scenario, scenario.platforms.front(), sum.users);
        CHECK(load.link_bits[shipped::link(scenario, "uplink down")] == Approx(sum.out));
        CHECK(load.link_bits[shipped::link(scenario, "uplink up")] == Approx(sum.in));
        CHECK(load.link_bits[shipped::link(scenario, "lan down")] == 0);
    }
}

TEST_CASE("simulated frame by frame the sums of the FAQ come out within 1 %")
{
    for (const Sum& sum : sums) {
        const auto scenario = room(sum.webcams);
        const auto sample = shipped::held(scenario, sum.users);
        const std::size_t down = shipped::link(scenario, "uplink down");
        const std::size_t up = shipped::link(scenario, "uplink up");
        CHECK(sample.link_bit_rate[down] == Approx(sum.out).epsilon(0.01));
        CHECK(sample.link_bit_rate[up] == Approx(sum.in).epsilon(0.01));
        CHECK(sample.webcam_frame_rate == Approx(10).epsilon(0.01));
        CHECK(sample.frames_dropped == 0);
    }
}

TEST_CASE("utilizations are what is asked for over what is there")
{
    const auto scenario = room(8);
    const auto load = models::offered_load(scenario, scenario.platforms.front(), 20);
    CHECK(load.links[shipped::link(scenario, "uplink down")] == Approx(38e6 / (1e9 * 0.949)));
    // idle 60 ms/s, keep-alives 0.5 ms/s each, 80 frames/s: 0.1 ms and 19 deliveries of 0.0925 ms
    const double cores = 0.060 + 20 * 0.0005 + 80 * (0.0001 + 19 * 0.0925e-3);
    CHECK(load.cpu == Approx(cores / 8));
    CHECK(load.memory == Approx(1350e6 + 20 * 3e6 + 8 * 19 * 50e3));
    CHECK(load.memory_utilization == Approx(load.memory / scenario.guest.memory));
}

TEST_CASE("a room twice costs twice, a room twice as large more than twice")
{
    auto scenario = room(4);
    const auto load = [&](int room_size, int users) {
        scenario.workload.room_size = room_size;
        return models::offered_load(scenario, scenario.platforms.front(), users);
    };
    const std::size_t down = shipped::link(scenario, "uplink down");
    CHECK(load(20, 40).link_bits[down] == Approx(2 * load(20, 20).link_bits[down]));
    CHECK(load(40, 40).link_bits[down] == Approx(load(0, 40).link_bits[down]));
    CHECK(load(40, 40).link_bits[down] == Approx(4.0 * 39 * 250e3));
    CHECK(load(20, 40).link_bits[down] == Approx(2 * 4.0 * 19 * 250e3));
}

TEST_CASE("frames that are not delivered cost their dispatch and no more")
{
    const auto scenario = room(8);
    const auto& platform = scenario.platforms.front();
    const auto all = models::offered_load(scenario, platform, 100);
    const auto none = models::offered_load(scenario, platform, 100, {0}, {0});
    CHECK((all.cpu - none.cpu) * 8 == Approx(80 * 99 * (0.05e-3 + 3.125 * 0.004e-3)));
    CHECK(none.link_bits[shipped::link(scenario, "uplink down")] == Approx(0).margin(1e-6));
}

TEST_CASE("the users by the utilization law are the last who fit")
{
    for (const char* name : {"seed-2016", "seed-2016-gigabit", "seed-2016-audio", "lecture",
                             "seminar", "everyone-on-camera", "timetable-day"}) {
        const auto scenario = shipped::scenario(name);
        for (const models::Platform& platform : scenario.platforms) {
            const int users = models::users_by_law(scenario, platform);
            INFO(name << " on " << platform.name << ": " << users);
            REQUIRE(users > 0);
            REQUIRE(users < scenario.max_users);
            CHECK(models::tightest_use(scenario, platform, users) <= 1);
            CHECK(models::tightest_use(scenario, platform, users + 1) > 1);
            CHECK(models::users_at_most(scenario, platform) >= users);
        }
    }
}

TEST_CASE("on a gigabit link 80 % of CPU are reached where the sums by hand say")
{
    const auto scenario = shipped::scenario("seed-2016-gigabit");
    // cores natively: idle, ingest of 80 frames/s and 1 update/s, a join and a leave each 30 s
    const double fixed = 0.060 + 80 * 0.0001 - 80 * 0.0925e-3 + 0.001 + (0.150 + 0.006) / 30;
    // per user: keep-alive, 80 frames/s, an update of 25 kB/s, his part in joins and leaves
    const double each = 0.0005 + 80 * 0.0925e-3 + 0.18e-3 + (0.35e-3 + 0.1e-3) / 30;
    for (const models::Platform& platform : scenario.platforms) {
        const double factor = 0.7 / platform.compute.value + 0.3 / platform.memory_bandwidth.value;
        const double users = (0.8 * 2 / factor - fixed) / each;
        INFO(platform.name);
        CHECK(models::users_by_law(scenario, platform) == static_cast<int>(users));
    }
}

TEST_CASE("without a faster platform there is no larger capacity by the law")
{
    const auto scenario = shipped::scenario("seed-2016-gigabit");
    int before = models::users_by_law(scenario, shipped::platform(scenario, "native"));
    for (const char* slower : {"lxc", "openvz", "kvm"}) {
        const int users = models::users_by_law(scenario, shipped::platform(scenario, slower));
        CHECK(users < before);
        before = users;
    }
}
