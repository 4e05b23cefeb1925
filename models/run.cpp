#include "models/run.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/seating.hpp"
#include "models/world.hpp"
#include "sim/expect.hpp"
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

// A minute, or what is left of the run; readings are taken on the way.
void run_minute(Run& run, World& world, double until, double reading)
{
    const auto next = [&] { return reading * static_cast<double>(run.readings.size() + 1); };
    while (reading > 0 && next() <= until) {
        const Sample seen = world.glance(next());
        run.readings.push_back({seen.mean_users, seen.cpu_utilization, seen.memory_bytes,
                                seen.disk_utilization, seen.link_bit_rate[run.uplink]});
    }
    run.series.push_back(world.observe(until));
}

// Adds the average over a span to the sum that `whole` is to become the average of.
void add_average(Sample& whole, const Sample& minute, double share)
{
    const auto add = [share](std::vector<double>& sums, const std::vector<double>& values) {
        sums.resize(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) sums[i] += share * values[i];
    };
    whole.mean_users += share * minute.mean_users;
    whole.cpu_utilization += share * minute.cpu_utilization;
    whole.cpu_cores += share * minute.cpu_cores;
    whole.disk_utilization += share * minute.disk_utilization;
    add(whole.link_utilization, minute.link_utilization);
    add(whole.link_bit_rate, minute.link_bit_rate);
    add(whole.gate_utilization, minute.gate_utilization);
    add(whole.component_cores, minute.component_cores);
}

Sample pooled(std::span<const Sample> minutes)
{
    Sample whole;
    whole.begin = minutes.front().begin;
    whole.end = minutes.back().end;
    whole.users = minutes.back().users;
    whole.memory_bytes = minutes.back().memory_bytes;
    whole.memory_utilization = minutes.back().memory_utilization;
    double dropped = 0;
    for (const Sample& minute : minutes) {
        add_average(whole, minute, (minute.end - minute.begin) / (whole.end - whole.begin));
        whole.joins += minute.joins;
        whole.refused += minute.refused;
        whole.frames_held_back += minute.frames_held_back;
        whole.frames_offered += minute.frames_offered;
        dropped += minute.frames_dropped * minute.frames_offered;
        whole.join_times.merge(minute.join_times);
    }
    if (whole.frames_offered > 0) whole.frames_dropped = dropped / whole.frames_offered;
    return whole;
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

Scenario held_scenario(Scenario scenario, int users)
{
    Workload& workload = scenario.workload;
    workload.turnover = join_rate(workload, users);
    workload.room_size = room_sizes(workload, users).front();
    const bool day = workload.kind == WorkloadKind::timetable;
    if (day || workload.duration <= 0) workload.duration = 3600;
    workload.kind = WorkloadKind::fixed;
    workload.users = users;
    workload.lessons.clear();
    return scenario;
}

Run run_once(const Scenario& scenario, const Platform& platform, std::uint64_t number,
             double reading)
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
        run_minute(run, world, std::min(end, 60.0 * minute), reading);
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

std::vector<std::vector<Run>> run_all(const Scenario& scenario, int replications, int threads,
                                      double reading)
{
    const auto count = static_cast<std::size_t>(replications);
    std::vector<std::vector<Run>> runs(scenario.platforms.size(), std::vector<Run>(count));
    const int jobs = static_cast<int>(runs.size() * count);
    // every job writes a place of its own
    (void)sim::replicate(0, jobs, threads, [&](int job) {
        const auto platform = static_cast<std::size_t>(job) / count;
        const auto number = static_cast<std::size_t>(job) % count;
        runs[platform][number] = run_once(scenario, scenario.platforms[platform], number, reading);
        return std::vector<double>{0};
    });
    return runs;
}

void delete_beginning(Run& run, double seconds)
{
    if (seconds <= 0) return;
    run.counted_from = 60 * std::ceil(seconds / 60);
    const auto left = counted(run);
    EXPECT(!left.empty(), "something of a run is left to be counted");
    run.whole = pooled(left);
}

std::span<const Sample> counted(const Run& run)
{
    const auto deleted = static_cast<std::size_t>(std::round(run.counted_from / 60));
    return std::span(run.series).subspan(std::min(deleted, run.series.size()));
}

}  // namespace models
