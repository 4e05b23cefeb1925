#include "sim/first_come_first_served.hpp"
#include "tests/known_answers/replicated.hpp"

// M/G/1, first come first served, mean service time 1. Pollaczek and Khinchine (Kleinrock, Queueing
// Systems I, 1975, 5.6): E[T] = 1 + rho (1 + cv^2) / (2 (1 - rho)), cv the coefficient of variation
// of the service time.

using namespace known_answers;

namespace {

const double load = 0.6;

std::vector<double> replicate_mg1(int number, const sim::Distribution& size)
{
    const sim::Time warm_up = 500;
    sim::Simulation simulation;
    sim::FirstComeFirstServed station(simulation, 1);
    Probe probe{warm_up, {}};
    sim::ProcessGroup group(simulation);
    const Poisson source{1930, number, load, size};
    group.start(arrivals<sim::Service>(simulation, group, source, probe, station));
    const Averages means = average(simulation, station, warm_up, 60'500);
    return {probe.responses.mean(), means.number};
}

}  // namespace

TEST_CASE("M/G/1 first come first served keeps to Pollaczek and Khinchine")
{
    const std::vector<std::pair<const char*, sim::Distribution>> laws{
        {"constant", sim::Distribution::constant(1)},
        {"uniform", sim::Distribution::uniform(0, 2)},
        {"exponential", sim::Distribution::exponential(1)},
        {"gamma", sim::Distribution::gamma(1, 1.5)},
    };
    for (const auto& [name, size] : laws) {
        const auto simulated =
            intervals(30, [law = size](int number) { return replicate_mg1(number, law); });
        const double response = 1 + load * (1 + size.variance()) / (2 * (1 - load));
        check(name, simulated[0], response, 0.03);
        check(name, simulated[1], load * response, 0.03);
    }
}
