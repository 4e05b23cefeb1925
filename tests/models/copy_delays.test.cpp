// Delays of frames from the camera to each viewer, against sums of service times and against copies
// that are events.
#include "models/copy_delays.hpp"

#include <string>
#include <vector>

#include "models/run.hpp"
#include "models/world.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

models::Scenario seed(const std::vector<std::string>& overrides)
{
    std::vector<std::string> all{"platform=native", "workload.interval=1 s"};
    all.insert(all.end(), overrides.begin(), overrides.end());
    return shipped::scenario("seed-2016", all);
}

struct Kept {
    models::CopyDelays::Summary delays;
    double on_the_way = 0;
    double delivered = 0;
};

Kept run(const models::Scenario& scenario)
{
    models::World world(scenario, scenario.platforms.front(), 0);
    world.open_workload();
    (void)world.observe(models::run_length(scenario));
    Kept kept;
    kept.delays = world.delays.summary();
    kept.on_the_way = static_cast<double>(world.delays.on_the_way());
    for (const models::NodeCounts& node : world.monitor.nodes(world.simulation.now())) {
        kept.delivered += node.webcam_delivered + node.desktop_delivered;
    }
    return kept;
}

}  // namespace

TEST_CASE("a frame that meets no other is as late as its service times say")
{
    // two cameras beside the server, out of step; the idle server's work has the other core
    const auto scenario =
        seed({"copies=delays", "workload.users=2", "workload.interval=100 s",
              "workload.personas.publisher.first=1", "workload.personas.presenter.desktop=none",
              "profile.media.frame_size_variation=0", "profile.media.keyframe_ratio=1"});
    const models::Media& media = scenario.profile.media;
    const models::World world(scenario, scenario.platforms.front(), 0);
    const double bytes = media.webcam_bit_rate.value / 8 / media.webcam_frame_rate.value;
    models::Counts counts;
    counts.users = 2;
    counts.viewers = counts.deliveries = 1;
    counts.kilobytes = bytes / 1000;
    const double goodput = media.tcp_goodput.value / 8;
    const double lan = bytes / (1e9 * goodput);
    const double cpu = world.server.demands().work(models::EventStream::webcam_frame, counts);
    const double way = world.links.nodes[world.links.node_of("office")].delay;
    const auto kept = run(scenario);
    REQUIRE(kept.delays.copies > 900);
    CHECK(kept.delays.mean == Approx(lan + cpu + lan + way).epsilon(1e-3));
    CHECK(kept.delays.worst == Approx(kept.delays.mean));
    CHECK(kept.delays.longest >= kept.delays.mean * (1 - 1e-9));
}

TEST_CASE("every copy that is delivered has a delay, one event or a pass over the viewers")
{
    for (const char* users : {"workload.users=30", "workload.users=80"}) {
        INFO(users);
        const auto counted = run(seed({users}));
        const auto passed = run(seed({users, "copies=delays"}));
        const auto flown = run(seed({users, "copies=events"}));
        CHECK(counted.delays.copies == 0);
        CHECK(passed.delivered == counted.delivered);
        CHECK(flown.delivered == counted.delivered);
        CHECK(passed.delays.copies == counted.delivered);
        CHECK(flown.delays.copies + flown.on_the_way == counted.delivered);
        // what is still on the way at the end is missing in the sums of the events
        CHECK(flown.delays.mean == Approx(passed.delays.mean).epsilon(0.05));
        CHECK(flown.delays.longest <= passed.delays.longest * (1 + 1e-9));
    }
}

TEST_CASE("delays of a viewer who goes stay in the sums")
{
    sim::Simulation simulation;
    models::CopyDelays delays(simulation, models::Copies::delays);
    const auto one = delays.open();
    const auto other = delays.open();
    delays.sent(one, 0, 1, 0.5);
    delays.sent(other, 0, 0.1, 0.1);
    delays.sent(other, 0, 0.2, 0.2);
    delays.close(one);
    const auto summary = delays.summary();
    CHECK(summary.copies == 3);
    CHECK(summary.mean == Approx(2.1 / 3));
    CHECK(summary.worst == Approx(1.5));
    CHECK(summary.longest == Approx(1.5));
    CHECK(delays.open() == one);
    CHECK(delays.summary().copies == 3);
}

TEST_CASE("a copy on its way to a viewer who went is lost")
{
    sim::Simulation simulation;
    models::CopyDelays delays(simulation, models::Copies::events);
    const auto gone = delays.open();
    const auto there = delays.open();
    delays.sent(gone, 0, 1, 1);
    delays.sent(there, 0, 1, 2);
    simulation.run_until(1.5);
    CHECK(delays.on_the_way() == 2);
    delays.close(gone);
    CHECK(delays.open() == gone);  // a newcomer in his place
    simulation.run_until(10);
    CHECK(delays.on_the_way() == 0);
    CHECK(delays.summary().copies == 1);
    CHECK(delays.summary().longest == 3);
}
