// W3, the M/M/1 queue at utilization 0.8 in SimGrid: an actor per customer, a semaphore as server.
#include <cstdio>
#include <random>
#include <simgrid/s4u.hpp>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace s4u = simgrid::s4u;

int main(int argc, char** argv)
{
    s4u::Engine engine(&argc, argv);
    const benchmarks::Arguments arguments(argc, argv, "mm1 CUSTOMERS");
    const long wanted = arguments.whole(1, 20000);

    auto* zone = s4u::create_full_zone("zone");
    auto* host = zone->create_host("host", 1e9)->seal();
    zone->seal();

    std::mt19937_64 generator(1);
    std::exponential_distribution<double> between_arrivals(0.8);
    std::exponential_distribution<double> service(1.0);
    const auto server = s4u::Semaphore::create(1);
    long customers = 0;
    double time_in_system = 0;
    const auto customer = [&] {
        const double arrived = s4u::Engine::get_clock();
        server->acquire();
        s4u::this_actor::sleep_for(service(generator));
        server->release();
        time_in_system += s4u::Engine::get_clock() - arrived;
        ++customers;
    };
    s4u::Actor::create("arrivals", host, [&] {
        for (long number = 0; number < wanted; ++number) {
            s4u::this_actor::sleep_for(between_arrivals(generator));
            s4u::Actor::create("customer", host, customer);
        }
    });

    const benchmarks::StopWatch watch;
    engine.run();
    const double seconds = watch.seconds();
    const double count = static_cast<double>(customers);
    std::printf("workload=W3 program=SimGrid customers=%ld mean=%.4f seconds=%.6f rate=%.1f\n",
                customers, time_in_system / count, seconds, count / seconds);
}
