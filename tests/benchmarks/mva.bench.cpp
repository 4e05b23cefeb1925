#include <benchmark/benchmark.h>

#include "models/bounds.hpp"

// One solution of three stations and 30 s of thinking; the yardstick of the approximation is the
// exact recursion. 340 users stand at the knee.
namespace {

const std::vector<double> demands{0.1, 0.08, 0.05};

void exact(benchmark::State& state)
{
    const int users = static_cast<int>(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(models::mean_value_analysis(demands, 30, users).throughput);
    }
}

void approximate(benchmark::State& state)
{
    const int users = static_cast<int>(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            models::approximate_mean_value_analysis(demands, 30, users).throughput);
    }
}

}  // namespace

BENCHMARK(exact)->Arg(340)->Arg(34000);
BENCHMARK(approximate)->Arg(340)->Arg(34000);
