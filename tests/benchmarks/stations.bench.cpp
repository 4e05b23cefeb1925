#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

#include "sim/first_come_first_served.hpp"
#include "sim/process.hpp"
#include "sim/random_stream.hpp"
#include "sim/simulation.hpp"
#include "sim/variates.hpp"

// Each benchmark states the time of one customer of M/M/m at 80 % load, both exponential variates
// included. The yardstick is the bare recursion of Lindley (Proceedings of the Cambridge
// Philosophical Society 48, 1952) on the same variates: the least there is to do.
namespace {

constexpr int customers = 20'000;
constexpr double load = 0.8;

struct Source {
    explicit Source(double servers)
        : gaps(sim::RandomStream(1, 0, "gaps"), sim::Distribution::exponential(1 / load / servers)),
          times(sim::RandomStream(1, 0, "times"), sim::Distribution::exponential(1))
    {
    }

    sim::Variates gaps;
    sim::Variates times;
};

sim::Process customer(sim::FirstComeFirstServed& station, sim::Time seconds)
{
    co_await sim::Service(station, seconds);
}

sim::Process arrivals(sim::Simulation& simulation, sim::ProcessGroup& group,
                      sim::FirstComeFirstServed& station, Source& source)
{
    for (int i = 0; i < customers; ++i) {
        const sim::Time pause = source.gaps.next();
        co_await sim::Delay(simulation, pause);
        group.start(customer(station, source.times.next()));
    }
}

void finish(benchmark::State& state, sim::FirstComeFirstServed& station)
{
    station.check_laws();
    state.counters["mean_response"] =
        station.response_sum() / static_cast<double>(station.finished());
    state.SetItemsProcessed(state.iterations() * customers);
}

void process_per_customer(benchmark::State& state)
{
    sim::Simulation simulation;
    sim::FirstComeFirstServed station(simulation, static_cast<int>(state.range(0)));
    Source source(station.servers());
    sim::ProcessGroup group(simulation);
    for (auto _ : state) {
        group.start(arrivals(simulation, group, station, source));
        while (group.size() > 0) simulation.run_until(simulation.now() + customers);
    }
    finish(state, station);
}

// Arrivals without processes, for whom nobody waits.
struct Arrivals {
    Arrivals(sim::Simulation& simulation, sim::FirstComeFirstServed& at, Source& of)
        : station(at), source(of), next(simulation, sim::Callback::to<&Arrivals::occur>(this))
    {
    }
    void begin()
    {
        left = customers;
        next.after(source.gaps.next());
    }
    void occur()
    {
        station.enter(source.times.next(), sim::Callback::to<&Arrivals::served>(this));
        if (--left > 0) next.after(source.gaps.next());
    }
    void served() { ++finished; }

    sim::FirstComeFirstServed& station;
    Source& source;
    sim::Event next;
    int left = 0;
    int finished = 0;
};

void events_per_customer(benchmark::State& state)
{
    sim::Simulation simulation;
    sim::FirstComeFirstServed station(simulation, static_cast<int>(state.range(0)));
    Source source(station.servers());
    Arrivals arrivals(simulation, station, source);
    for (auto _ : state) {
        arrivals.begin();
        while (arrivals.left > 0 || station.present() > 0) {
            simulation.run_until(simulation.now() + customers);
        }
    }
    finish(state, station);
}

void lindley_recursion(benchmark::State& state)
{
    Source source(1);
    double wait = 0;
    double responses = 0;
    for (auto _ : state) {
        for (int i = 0; i < customers; ++i) {
            const double response = wait + source.times.next();
            responses += response;
            wait = std::max(0.0, response - source.gaps.next());
        }
    }
    state.counters["mean_response"] =
        responses / static_cast<double>(state.iterations()) / customers;
    state.SetItemsProcessed(state.iterations() * customers);
}

}  // namespace

BENCHMARK(process_per_customer)->Arg(1)->Arg(4)->Arg(64);
BENCHMARK(events_per_customer)->Arg(1)->Arg(4)->Arg(64);
BENCHMARK(lindley_recursion);
