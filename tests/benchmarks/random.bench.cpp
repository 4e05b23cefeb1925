#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/philox.hpp"
#include "sim/random_stream.hpp"
#include "sim/unit_exponential.hpp"
#include "sim/variates.hpp"

// Every benchmark states the time of 4096 or 64 numbers, and numbers per second. The yardstick is
// the exponential distribution of the standard library on its Mersenne Twister. Built for the
// baseline processor, more than half of its time goes into a branch that cannot be foretold, in the
// conversion of unsigned integers; with -O3 -march=native on a machine with AVX-512 that is gone.
namespace {

constexpr int draws = 4096;

// Not inlined, so that the sum stays in a register: in memory it would take longer than a draw.
template <class Draw>
[[gnu::noinline]] double sum_of_draws(Draw& draw)
{
    double sum = 0;
    for (int i = 0; i < draws; ++i) sum += draw();
    return sum;
}

template <class Draw>
void time_draws(benchmark::State& state, Draw draw)
{
    for (auto _ : state) benchmark::DoNotOptimize(sum_of_draws(draw));
    state.SetItemsProcessed(state.iterations() * draws);
}

void standard_exponential(benchmark::State& state)
{
    std::mt19937_64 generator(1);
    std::exponential_distribution<double> distribution(1 / 3.0);
    time_draws(state, [&] { return distribution(generator); });
}

void exponential_variates(benchmark::State& state)
{
    sim::Variates variates({1, 0, "benchmark"}, sim::Distribution::exponential(3));
    time_draws(state, [&] { return variates.next(); });
}

void exponential_one_by_one(benchmark::State& state)
{
    sim::RandomStream stream(1, 0, "benchmark");
    const sim::Distribution distribution = sim::Distribution::exponential(3);
    time_draws(state, [&] { return distribution.next(stream); });
}

void uniform_one_by_one(benchmark::State& state)
{
    sim::RandomStream stream(1, 0, "benchmark");
    time_draws(state, [&] { return stream.uniform(); });
}

sim::InstructionSet instruction_set(benchmark::State& state)
{
    const auto set = static_cast<sim::InstructionSet>(state.range(0));
    const auto supported = sim::supported_instruction_sets();
    if (std::find(supported.begin(), supported.end(), set) == supported.end()) {
        state.SkipWithError("this machine lacks the instruction set");
    }
    return set;
}

void philox_words(benchmark::State& state)
{
    const sim::InstructionSet set = instruction_set(state);
    std::vector<std::uint64_t> words(64);
    sim::PhiloxBlock counter{0, 1, 2, 0};
    for (auto _ : state) {
        sim::philox_blocks({1, 2}, counter, words, set);
        counter[0] += words.size() / 4;
        benchmark::DoNotOptimize(words.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * 64);
}

void exponentials_of_words(benchmark::State& state)
{
    const sim::InstructionSet set = instruction_set(state);
    std::vector<std::uint64_t> words(64);
    std::vector<double> variates(64);
    sim::RandomStream(1, 0, "benchmark").fill_bits(words);
    for (auto _ : state) {
        sim::exponentials(words, 3, variates, set);
        benchmark::DoNotOptimize(variates.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * 64);
}

}  // namespace

BENCHMARK(standard_exponential);
BENCHMARK(exponential_variates);
BENCHMARK(exponential_one_by_one);
BENCHMARK(uniform_one_by_one);
BENCHMARK(philox_words)->DenseRange(0, 2);
BENCHMARK(exponentials_of_words)->DenseRange(0, 2);
