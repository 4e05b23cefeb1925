#include "tools/comparison.hpp"

#include <algorithm>
#include <utility>

#include "models/calibration_error.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/best_probability.hpp"
#include "sim/statistics/pairing_gain.hpp"
#include "sim/statistics/tally.hpp"
#include "sim/statistics/whole_number_interval.hpp"
#include "tools/searching.hpp"

namespace tools {
namespace {

using models::Capacity;
using Values = std::vector<double>;

void add_contenders(Comparison& comparison, const Entry& entry,
                    const models::CapacityOptions& options, bool quiet)
{
    const std::vector<Capacity> capacities = search(entry.scenario, options, quiet);
    const auto runs = flow_runs(entry.scenario, options.level, options.threads);
    for (std::size_t i = 0; i < capacities.size(); ++i) {
        ComparedCapacity contender;
        contender.name = entry.name.empty() ? capacities[i].platform : entry.name;
        contender.scenario = entry.scenario.name;
        contender.capacity = capacities[i];
        contender.run = runs[i];
        comparison.contenders.push_back(contender);
    }
}

// By replication, or the means of draws.
Values observations_of(const Capacity& capacity, bool drawn)
{
    if (!drawn) return {capacity.by_replication.begin(), capacity.by_replication.end()};
    Values means;
    for (const Values& draw : capacity.by_draw) {
        sim::Tally tally;
        for (const double users : draw) tally.add(users);
        means.push_back(tally.mean());
    }
    return means;
}

// Of two; where one search stopped earlier, what both have.
struct Paired {
    Values a;
    Values b;
    bool drawn;

    Paired(const Capacity& one, const Capacity& other)
        : drawn(one.prediction.has_value() || other.prediction.has_value())
    {
        a = observations_of(one, drawn);
        b = observations_of(other, drawn);
        const std::size_t both = std::min(a.size(), b.size());
        a.resize(both);
        b.resize(both);
    }
};

void compare_with_first(Comparison& comparison)
{
    const ComparedCapacity& first = comparison.contenders.front();
    for (ComparedCapacity& one : comparison.contenders) {
        if (&one == &first) continue;
        one.difference = paired_difference(one.capacity, first.capacity, comparison.level);
        const Paired pairs(one.capacity, first.capacity);
        one.pairing_gain = sim::pairing_gain(pairs.a, pairs.b, comparison.level);
        one.cpu_ratio = total(one.run, "cpu_utilization") / total(first.run, "cpu_utilization");
    }
}

void compare_pairs(Comparison& comparison)
{
    const auto& contenders = comparison.contenders;
    comparison.pairs = sim::pairwise_differences(
        contenders.size(), comparison.level, [&](std::size_t a, std::size_t b, double level) {
            return paired_difference(contenders[a].capacity, contenders[b].capacity, level);
        });
}

void find_best(Comparison& comparison, std::uint64_t seed)
{
    auto& contenders = comparison.contenders;
    comparison.drawn = std::ranges::any_of(
        contenders, [](const auto& one) { return one.capacity.prediction.has_value(); });
    std::vector<Values> observations;
    for (const ComparedCapacity& one : contenders) {
        observations.push_back(observations_of(one.capacity, comparison.drawn));
    }
    comparison.observations = std::ranges::min(observations, {}, &Values::size).size();
    for (Values& one : observations) one.resize(comparison.observations);
    const auto what =
        comparison.drawn ? sim::LargestIn::further_observation : sim::LargestIn::expectation;
    const auto best =
        sim::best_probabilities(observations, what, sim::RandomStream(seed, 0, "best contender"));
    for (std::size_t i = 0; i < best.size(); ++i) contenders[i].best_probability = best[i];
}

}  // namespace

sim::ConfidenceInterval paired_difference(const Capacity& one, const Capacity& other, double level)
{
    const Paired pairs(one, other);
    sim::Tally differences;
    for (std::size_t i = 0; i < pairs.a.size(); ++i) differences.add(pairs.a[i] - pairs.b[i]);
    return pairs.drawn ? sim::prediction_interval(differences, level)
                       : sim::whole_number_interval(differences, level);
}

Comparison compare_entries(const Entries& entries, const models::CapacityOptions& options,
                           bool quiet)
{
    Comparison comparison;
    comparison.compared = entries.compared;
    comparison.seeds_differed = entries.seeds_differed;
    comparison.level = options.level;
    models::CapacityOptions paired = options;
    paired.draws.always = std::ranges::any_of(
        entries.list, [](const Entry& entry) { return models::is_doubtful(entry.scenario); });
    for (const Entry& entry : entries.list) add_contenders(comparison, entry, paired, quiet);
    compare_with_first(comparison);
    compare_pairs(comparison);
    find_best(comparison, entries.list.front().scenario.seed);
    return comparison;
}

std::vector<Capacity> capacities_of(const Comparison& comparison)
{
    std::vector<Capacity> capacities;
    for (const ComparedCapacity& one : comparison.contenders) {
        capacities.push_back(one.capacity);
        capacities.back().platform = one.name;
    }
    return capacities;
}

}  // namespace tools
