#include "models/run.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/world.hpp"
#include "sim/replications.hpp"

namespace models {

namespace {

// The link that fills first when every node asks for the same: the slowest on the way to the users,
// of equally slow ones the longest.
std::size_t uplink_of(const Network& network, const Scenario& scenario)
{
    const auto& links = network.links();
    std::size_t uplink = links.size();
    for (const Persona& persona : scenario.workload.personas) {
        for (const std::size_t link : network.route("server", persona.at)) {
            if (uplink == links.size() || links[link].rate < links[uplink].rate ||
                (links[link].rate == links[uplink].rate &&
                 links[link].delay > links[uplink].delay)) {
                uplink = link;
            }
        }
    }
    return uplink;
}

void note_first_drop(Run& run, const World& world, const Network& network)
{
    const std::vector<int>& users = world.monitor.users_at_first_drop();
    if (users.empty()) return;
    run.users_at_first_drop = std::accumulate(users.begin(), users.end(), 0);
    run.far_users_at_first_drop = 0;
    for (std::size_t node = 0; node < users.size(); ++node) {
        const auto route = network.route("server", world.links.nodes[node].name);
        const bool far = std::ranges::find(route, run.uplink) != route.end();
        if (far) run.far_users_at_first_drop += users[node];
    }
}

}  // namespace

double run_length(const Scenario& scenario)
{
    const Workload& workload = scenario.workload;
    if (workload.duration > 0) return workload.duration;
    if (workload.kind == WorkloadKind::ramp) return workload.users * workload.interval;
    double end = 3600;
    for (const Lesson& lesson : workload.lessons) {
        end = std::max(end, lesson.start + lesson.duration);
    }
    return end;
}

Run run_once(const Scenario& scenario, const Platform& platform, std::uint64_t number)
{
    World world(scenario, platform, number);
    world.open_workload();
    const Network network(scenario.links);
    const double end = run_length(scenario);
    Run run;
    run.platform = platform.name;
    run.links = world.links.names;
    run.uplink = uplink_of(network, scenario);
    for (const Component& component : scenario.profile.components) {
        run.components.push_back(component.name);
    }
    for (int minute = 1; minute <= std::ceil(end / 60); ++minute) {
        run.series.push_back(world.observe(std::min(end, 60.0 * minute)));
    }
    run.whole = world.whole();
    world.check_laws();
    for (const Meeting& meeting : world.meetings) {
        run.webcam_deliveries += static_cast<int>(meeting.subscriptions());
    }
    note_first_drop(run, world, network);
    run.delays = world.delays.summary();
    run.fingerprint = world.simulation.fingerprint();
    run.events = world.simulation.events();
    return run;
}

std::vector<std::vector<Run>> run_all(const Scenario& scenario, int replications, int threads)
{
    const auto count = static_cast<std::size_t>(replications);
    std::vector<std::vector<Run>> runs(scenario.platforms.size(), std::vector<Run>(count));
    const int jobs = static_cast<int>(runs.size() * count);
    // every job writes a place of its own
    (void)sim::replicate(0, jobs, threads, [&](int job) {
        const auto platform = static_cast<std::size_t>(job) / count;
        const auto number = static_cast<std::size_t>(job) % count;
        runs[platform][number] = run_once(scenario, scenario.platforms[platform], number);
        return std::vector<double>{0};
    });
    return runs;
}

}  // namespace models
