#include "sim/container.hpp"
#include "sim/fair_sharing.hpp"
#include "sim/first_come_first_served.hpp"
#include "sim/processor_sharing.hpp"
#include "tests/known_answers/replicated.hpp"

// M/M/m with mean service time 1: E[N] = a + C(m, a) rho / (1 - rho), a = m rho, C of Erlang. The
// number present is a birth-death process with death rates min(n, m), however the m are shared out:
// a line in front of servers, jobs of at most one core each on m cores, a container of m places, a
// link of capacity m with connections of at most 1.

using namespace known_answers;

namespace {

const int servers = 4;
const double erlangs = 3.2;
const sim::Time warm_up = 300;
const sim::Time end = 40'300;
const int replications = 30;

Poisson source(int number)
{
    return {1917, number, erlangs, sim::Distribution::exponential(1)};
}

template <class Station, class Visit>
std::vector<double> replicate_station(int number)
{
    sim::Simulation simulation;
    Station station(simulation, servers);
    Probe probe{warm_up, {}};
    sim::ProcessGroup group(simulation);
    group.start(arrivals<Visit>(simulation, group, source(number), probe, station));
    const Averages means = average(simulation, station, warm_up, end);
    return {probe.responses.mean(), means.busy, means.number};
}

std::vector<double> replicate_link(int number)
{
    sim::Simulation simulation;
    sim::FairSharing links(simulation);
    const auto link = links.add_link(servers);
    auto in = links.add_class({link}, 1, 1);
    Probe probe{warm_up, {}};
    sim::ProcessGroup group(simulation);
    group.start(arrivals<sim::Transfer>(simulation, group, source(number), probe, links, in));
    simulation.run_until(warm_up);
    const double before = links.carried(link);
    simulation.run_until(end);
    links.check_laws();
    const double busy = (links.carried(link) - before) / (end - warm_up);
    return {probe.responses.mean(), busy};
}

sim::Process caller(sim::Simulation& simulation, sim::Container& places, Probe& probe,
                    sim::Time seconds)
{
    const sim::Time arrived = simulation.now();
    co_await sim::Take(places, 1);
    const sim::Held held(places, 1);
    co_await sim::Delay(simulation, seconds);
    probe.add(arrived, simulation.now(), seconds);
}

sim::Process callers(sim::Simulation& simulation, sim::ProcessGroup& group, sim::Container& places,
                     Probe& probe, int number)
{
    const sim::Distribution gap = sim::Distribution::exponential(1 / erlangs);
    const sim::Distribution law = sim::Distribution::exponential(1);
    sim::RandomStream gaps(1918, static_cast<std::uint64_t>(number), "gaps");
    sim::RandomStream times(1918, static_cast<std::uint64_t>(number), "times");
    for (;;) {
        const sim::Time pause = gap.next(gaps);
        co_await sim::Delay(simulation, pause);
        const sim::Time seconds = law.next(times);
        group.start(caller(simulation, places, probe, seconds));
    }
}

std::vector<double> replicate_container(int number)
{
    sim::Simulation simulation;
    sim::Container places(simulation, servers);
    Probe probe{warm_up, {}};
    sim::ProcessGroup group(simulation);
    group.start(callers(simulation, group, places, probe, number));
    simulation.run_until(warm_up);
    const double before = places.area();
    simulation.run_until(end);
    const double busy = (places.area() - before) / (end - warm_up);
    return {probe.responses.mean(), busy};
}

}  // namespace

TEST_CASE("M/M/m: four servers with one line keep to Erlang's C")
{
    const auto simulated =
        intervals(replications, replicate_station<sim::FirstComeFirstServed, sim::Service>);
    check("response time", simulated[0], mmc_number(servers, erlangs) / erlangs);
    check("busy", simulated[1], erlangs, 0.01);
    check("number", simulated[2], mmc_number(servers, erlangs));
}

TEST_CASE("M/M/m: four shared cores keep to Erlang's C")
{
    const auto simulated =
        intervals(replications, replicate_station<sim::ProcessorSharing, sim::Work>);
    check("response time", simulated[0], mmc_number(servers, erlangs) / erlangs);
    check("busy", simulated[1], erlangs, 0.01);
    check("number", simulated[2], mmc_number(servers, erlangs));
}

TEST_CASE("M/M/m: capped transfers over one link keep to Erlang's C")
{
    const auto simulated = intervals(replications, replicate_link);
    check("response time", simulated[0], mmc_number(servers, erlangs) / erlangs);
    check("carried", simulated[1], erlangs, 0.01);
}

TEST_CASE("M/M/m: who waits for one of four places keeps to Erlang's C")
{
    const auto simulated = intervals(replications, replicate_container);
    check("response time", simulated[0], mmc_number(servers, erlangs) / erlangs);
    check("taken", simulated[1], erlangs, 0.01);
}
