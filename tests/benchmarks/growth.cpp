// How cost and memory grow with the number of users and with simulated time: rooms of 20, one
// webcam in each, all users there from the start. Resident memory is measured before the world is
// made, when all users are there, and at the end; the difference of the last two is growth over
// time.
#include <fmt/core.h>
#include <malloc.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/conference.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

// A line of the process's status in bytes: "VmRSS", resident now, or "VmHWM", the most ever.
double memory(const std::string& which)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(which + ":")) return std::stod(line.substr(which.size() + 1)) * 1024;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(
        argc, argv, "growth [USERS [flow|frames [SIMULATED_SECONDS [KEY=VALUE...]]]]");
    const long users = arguments.whole(1, 10000);
    const std::string resolution = arguments.word(2, "flow");
    const double simulated = arguments.number(3, 600);
    std::vector<std::string> overrides = {fmt::format("workload.users={}", users),
                                          "resolution=" + resolution};
    for (int place = 4; place < arguments.count(); ++place) {
        overrides.emplace_back(arguments[place]);
    }
    const auto scenario = benchmarks::scenario("growth", overrides);

    malloc_trim(0);  // what reading the scenario has left free would hide what users take
    const double empty = memory("VmRSS");
    const benchmarks::StopWatch opening;
    models::World world(scenario, scenario.platforms.front(), 0);
    world.open_workload();
    (void)world.observe(simulated / 10);
    const double opened = memory("VmRSS");
    const double opening_seconds = opening.seconds();
    const benchmarks::StopWatch watch;
    (void)world.observe(simulated);
    const double seconds = watch.seconds();
    world.check_laws();
    const double ended = memory("VmRSS");
    fmt::print(
        "workload=growth program=bbbcap resolution={} users={} present={} bytes_per_user={:.1f} "
        "growth={:.4f} peak_bytes={:.0f} opening_seconds={:.6f} events={} seconds={:.6f} "
        "seconds_per_hour={:.6f} fingerprint={:016x}\n",
        resolution, users, world.monitor.users(), (opened - empty) / static_cast<double>(users),
        (ended - opened) / opened, memory("VmHWM"), opening_seconds, world.simulation.events(),
        seconds, seconds * 3600 / (simulated * 0.9), world.simulation.fingerprint());
}
