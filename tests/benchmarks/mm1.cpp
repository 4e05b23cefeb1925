// W3, the M/M/1 queue at utilization 0.8: a coroutine per customer, who waits for the server, is
// served and leaves.
#include <fmt/core.h>

#include "sim/first_come_first_served.hpp"
#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/draws.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

struct Queue {
    sim::Simulation simulation;
    sim::FirstComeFirstServed server{simulation, 1};
    benchmarks::Draws arrivals{"arrivals"};
    benchmarks::Draws services{"services"};
    sim::Tally time_in_system;
    sim::ProcessGroup people{simulation};
};

sim::Process customer(Queue& queue)
{
    const sim::Time arrived = queue.simulation.now();
    sim::Service service(queue.server, queue.services.exponential(1));
    co_await service;
    queue.time_in_system.add(queue.simulation.now() - arrived);
}

sim::Process arrivals(Queue& queue, long customers)
{
    for (long number = 0; number < customers; ++number) {
        sim::Delay pause(queue.simulation, queue.arrivals.exponential(1.25));
        co_await pause;
        queue.people.start(customer(queue));
    }
}

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv, "mm1 [CUSTOMERS]");
    const long customers = arguments.whole(1, 1000000);
    Queue queue;
    queue.people.start(arrivals(queue, customers));
    const benchmarks::StopWatch watch;
    queue.simulation.run_until(1e12);
    const double seconds = watch.seconds();
    const auto served = queue.time_in_system.count();
    fmt::print(
        "workload=W3 program=bbbcap customers={} mean={:.4f} seconds={:.6f} rate={:.1f} "
        "fingerprint={:016x}\n",
        served, queue.time_in_system.mean(), seconds, static_cast<double>(served) / seconds,
        queue.simulation.fingerprint());
}
