#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"
#include "sim/replications.hpp"
#include "sim/statistics/tally.hpp"

// M/M/1 first come first served with mean service time 1 by Lindley's recursion (Proceedings of the
// Cambridge Philosophical Society 48, 1952): a series of known mean and law for what is claimed of
// the statistics, not of the simulator. Response times are exponential of mean 1 / (1 - load).
namespace tests {

inline constexpr int experiments = 2000;

// Ten relaxation times, in service times (Cohen, The Single Server Queue, 1982, II.2.1).
inline double settled_after(double load)
{
    return 10 / std::pow(1 - std::sqrt(load), 2);
}

inline std::vector<double> exponentials(std::uint64_t seed, std::uint64_t replication,
                                        const char* name, double mean, std::size_t count)
{
    sim::RandomStream stream(seed, replication, name);
    std::vector<double> all(count);
    sim::Distribution::exponential(mean).fill(stream, all);
    return all;
}

// Of so many customers, the first of whom finds work of that many seconds.
inline std::vector<double> response_times(std::uint64_t seed, std::uint64_t replication,
                                          double load, std::size_t customers, double work = 0)
{
    const auto gaps = exponentials(seed, replication, "arrivals", 1 / load, customers);
    auto times = exponentials(seed, replication, "sizes", 1, customers);
    for (std::size_t i = 0; i < customers; ++i) {
        work = std::max(0.0, work - gaps[i]) + times[i];
        times[i] = work;
    }
    return times;
}

// The same without the customers of the first ten relaxation times, from empty.
inline std::vector<double> settled_times(std::uint64_t seed, std::uint64_t replication, double load,
                                         std::size_t customers)
{
    const auto before = static_cast<std::ptrdiff_t>(settled_after(load));
    auto times =
        response_times(seed, replication, load, customers + static_cast<std::size_t>(before));
    times.erase(times.begin(), times.begin() + before);
    return times;
}

// The responses of all experiments, each tallied.
inline std::vector<sim::Tally> tallies(const sim::Replication& experiment)
{
    std::vector<sim::Tally> all;
    for (const auto& responses : sim::replicate(0, experiments, 2, experiment)) {
        all.resize(responses.size());
        for (std::size_t i = 0; i < responses.size(); ++i) all[i].add(responses[i]);
    }
    return all;
}

}  // namespace tests
