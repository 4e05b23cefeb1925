// W6, the conference through the models: what it is stands in conference.yaml. In mode `frame`
// every frame is an event and its copies are numbers; `delays` adds the delay of every copy, `copy`
// makes every copy an event.
#include "tests/benchmarks/conference.hpp"

#include <fmt/core.h>

#include <cstdio>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv,
                                          "conference [frame|delays|copy [JOIN_INTERVAL]]");
    const std::string mode = arguments.word(1, "frame");
    const double join_interval = arguments.number(2, 30);
    const std::string copies = mode == "copy" ? "events" : mode == "delays" ? "delays" : "count";
    const auto scenario = benchmarks::scenario(
        "conference", {fmt::format("workload.interval={}s", join_interval), "copies=" + copies});
    const benchmarks::StopWatch watch;
    const auto result = benchmarks::hold_conference(scenario, scenario.platforms.front(), 0);
    const double seconds = watch.seconds();
    fmt::print(
        "workload=W6 program=bbbcap mode={} simulated={} frames={:.0f} copies={:.0f} "
        "delivered={:.0f} refused={:.0f} timed={:.0f} delay={:.9f} longest={:.9f} events={} "
        "seconds={:.6f} seconds_per_hour={:.6f} "
        "fingerprint={:016x}\n",
        mode, result.simulated, result.frames, result.copies, result.delivered,
        result.copies - result.delivered, result.delays.copies + result.on_the_way,
        result.delays.mean, result.delays.longest, result.events, seconds,
        seconds * 3600 / result.simulated, result.fingerprint);
}
