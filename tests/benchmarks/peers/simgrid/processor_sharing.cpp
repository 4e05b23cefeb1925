// W4, processor sharing in SimGrid: N actors on a host of two cores, each executes work of
// exponential length (mean 1 s of a core) for ever. The clock starts at the first completion, so
// that the start of the actors is not counted. With `trace FILE` the jobs of the file (arrival in
// s, work in core-seconds) are run instead, and the time of each completion is printed.
#include <cstdio>
#include <fstream>
#include <random>
#include <simgrid/s4u.hpp>
#include <vector>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace s4u = simgrid::s4u;

namespace {

constexpr double core_speed = 1e9;  // flop/s

s4u::Host* make_host()
{
    auto* zone = s4u::create_full_zone("zone");
    auto* host = zone->create_host("host", core_speed)->set_core_count(2)->seal();
    zone->seal();
    return host;
}

void run_trace(s4u::Engine& engine, const std::string& file)
{
    auto* host = make_host();
    std::vector<double> completions;
    std::ifstream trace(file);
    double arrival = 0;
    double work = 0;
    for (std::size_t job = 0; trace >> arrival >> work; ++job) {
        completions.push_back(0);
        s4u::Actor::create("job", host, [=, &completions] {
            s4u::this_actor::sleep_until(arrival);
            s4u::this_actor::execute(work * core_speed);
            completions[job] = s4u::Engine::get_clock();
        });
    }
    engine.run();
    for (const double time : completions) std::printf("%.17g\n", time);
}

void run_for_ever(s4u::Engine& engine, long jobs, long wanted)
{
    auto* host = make_host();
    std::mt19937_64 generator(1);
    std::exponential_distribution<double> work(1.0);
    benchmarks::StopWatch watch;
    long completions = 0;
    for (long job = 0; job < jobs; ++job) {
        auto actor = s4u::Actor::create("job", host, [&] {
            while (true) {
                s4u::this_actor::execute(work(generator) * core_speed);
                if (completions++ == 0) watch.restart();
            }
        });
        actor->daemonize();
    }
    const double simulated = static_cast<double>(wanted) / 2;  // two cores end two jobs a second
    s4u::Actor::create("end", host, [&] { s4u::this_actor::sleep_for(simulated); });
    engine.run();
    const double seconds = watch.seconds();
    std::printf("workload=W4 program=SimGrid jobs=%ld completions=%ld seconds=%.6f rate=%.1f\n",
                jobs, completions, seconds, static_cast<double>(completions - 1) / seconds);
}

}  // namespace

int main(int argc, char** argv)
{
    s4u::Engine engine(&argc, argv);
    const benchmarks::Arguments arguments(argc, argv,
                                          "processor_sharing JOBS COMPLETIONS | trace FILE");
    if (arguments.word(1, "") == "trace") {
        run_trace(engine, arguments.word(2, ""));
    } else {
        run_for_ever(engine, arguments.whole(1, 340), arguments.whole(2, 17000));
    }
}
