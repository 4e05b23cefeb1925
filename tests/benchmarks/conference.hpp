#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "models/run.hpp"
#include "models/scenario_yaml.hpp"
#include "models/world.hpp"

namespace benchmarks {

// The scenario file beside the programs, with values given anew ("workload.users=100").
inline models::Scenario scenario(const std::string& name, const std::vector<std::string>& overrides)
{
    const std::string root = BBBCAP_SOURCE_DIR;
    return models::read_scenario(root + "/tests/benchmarks/" + name + ".yaml", overrides,
                                 root + "/scenarios");
}

// One run of the conference, counted in frames and copies (a copy: a frame for a viewer).
struct Conference {
    double simulated = 0;  // s
    double frames = 0;
    double copies = 0;
    double delivered = 0;
    models::CopyDelays::Summary delays;  // if they are kept
    double on_the_way = 0;               // copies, at the end
    std::uint64_t events = 0;
    std::uint64_t fingerprint = 0;
};

// A frame costs a fixed time and a time per viewer, so their number follows from the CPU time.
inline double frames_of(models::World& world, double copies)
{
    const auto& visits = world.server.demands().visits(models::EventStream::webcam_frame);
    models::Counts one_viewer;
    one_viewer.viewers = 1;
    const double fixed = visits.front().work({});
    const double per_viewer = visits.front().work(one_viewer) - fixed;
    return std::round((world.server.component_work().front() - copies * per_viewer) / fixed);
}

// With what a run of the program does: observed each minute, conservation laws checked at the end.
inline Conference hold_conference(const models::Scenario& scenario,
                                  const models::Platform& platform, std::uint64_t replication)
{
    models::World world(scenario, platform, replication);
    world.open_workload();
    Conference result;
    result.simulated = models::run_length(scenario);
    for (double minute = 60; minute < result.simulated; minute += 60) (void)world.observe(minute);
    (void)world.observe(result.simulated);
    world.check_laws();
    for (const models::NodeCounts& node : world.monitor.nodes(result.simulated)) {
        result.copies += node.webcam_offered + node.desktop_offered;
        result.delivered += node.webcam_delivered + node.desktop_delivered;
    }
    result.frames = frames_of(world, result.copies);
    result.delays = world.delays.summary();
    result.on_the_way = static_cast<double>(world.delays.on_the_way());
    result.events = world.simulation.events();
    result.fingerprint = world.simulation.fingerprint();
    return result;
}

}  // namespace benchmarks
