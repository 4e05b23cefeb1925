#include "models/capacity.hpp"

#include <algorithm>
#include <cmath>

#include "models/calibration_error.hpp"
#include "models/capacity_search.hpp"
#include "models/offered_load.hpp"
#include "models/slo_check.hpp"
#include "sim/replications.hpp"
#include "sim/statistics/tally.hpp"

namespace models {

namespace {

sim::ConfidenceInterval one_further(const std::vector<int>& found, double level)
{
    sim::Tally tally;
    for (const int users : found) tally.add(users);
    return sim::prediction_interval(tally, level);
}

// Widened to contain the answer.
sim::ConfidenceInterval around(sim::ConfidenceInterval interval, int users)
{
    interval.low = std::min<double>(interval.low, users);
    interval.high = std::max<double>(interval.high, users);
    return interval;
}

// Which limit breaks, and for want of what, at the first level that one of the replications misses.
void name_limit(CapacitySearch& search, Capacity& capacity)
{
    capacity.limit = capacity.resources.front();
    const auto weakest = std::ranges::min_element(search.found);
    if (*weakest >= search.scenario->max_users) return;
    LevelSearch& first =
        search.replications[static_cast<std::size_t>(weakest - search.found.begin())];
    const Sample& beyond = first.at(*weakest + 1).sample;
    for (const Limit& limit : search.scenario->slo.limits) {
        if (holds(limit, beyond)) continue;
        capacity.limited_metric = limit.metric;
        capacity.limit = resource_behind(limit.metric, *search.scenario, beyond);
        capacity.limit.utilization = use_of(capacity.limit.resource, capacity.resources);
        return;
    }
}

// Of the levels that were simulated and of the replications' trajectories there.
void account_for(CapacitySearch& search, Capacity& capacity)
{
    const int shown = shown_level(search);
    for (LevelSearch& replication : search.replications) {
        const std::uint64_t one = replication.at(shown).fingerprint;
        capacity.fingerprint = (capacity.fingerprint ^ one) * 0x9e3779b97f4a7c15;
        capacity.evaluations += replication.evaluations();
    }
    capacity.evaluations += search.further;
    for (const CapacityGain& gain : capacity.gains) capacity.evaluations += gain.evaluations;
}

std::vector<CapacityLevel> curve_of(CapacitySearch& search, const CapacityOptions& options)
{
    std::vector<CapacityLevel> curve;
    if (!options.curve) return curve;
    for (const int users : levels_to_show(search, options)) {
        curve.push_back(level_of(search, users, options.level));
        curve.back().share = static_cast<double>(users) / shown_level(search);
    }
    return curve;
}

Capacity conclude(CapacitySearch& search, std::vector<CapacityGain> gains,
                  const CapacityOptions& options)
{
    Capacity capacity;
    capacity.platform = search.platform->name;
    capacity.by_replication = search.found;
    capacity.bracket = search.bracket;
    capacity.users = search.bracket.answer();
    capacity.interval = around(one_further(search.found, options.level), capacity.users);
    capacity.precise = precise(search.found, options) && search.bracket.narrow();
    capacity.beyond_search = capacity.users >= search.scenario->max_users;
    capacity.bound = users_at_most(*search.scenario, *search.platform);
    capacity.by_law = users_by_law(*search.scenario, *search.platform);
    const int shown = shown_level(search);
    const CapacityLevel here = level_of(search, shown, options.level);
    capacity.resources = here.resources;
    capacity.slo = here.slo;
    capacity.curve = curve_of(search, options);
    name_limit(search, capacity);
    capacity.assumed = assumed_parameters(*search.scenario, *search.platform, shown);
    capacity.gains = std::move(gains);
    account_for(search, capacity);
    capacity.warnings = warnings_about(*search.scenario, capacity);
    return capacity;
}

// What the standard errors of parameters add; the rest of the answer stays.
void add_prediction(const CapacitySearch& search, const CapacityOptions& options,
                    Capacity& capacity)
{
    if (!options.draws.calibration_error) return;
    const bool doubtful = !doubtful_parameters(*search.scenario, *search.platform).empty();
    if (doubtful || options.draws.always) {
        const CapacityDraws draws(*search.scenario, *search.platform, search.found, options);
        capacity.by_draw = draws.users();
        if (doubtful) capacity.prediction = draws.prediction();
    }
    if (capacity.prediction) {
        capacity.interval = around(capacity.prediction->interval, capacity.users);
    }
    for (std::string& warning :
         warnings_about_errors(*search.scenario, *search.platform, capacity.prediction)) {
        capacity.warnings.push_back(std::move(warning));
    }
}

void add_checks(CapacitySearch& search, const CapacityOptions& options, Capacity& capacity)
{
    sim::ConfidenceInterval users = capacity.interval;
    users.mean = capacity.users;
    capacity.checks = cross_checks(search, shown_level(search), users, options.level);
    for (const CrossCheck& check : capacity.checks) {
        if (!check.agrees()) capacity.warnings.push_back(check.disagreement);
    }
}

}  // namespace

std::vector<Capacity> find_capacities(const Scenario& scenario, const CapacityOptions& options)
{
    std::vector<CapacitySearch> searches = search_capacities(scenario, options);
    std::vector<std::vector<CapacityGain>> gains(searches.size());
    if (options.gains) gains = find_gains(searches, options);
    std::vector<Capacity> capacities(searches.size());
    (void)sim::replicate(0, static_cast<int>(searches.size()), options.threads, [&](int index) {
        const auto place = static_cast<std::size_t>(index);
        capacities[place] = conclude(searches[place], std::move(gains[place]), options);
        return std::vector<double>{0};
    });
    // one platform after another: the draws of each take all threads
    for (std::size_t index = 0; index < searches.size(); ++index) {
        add_prediction(searches[index], options, capacities[index]);
        add_checks(searches[index], options, capacities[index]);
    }
    return capacities;
}

}  // namespace models
