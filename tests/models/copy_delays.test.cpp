// Delays of frames from the camera to each viewer, against sums of service times and against copies
// that are events.
#include "models/copy_delays.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "models/run.hpp"
#include "models/world.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

models::Scenario seed(const std::vector<std::string>& overrides)
{
    std::vector<std::string> all{"platform=native", "workload.interval=1 s"};
    all.insert(all.end(), overrides.begin(), overrides.end());
    return shipped::scenario("seed-2016", all);
}

struct One {
    models::CopyDelays::Record delays;
};

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

TEST_CASE("every copy that is delivered has a delay, booked at once or when it arrives")
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

TEST_CASE("a viewer has the delays of the groups he was in, while he was there")
{
    sim::Simulation simulation;
    models::CopyDelays delays(simulation, models::Copies::delays);
    const std::vector<One> unused;
    const auto nobody = models::CopyDelays::nobody;
    const auto many = delays.open_group();
    const auto one = delays.open(many);
    delays.sent(many, unused, nobody, 0, 5, 0);
    const auto late = delays.open(many);
    delays.sent(many, unused, nobody, 0, 3, 0);
    delays.sent(many, unused, one, 0, 4, 0);  // his own frame
    delays.sent(many, unused, nobody, 0, 2, 0);
    const auto few = delays.open_group();
    delays.move(late, few);
    delays.sent(many, unused, nobody, 0, 9, 0);
    delays.sent(few, unused, nobody, 0, 1, 0);
    // one: 5 3 2 9; late: 3 4 2 1
    CHECK(delays.summary().copies == 8);
    CHECK(delays.summary().mean == Approx(29.0 / 8));
    CHECK(delays.summary().worst == Approx(19.0 / 4));
    CHECK(delays.summary().longest == 9);
    delays.close(one);
    CHECK(delays.summary().copies == 8);
    CHECK(delays.open(few) == one);
    CHECK(delays.summary().copies == 8);
    CHECK(delays.summary().worst == Approx(19.0 / 4));
}

TEST_CASE("groups and their frames at random give the sums that every viewer would have written")
{
    struct Shadow {
        models::CopyDelays::Record record;
        models::CopyDelays::Group in;
        double copies = 0, sum = 0, longest = 0;
    };
    sim::Simulation simulation;
    models::CopyDelays delays(simulation, models::Copies::delays);
    sim::RandomStream random(1, 0, "delays");
    const std::vector<One> unused;
    std::vector<models::CopyDelays::Group> groups;
    for (int group = 0; group < 5; ++group) groups.push_back(delays.open_group());
    const auto any = [&](std::size_t of) {
        return static_cast<std::size_t>(random.uniform() * static_cast<double>(of));
    };
    std::vector<Shadow> viewers;
    for (int viewer = 0; viewer < 20; ++viewer) {
        const auto in = groups[any(groups.size())];
        viewers.push_back({delays.open(in), in});
    }
    double level = 1e6;  // falls for long: every copy is a stair
    for (int step = 0; step < 30000; ++step) {
        Shadow& chosen = viewers[any(viewers.size())];
        if (random.uniform() < 0.02) {
            chosen.in = groups[any(groups.size())];
            delays.move(chosen.record, chosen.in);
        }
        level = random.uniform() < 1e-4 ? 1e6 : level * (1 - 1e-5);
        const bool own = random.uniform() < 0.3;
        delays.sent(chosen.in, unused, own ? chosen.record : models::CopyDelays::nobody, 0, level,
                    0);
        for (Shadow& viewer : viewers) {
            if (viewer.in != chosen.in || (own && &viewer == &chosen)) continue;
            ++viewer.copies;
            viewer.sum += level;
            viewer.longest = std::max(viewer.longest, level);
        }
    }
    double copies = 0, sum = 0, worst = 0, longest = 0;
    for (const Shadow& viewer : viewers) {
        copies += viewer.copies;
        sum += viewer.sum;
        worst = std::max(worst, viewer.sum / viewer.copies);
        longest = std::max(longest, viewer.longest);
    }
    CHECK(delays.summary().copies == copies);
    CHECK(delays.summary().mean == Approx(sum / copies).epsilon(1e-12));
    CHECK(delays.summary().worst == Approx(worst).epsilon(1e-12));
    CHECK(delays.summary().longest == longest);
}

TEST_CASE("a copy on its way to a viewer who went is lost")
{
    sim::Simulation simulation;
    models::CopyDelays delays(simulation, models::Copies::events);
    const auto nobody = models::CopyDelays::nobody;
    const auto group = delays.open_group();
    const std::vector<One> gone{{delays.open(group)}};
    const std::vector<One> there{{delays.open(group)}};
    delays.sent(group, gone, nobody, 0, 1, 1);
    delays.sent(group, there, nobody, 0, 1, 2);
    delays.sent(group, there, there.front().delays, 0, 1, 2);
    simulation.run_until(1.5);
    CHECK(delays.on_the_way() == 2);
    delays.close(gone.front().delays);
    CHECK(delays.open(group) == gone.front().delays);  // a newcomer in his place
    simulation.run_until(10);
    CHECK(delays.on_the_way() == 0);
    CHECK(delays.summary().copies == 1);
    CHECK(delays.summary().longest == 3);
}
