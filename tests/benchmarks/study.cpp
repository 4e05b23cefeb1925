// A whole study: the conference on four platforms, so many replications of each, on so many
// threads. Equal fingerprints say that the number of threads changes nothing.
#include <fmt/core.h>

#include <bit>
#include <vector>

#include "sim/replications.hpp"
#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/conference.hpp"
#include "tests/benchmarks/stop_watch.hpp"

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv,
                                          "study [THREADS [REPLICATIONS [JOIN_INTERVAL]]]");
    const int threads = static_cast<int>(arguments.whole(1, 1));
    const int replications = static_cast<int>(arguments.whole(2, 30));
    const auto scenario = benchmarks::scenario(
        "conference", {fmt::format("workload.interval={}s", arguments.number(3, 30))});
    const int platforms = static_cast<int>(scenario.platforms.size());

    const benchmarks::StopWatch watch;
    const auto results = sim::replicate(0, platforms * replications, threads, [&](int job) {
        const auto& platform = scenario.platforms[static_cast<std::size_t>(job / replications)];
        const auto number = static_cast<std::uint64_t>(job % replications);
        const auto run = benchmarks::hold_conference(scenario, platform, number);
        return std::vector<double>{run.simulated, run.frames, run.copies, run.delivered,
                                   std::bit_cast<double>(run.fingerprint)};
    });
    const double seconds = watch.seconds();

    sim::Simulation books;  // for its fingerprint over all results
    double simulated = 0;
    double frames = 0;
    for (const auto& result : results) {
        simulated += result[0];
        frames += result[1];
        for (const double number : result) books.mix(std::bit_cast<std::uint64_t>(number));
    }
    fmt::print(
        "workload=study program=bbbcap threads={} replications={} simulated={} frames={:.0f} "
        "seconds={:.6f} seconds_per_hour={:.6f} fingerprint={:016x}\n",
        threads, results.size(), simulated, frames, seconds, seconds * 3600 / simulated,
        books.fingerprint());
}
