#include <cmath>

#include "sim/first_come_first_served.hpp"
#include "sim/processor_sharing.hpp"
#include "tests/known_answers/replicated.hpp"

// M/M/1, arrivals at rate lambda, mean service time 1, load rho = lambda. Kleinrock, Queueing
// Systems I, 1975, 3.2 and 5.8: E[N] = rho / (1 - rho), utilization rho, E[T] = 1 / (1 - rho) with
// the same standard deviation under first come first served, where T is exponential.

using namespace known_answers;

namespace {

const double load = 0.7;
const sim::Time warm_up = 500;
const sim::Time end = 80'500;

template <class Station, class Visit>
std::vector<double> replicate_mm1(int number)
{
    sim::Simulation simulation;
    Station station(simulation, 1);
    Probe probe{warm_up, {}};
    sim::ProcessGroup group(simulation);
    const Poisson source{1910, number, load, sim::Distribution::exponential(1)};
    group.start(arrivals<Visit>(simulation, group, source, probe, station));
    const Averages means = average(simulation, station, warm_up, end);
    return {means.number, means.busy, means.throughput, probe.responses.mean(),
            probe.responses.standard_deviation()};
}

}  // namespace

TEST_CASE("M/M/1 first come first served is as long and as slow as theory says")
{
    const auto simulated = intervals(30, replicate_mm1<sim::FirstComeFirstServed, sim::Service>);
    check("number", simulated[0], load / (1 - load));
    check("utilization", simulated[1], load, 0.01);
    check("throughput", simulated[2], load, 0.01);
    check("response time", simulated[3], 1 / (1 - load));
    check("its standard deviation", simulated[4], 1 / (1 - load), 0.04);
}

// Var[T] = (2 + rho) / ((2 - rho) (1 - rho)^2), Coffman, Muntz and Trotter, Journal of the ACM 17,
// 1970: 1.44 times the deviation under FCFS at this load.
TEST_CASE("M/M/1 processor sharing has the same means and a larger deviation")
{
    const auto simulated = intervals(30, replicate_mm1<sim::ProcessorSharing, sim::Work>);
    check("number", simulated[0], load / (1 - load));
    check("utilization", simulated[1], load, 0.01);
    check("throughput", simulated[2], load, 0.01);
    check("response time", simulated[3], 1 / (1 - load));
    const double deviation = std::sqrt((2 + load) / (2 - load)) / (1 - load);
    check("its standard deviation", simulated[4], deviation, 0.04);
}
