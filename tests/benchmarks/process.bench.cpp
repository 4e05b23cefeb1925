#include <benchmark/benchmark.h>

#include <deque>
#include <memory>
#include <vector>

#include "sim/container.hpp"
#include "sim/process.hpp"
#include "sim/simulation.hpp"

// Each benchmark states the time of one wait, process or task. The yardsticks do the same without
// coroutines: events that schedule themselves anew, and the heap's own memory.
namespace {

constexpr int rounds = 1000;

void count(benchmark::State& state, std::int64_t each)
{
    state.SetItemsProcessed(state.iterations() * each);
}

sim::Process sleeper(sim::Simulation& simulation, sim::Time first)
{
    co_await sim::Delay(simulation, first);
    for (;;) co_await sim::Delay(simulation, 1);
}

void waits_of_processes(benchmark::State& state)
{
    const auto processes = state.range(0);
    sim::Simulation simulation;
    sim::ProcessGroup group(simulation);
    for (std::int64_t i = 0; i < processes; ++i) {
        const auto first = static_cast<double>(i) / static_cast<double>(processes);
        group.start(sleeper(simulation, first));
    }
    for (auto _ : state) simulation.run_until(simulation.now() + rounds);
    count(state, rounds * processes);
}

struct Clockwork {
    Clockwork(sim::Simulation& simulation, sim::Time first)
        : event(simulation, sim::Callback::to<&Clockwork::tick>(this))
    {
        event.after(first);
    }
    void tick() { event.after(1); }

    sim::Event event;
};

void events_without_processes(benchmark::State& state)
{
    const auto events = state.range(0);
    sim::Simulation simulation;
    std::deque<Clockwork> clockworks;
    for (std::int64_t i = 0; i < events; ++i) {
        clockworks.emplace_back(simulation, static_cast<double>(i) / static_cast<double>(events));
    }
    for (auto _ : state) simulation.run_until(simulation.now() + rounds);
    count(state, rounds * events);
}

sim::Process passes(int& number)
{
    ++number;
    co_return;
}

void processes_begun_and_ended(benchmark::State& state)
{
    sim::Simulation simulation;
    sim::ProcessGroup group(simulation);
    int number = 0;
    for (auto _ : state) {
        for (int i = 0; i < rounds; ++i) group.start(passes(number));
        benchmark::DoNotOptimize(number);
    }
    count(state, rounds);
}

void objects_on_the_heap(benchmark::State& state)
{
    struct Frame {
        int* number;
        char rest[72];
    };
    int number = 0;
    for (auto _ : state) {
        for (int i = 0; i < rounds; ++i) {
            const auto frame = std::make_unique_for_overwrite<Frame>();
            frame->number = &number;
            benchmark::DoNotOptimize(frame.get());
            ++*frame->number;
        }
    }
    count(state, rounds);
}

sim::Task<int> successor(int number)
{
    co_return number + 1;
}

sim::Process calls_tasks(int& number)
{
    for (int i = 0; i < rounds; ++i) number = co_await successor(number);
}

void tasks_called(benchmark::State& state)
{
    sim::Simulation simulation;
    sim::ProcessGroup group(simulation);
    int number = 0;
    for (auto _ : state) {
        group.start(calls_tasks(number));
        benchmark::DoNotOptimize(number);
    }
    count(state, rounds);
}

sim::Process hands_on(sim::Container& places, int& left)
{
    while (left > 0) {
        co_await sim::Take(places, 1);
        const sim::Held held(places, 1);
        --left;
    }
}

// Taken and given back where nobody waits.
void container_taken_and_given(benchmark::State& state)
{
    sim::Simulation simulation;
    sim::Container places(simulation, 10);
    sim::ProcessGroup group(simulation);
    for (auto _ : state) {
        int left = rounds;
        group.start(hands_on(places, left));
    }
    count(state, rounds);
}

}  // namespace

BENCHMARK(waits_of_processes)->Arg(1)->Arg(16)->Arg(1000);
BENCHMARK(events_without_processes)->Arg(1)->Arg(16)->Arg(1000);
BENCHMARK(processes_begun_and_ended);
BENCHMARK(objects_on_the_heap);
BENCHMARK(tasks_called);
BENCHMARK(container_taken_and_given);
