// Personas that see no webcams: who gets what, by hand and simulated.
#include <cmath>
#include <string>
#include <vector>

#include "models/offered_load.hpp"
#include "models/room_users.hpp"
#include "models/run.hpp"
#include "models/slo_check.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

using models::Persona;

constexpr int users = 16;

Persona persona(const std::string& name, int first, const std::string& at)
{
    Persona one;
    one.name = name;
    one.first = first;
    one.at = at;
    return one;
}

// A teacher at the office sees ten pupils, who show themselves and see nobody; five helpers see
// all eleven. Nobody comes or goes, and frames of a kind are equal.
models::Scenario classroom(const std::string& resolution)
{
    auto scenario =
        shipped::scenario("everyone-on-camera", {"platform=native", "guest.vcpus=8",
                                                 "profile.media.frame_size_variation=0",
                                                 "window=60s", "resolution=" + resolution});
    models::Workload& workload = scenario.workload;
    workload.personas = {persona("teacher", 1, "office"), persona("pupil", 10, "internet"),
                         persona("helper", 0, "internet")};
    Persona& teacher = workload.personas[0];
    Persona& pupil = workload.personas[1];
    teacher.webcam = pupil.webcam = true;
    teacher.desktop = models::Desktop::idle;
    pupil.sees_webcams = false;
    workload.room_size = 0;
    workload.turnover = 0;
    workload.chat_interval = 0;
    return scenario;
}

void let_nobody_see(models::Scenario& scenario)
{
    for (Persona& one : scenario.workload.personas) one.sees_webcams = false;
}

double rate(const models::Scenario& scenario, const models::Sample& sample, const char* link)
{
    return sample.link_bit_rate[shipped::link(scenario, link)];
}

}  // namespace

TEST_CASE("who sees webcams sees those of the others, who sees none shows his own")
{
    const auto room = models::room_of(classroom("flow").workload, users);
    CHECK(room.users == 16);
    CHECK(room.viewers == 6);
    CHECK(room.webcams == 11);
    CHECK(room.subscriptions(room.nodes[0]) == 10);      // the teacher: the pupils
    CHECK(room.subscriptions(room.nodes[1]) == 5 * 11);  // the helpers: pupils and teacher
    CHECK(room.subscriptions() == 65);
}

TEST_CASE("webcams are offered to those who see them, the desktop to all")
{
    const auto scenario = classroom("flow");
    const models::Media& media = scenario.profile.media;
    const auto load = models::offered_load(scenario, scenario.platforms.front(), users);
    const double webcam = media.webcam_bit_rate.value;
    const double desktop = media.desktop_idle_bit_rate.value;
    const auto bits = [&](const char* link) {
        return load.link_bits[shipped::link(scenario, link)];
    };
    CHECK(bits("lan down") == Approx(10 * webcam + desktop));
    CHECK(bits("uplink down") == Approx(55 * webcam + 15 * desktop));
    CHECK(bits("lan up") == Approx(webcam));
    CHECK(bits("uplink up") == Approx(10 * webcam));
    CHECK(load.memory == Approx(1350e6 + 16 * 3e6 + 65 * 50e3));
    // idle 60 ms/s, keep-alives 0.5 ms/s each, 110 frames/s: 0.1 ms each and 0.0925 ms for each of
    // the 650 deliveries/s
    auto without = scenario;
    without.workload.personas[0].desktop = models::Desktop::none;
    const auto webcams = models::offered_load(without, without.platforms.front(), users);
    CHECK(webcams.cpu * 8 == Approx(0.060 + 16 * 0.0005 + 110 * 0.0001 + 650 * 0.0925e-3));
}

TEST_CASE("simulated, links, memory and CPU have what is offered where some see no webcams")
{
    for (const char* resolution : {"frames", "flow"}) {
        INFO(resolution);
        const auto scenario = classroom(resolution);
        const auto& platform = scenario.platforms.front();
        const auto seen = shipped::held(scenario, users);
        const auto load = models::offered_load(scenario, platform, users);
        CHECK(seen.users == users);
        REQUIRE(seen.nodes.size() == 2);
        CHECK(seen.nodes[0].webcams_seen == Approx(10));
        CHECK(seen.nodes[1].webcams_seen == Approx(55));
        CHECK(seen.webcam_frame_rate == Approx(10).epsilon(0.01));
        CHECK(seen.bit_rate_delivered == Approx(1).margin(0.01));
        CHECK(seen.nodes[1].desktop_delivered == Approx(1).margin(0.01));
        for (const char* link : {"lan down", "uplink down", "uplink up"}) {
            INFO(link);
            CHECK(rate(scenario, seen, link) ==
                  Approx(load.link_bits[shipped::link(scenario, link)]).epsilon(0.01));
        }
        CHECK(seen.memory_bytes == Approx(load.memory).epsilon(1e-4));
        CHECK(seen.cpu_utilization ==
              Approx(models::utilization_law(scenario, platform, users, seen)).epsilon(0.01));
    }
}

TEST_CASE("where nobody sees webcams a room is one without them but for the uploads")
{
    for (const char* resolution : {"frames", "flow"}) {
        INFO(resolution);
        auto unseen = classroom(resolution);
        let_nobody_see(unseen);
        auto without = unseen;
        for (Persona& one : without.workload.personas) one.webcam = false;
        const auto& platform = unseen.platforms.front();
        const auto seen = shipped::held(unseen, users);
        const auto none = shipped::held(without, users);
        CHECK(seen.users == none.users);
        CHECK(seen.memory_bytes == Approx(none.memory_bytes).epsilon(1e-4));
        CHECK(rate(unseen, seen, "lan down") == Approx(rate(without, none, "lan down")));
        CHECK(rate(unseen, seen, "uplink down") == Approx(rate(without, none, "uplink down")));
        const double webcam = unseen.profile.media.webcam_bit_rate.value;
        CHECK(rate(without, none, "uplink up") == Approx(0).margin(1));
        CHECK(rate(unseen, seen, "uplink up") == Approx(10 * webcam).epsilon(0.01));
        // 11 webcams of 10 frames/s that are received and go nowhere
        CHECK((seen.cpu_utilization - none.cpu_utilization) * 8 ==
              Approx(110 * 0.0001).epsilon(0.02));
        CHECK(models::utilization_law(unseen, platform, users, seen) ==
              Approx(seen.cpu_utilization).epsilon(0.01));
    }
}

TEST_CASE("a limit on webcams that nobody sees holds")
{
    auto scenario = classroom("frames");
    let_nobody_see(scenario);
    const auto sample = shipped::held(scenario, users);
    using enum models::SloMetric;
    for (const models::SloMetric metric : {webcam_frame_rate, bit_rate_delivered, video_mos}) {
        CHECK(std::isnan(models::value_of(metric, sample)));
        CHECK(models::holds(models::Limit{metric, 4}, sample));
    }
    CHECK(sample.frames_offered == 0);
}

TEST_CASE("a link on which nobody sees webcams does not bound who sees them elsewhere")
{
    // the helpers see none either: behind the uplink there is the desktop alone
    auto scenario = classroom("flow");
    scenario.workload.personas[2].sees_webcams = false;
    for (models::LinkSpec& link : scenario.links) {
        if (link.name == "uplink") link.rate = 20e6;
    }
    scenario.slo.limits = {{models::SloMetric::webcam_frame_rate, 5}};
    const auto& platform = scenario.platforms.front();
    const std::size_t uplink = shipped::link(scenario, "uplink down");
    const int most = 400;
    CHECK(models::offered_load(scenario, platform, most).links[uplink] > 1);
    const auto sample = shipped::held(scenario, most);
    CHECK(models::holds(scenario.slo, sample));
    CHECK(models::users_at_most(scenario, platform) >= most);
    scenario.slo.limits.push_back({models::SloMetric::link_utilization, 0.95});
    CHECK(!models::holds(scenario.slo, sample));
    CHECK(models::users_at_most(scenario, platform) < most);
}

TEST_CASE("who sees no webcams gives everything back, too")
{
    for (const char* resolution : {"frames", "flow"}) {
        INFO(resolution);
        auto scenario = classroom(resolution);
        Persona hall = persona("hall", 0, "office");
        hall.cameras = 2;
        scenario.workload.personas.push_back(hall);
        scenario.workload.kind = models::WorkloadKind::timetable;
        scenario.workload.lessons = {{60, 2, users, 120}};
        scenario.workload.duration = 300;
        const auto day = models::run_once(scenario, scenario.platforms.front(), 0);
        CHECK(day.series[1].users == 2 * users);
        // the two cameras of the hall have six viewers more each
        CHECK(day.series[1].memory_bytes ==
              Approx(1350e6 + 2 * (16 * 3e6 + (65 + 12) * 50e3)).epsilon(1e-4));
        CHECK(day.series.back().users == 0);
        CHECK(day.series.back().memory_bytes == Approx(1350e6).epsilon(1e-6));
        for (const double bits : day.series.back().link_bit_rate)
            CHECK(bits == Approx(0).margin(1));
    }
}
