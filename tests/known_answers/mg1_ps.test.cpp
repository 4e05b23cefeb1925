#include "sim/fair_sharing.hpp"
#include "sim/processor_sharing.hpp"
#include "tests/known_answers/replicated.hpp"

// M/G/1 with processor sharing: E[T | x] = x / (1 - rho) for every size x and every law of the
// sizes (Kleinrock, Queueing Systems II, 1976, 4.4), so E[T] = E[S] / (1 - rho) whatever the law.

using namespace known_answers;

namespace {

const double load = 0.6;
const sim::Time warm_up = 500;
const sim::Time end = 50'500;

std::vector<std::pair<const char*, sim::Distribution>> laws()
{
    return {
        {"constant", sim::Distribution::constant(1)},
        {"exponential", sim::Distribution::exponential(1)},
        {"lognormal, cv 2", sim::Distribution::lognormal(1, 2)},
        {"nine of 0.5 to one of 5.5",
         sim::Distribution::empirical({.5, .5, .5, .5, .5, .5, .5, .5, .5, 5.5})},
    };
}

std::vector<double> replicate_ps(int number, const sim::Distribution& size)
{
    sim::Simulation simulation;
    sim::ProcessorSharing cpu(simulation, 1);
    Probe probe{warm_up, {}};
    sim::ProcessGroup group(simulation);
    const Poisson source{1976, number, load, size};
    group.start(arrivals<sim::Work>(simulation, group, source, probe, cpu));
    const Averages means = average(simulation, cpu, warm_up, end);
    return {means.number, means.busy, probe.by_size[0].mean(), probe.by_size[5].mean()};
}

// The same on a link of capacity 1: alone on it, max-min sharing is processor sharing.
std::vector<double> replicate_link(int number, const sim::Distribution& size)
{
    sim::Simulation simulation;
    sim::FairSharing links(simulation);
    const auto link = links.add_link(1);
    auto in = links.add_class({link});
    Probe probe{warm_up, {}};
    sim::ProcessGroup group(simulation);
    const Poisson source{1977, number, load, size};
    group.start(arrivals<sim::Transfer>(simulation, group, source, probe, links, in));
    simulation.run_until(end);
    links.check_laws();
    return {probe.responses.mean()};
}

}  // namespace

TEST_CASE("M/G/1 processor sharing does not depend on the law of the work")
{
    for (const auto& [name, size] : laws()) {
        const auto simulated =
            intervals(30, [law = size](int number) { return replicate_ps(number, law); });
        check(name, simulated[0], load / (1 - load), 0.03);
        check(name, simulated[1], load, 0.02);
    }
}

TEST_CASE("M/G/1 processor sharing slows large and small jobs down by the same factor")
{
    const sim::Distribution sizes = laws().back().second;
    const auto simulated =
        intervals(30, [&sizes](int number) { return replicate_ps(number, sizes); });
    check("small", simulated[2], 0.5 / (1 - load));
    check("large", simulated[3], 5.5 / (1 - load), 0.04);
}

TEST_CASE("transfers over one link do not depend on the law of their sizes")
{
    for (const auto& [name, size] : laws()) {
        const auto simulated =
            intervals(30, [law = size](int number) { return replicate_link(number, law); });
        check(name, simulated[0], 1 / (1 - load), 0.03);
    }
}
