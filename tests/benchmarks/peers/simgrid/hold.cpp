// W1, the hold model in SimGrid: N actors, each sleeps an exponential time of mean 1 for ever.
#include <cstdio>
#include <random>
#include <simgrid/s4u.hpp>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace s4u = simgrid::s4u;

int main(int argc, char** argv)
{
    s4u::Engine engine(&argc, argv);
    const benchmarks::Arguments arguments(argc, argv, "hold PENDING EVENTS");
    const long pending = arguments.whole(1, 1000);
    const long wanted = arguments.whole(2, 200000);

    auto* zone = s4u::create_full_zone("zone");
    auto* host = zone->create_host("host", 1e9)->seal();
    zone->seal();

    std::mt19937_64 generator(1);
    std::exponential_distribution<double> variate(1.0);
    long events = 0;
    for (long number = 0; number < pending; ++number) {
        auto holder = s4u::Actor::create("holder", host, [&] {
            while (true) {
                s4u::this_actor::sleep_for(variate(generator));
                ++events;
            }
        });
        holder->daemonize();
    }
    const double simulated = static_cast<double>(wanted) / static_cast<double>(pending);
    s4u::Actor::create("end", host, [&] { s4u::this_actor::sleep_for(simulated); });

    const benchmarks::StopWatch watch;
    engine.run();
    const double seconds = watch.seconds();
    std::printf("workload=W1 program=SimGrid pending=%ld events=%ld seconds=%.6f rate=%.1f\n",
                pending, events, seconds, static_cast<double>(events) / seconds);
}
