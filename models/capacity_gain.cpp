#include "models/capacity_gain.hpp"

#include <algorithm>
#include <limits>

#include "models/capacity_options.hpp"
#include "models/capacity_search.hpp"
#include "models/offered_load.hpp"
#include "models/relaxation.hpp"
#include "models/resource_use.hpp"
#include "models/slo_check.hpp"
#include "sim/replications.hpp"
#include "sim/statistics/tally.hpp"
#include "sim/statistics/whole_number_interval.hpp"

namespace models {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

const Platform& platform_of(const Scenario& scenario, const std::string& name)
{
    return *std::ranges::find(scenario.platforms, name, &Platform::name);
}

Scenario changed(const Scenario& scenario, const std::function<void(Scenario&)>& change)
{
    Scenario other = scenario;
    change(other);
    return other;
}

Scenario with_rates(Scenario scenario)
{
    scenario.resolution = Resolution::flow;
    return scenario;
}

// A search, and what it finds with rates in place of frames.
struct Base {
    const CapacitySearch* search;
    Scenario rates;
    std::vector<int> found{};  // by replication
};

// A resource of it, relaxed.
struct Relaxed {
    const Base* base;
    const Relaxation* relaxation;
    Scenario little;  // both with rates
    Scenario all;
};

// What breaks the SLO first at a level that does not hold.
std::string gives_out(const Scenario& scenario, const Sample& sample)
{
    for (const Limit& limit : scenario.slo.limits) {
        if (!holds(limit, sample)) return resource_behind(limit.metric, scenario, sample).resource;
    }
    return "";
}

// Both capacities of one replication, and the levels it took.
struct Found {
    int little;
    int all;
    std::string next;
    int evaluations;
};

Found search_again(const Relaxed& relaxed, std::size_t number, const CapacityOptions& options)
{
    const std::string& platform = relaxed.base->search->platform->name;
    const int before = relaxed.base->found[number];
    const int most = relaxed.all.max_users;
    const Platform& everything = platform_of(relaxed.all, platform);
    LevelSearch all(relaxed.all, everything, number, options.stop);
    Found found{before, before, "", 0};
    if (before < most && all.at(before + 1).held) {
        const int by_law = users_by_law(relaxed.all, everything);
        found.all = all.largest(std::max(by_law, before + 1), before + 1, most);
        LevelSearch little(relaxed.little, platform_of(relaxed.little, platform), number,
                           options.stop);
        found.little = little.largest(before);
        found.evaluations = little.evaluations();
    }
    if (found.all > before && found.all < most) {
        found.next = gives_out(relaxed.all, all.at(found.all + 1).sample);
    }
    found.evaluations += all.evaluations();
    return found;
}

// Paired by replication; not known where one of them could not be searched further before.
sim::ConfidenceInterval difference(const std::vector<int>& after, const std::vector<int>& before,
                                   int most, double level)
{
    sim::Tally differences;
    for (std::size_t i = 0; i < after.size(); ++i) differences.add(after[i] - before[i]);
    if (std::ranges::max(before) >= most) return {unknown, unknown, unknown, level};
    return sim::whole_number_interval(differences, level);
}

CapacityGain gain_of(const Relaxed& relaxed, const std::vector<Found>& found, double level)
{
    std::vector<int> little;
    std::vector<int> all;
    CapacityGain gain;
    gain.resource = relaxed.relaxation->resource;
    gain.step = relaxed.relaxation->step;
    for (const Found& one : found) {
        little.push_back(one.little);
        all.push_back(one.all);
        gain.evaluations += one.evaluations;
        if (gain.next.empty()) gain.next = one.next;
        gain.beyond_search = gain.beyond_search || one.all >= relaxed.all.max_users;
    }
    gain.little = difference(little, relaxed.base->found, relaxed.all.max_users, level);
    gain.all = difference(all, relaxed.base->found, relaxed.all.max_users, level);
    return gain;
}

// What each search finds with rates.
std::vector<Base> bases_of(const std::vector<CapacitySearch>& searches,
                           const CapacityOptions& options)
{
    std::vector<Base> bases;
    std::vector<std::pair<std::size_t, std::size_t>> jobs;  // search, replication
    for (const CapacitySearch& search : searches) {
        for (std::size_t number = 0; number < search.found.size(); ++number) {
            jobs.emplace_back(bases.size(), number);
        }
        bases.push_back({&search, with_rates(*search.scenario), search.found});
    }
    (void)sim::replicate(0, static_cast<int>(jobs.size()), options.threads, [&](int job) {
        const auto [index, number] = jobs[static_cast<std::size_t>(job)];
        Base& base = bases[index];
        if (base.search->scenario->resolution != Resolution::flow) {
            const Platform& platform = platform_of(base.rates, base.search->platform->name);
            LevelSearch levels(base.rates, platform, number, options.stop);
            base.found[number] = levels.largest(base.found[number]);
        }
        return std::vector<double>{0};
    });
    return bases;
}

}  // namespace

std::vector<std::vector<CapacityGain>> find_gains(const std::vector<CapacitySearch>& searches,
                                                  const CapacityOptions& options)
{
    if (searches.empty()) return {};
    const auto relaxations = relaxations_of(*searches.front().scenario);
    const std::vector<Base> bases = bases_of(searches, options);
    std::vector<Relaxed> relaxed;
    std::vector<std::pair<std::size_t, std::size_t>> jobs;  // of `relaxed`, replication
    for (const Base& base : bases) {
        for (const Relaxation& one : relaxations) {
            for (std::size_t number = 0; number < base.found.size(); ++number) {
                jobs.emplace_back(relaxed.size(), number);
            }
            relaxed.push_back(
                {&base, &one, changed(base.rates, one.little), changed(base.rates, one.all)});
        }
    }
    std::vector<std::vector<Found>> found;
    for (const Relaxed& one : relaxed) found.emplace_back(one.base->found.size());
    (void)sim::replicate(0, static_cast<int>(jobs.size()), options.threads, [&](int job) {
        const auto [index, number] = jobs[static_cast<std::size_t>(job)];
        found[index][number] = search_again(relaxed[index], number, options);
        return std::vector<double>{0};
    });
    std::vector<std::vector<CapacityGain>> gains(searches.size());
    for (std::size_t i = 0; i < relaxed.size(); ++i) {
        gains[i / relaxations.size()].push_back(gain_of(relaxed[i], found[i], options.level));
    }
    return gains;
}

}  // namespace models
