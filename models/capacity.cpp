#include "models/capacity.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "models/calibration_error.hpp"
#include "models/level_search.hpp"
#include "models/offered_load.hpp"
#include "models/slo_check.hpp"
#include "sim/replications.hpp"
#include "sim/statistics/tally.hpp"

namespace models {

namespace {

// The search on one platform.
struct Search {
    const Scenario* scenario;
    const Platform* platform;
    int start = 0;
    std::vector<LevelSearch> replications;
    std::vector<int> found;  // by replication
    int further = 0;         // evaluations in replications beyond these
};

int neighbourhood(const Scenario& scenario, const Platform& platform)
{
    Scenario fluid = scenario;
    fluid.resolution = Resolution::flow;
    LevelSearch levels(fluid, platform, 0);
    return levels.largest(std::max(1, users_by_law(scenario, platform)));
}

double mean_of(const std::vector<int>& values)
{
    sim::Tally tally;
    for (const int value : values) tally.add(value);
    return tally.mean();
}

bool precise(const std::vector<int>& found, const CapacityOptions& options)
{
    sim::Tally tally;
    for (const int users : found) tally.add(users);
    const double half = sim::confidence_interval(tally, options.level).half_width();
    // half a user is as precise as a whole number of users can be
    return half <= std::max(0.5, options.precision * tally.mean());
}

// Runs replications first ... last - 1 of all searches that are not precise yet, side by side.
void extend(std::vector<Search>& searches, int last, const CapacityOptions& options)
{
    std::vector<std::pair<std::size_t, std::size_t>> jobs;
    for (std::size_t index = 0; index < searches.size(); ++index) {
        Search& search = searches[index];
        const auto done = search.found.size();
        if (done > 1 && precise(search.found, options)) continue;
        for (auto number = done; number < static_cast<std::size_t>(last); ++number) {
            search.replications.emplace_back(*search.scenario, *search.platform, number);
            search.found.push_back(0);
            jobs.emplace_back(index, number);
        }
    }
    (void)sim::replicate(0, static_cast<int>(jobs.size()), options.threads, [&](int job) {
        const auto [index, number] = jobs[static_cast<std::size_t>(job)];
        Search& search = searches[index];
        search.found[number] = search.replications[number].largest(search.start);
        return std::vector<double>{0};
    });
}

// Asks further replications at the levels that these leave undecided.
sim::LevelBracket decide(Search& search, const CapacityOptions& options)
{
    sim::LevelBracket bracket(options.decision, search.scenario->max_users);
    bracket.add(search.found);
    const int start = bracket.answer();
    std::atomic<int> evaluations{0};
    sim::narrow_down(bracket, options.threads, [&](int number, int low, int high) {
        LevelSearch further(*search.scenario, *search.platform, static_cast<std::uint64_t>(number));
        const int largest = further.largest(start, low, high);
        evaluations += further.evaluations();
        return largest;
    });
    search.further = evaluations;
    return bracket;
}

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

std::vector<LimitFigure> figures(Search& search, int users)
{
    std::vector<LimitFigure> slo;
    for (const Limit& limit : search.scenario->slo.limits) {
        sim::Tally values;
        std::size_t met = 0;
        for (LevelSearch& replication : search.replications) {
            const Sample& sample = replication.at(users).sample;
            const double value = value_of(limit.metric, sample);
            if (!std::isnan(value)) values.add(value);
            met += holds(limit, sample);
        }
        const Verdict verdict = met == search.replications.size() ? Verdict::met
                                : met == 0                        ? Verdict::missed
                                                                  : Verdict::undecided;
        slo.push_back({limit.metric, limit.value, values.mean(), verdict});
    }
    return slo;
}

// Mean utilization of each resource over the replications, fullest first.
std::vector<ResourceUse> mean_resources(Search& search, int users)
{
    std::vector<ResourceUse> mean;
    for (LevelSearch& replication : search.replications) {
        const Sample& sample = replication.at(users).sample;
        for (const ResourceUse& use : resources_of(*search.scenario, sample)) {
            const double part = use.utilization / static_cast<double>(search.replications.size());
            const auto known = std::ranges::find(mean, use.resource, &ResourceUse::resource);
            if (known == mean.end()) {
                mean.push_back({use.resource, part});
            } else {
                known->utilization += part;
            }
        }
    }
    std::ranges::stable_sort(mean, std::ranges::greater(), &ResourceUse::utilization);
    return mean;
}

// Which limit breaks, and for want of what, at the first level that one of the replications misses.
void name_limit(Search& search, Capacity& capacity)
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

void hold_against_law(Search& search, Capacity& capacity, int users)
{
    sim::Tally law;
    sim::Tally simulated;
    for (LevelSearch& replication : search.replications) {
        const Sample& sample = replication.at(users).sample;
        simulated.add(sample.cpu_utilization);
        law.add(utilization_law(*search.scenario, *search.platform, users, sample));
    }
    capacity.law_cpu = law.mean();
    capacity.simulated_cpu = simulated.mean();
}

Capacity conclude(Search& search, const sim::LevelBracket& bracket, const CapacityOptions& options)
{
    Capacity capacity;
    capacity.platform = search.platform->name;
    capacity.by_replication = search.found;
    capacity.bracket = bracket;
    capacity.users = bracket.answer();
    capacity.interval = around(one_further(search.found, options.level), capacity.users);
    capacity.precise = precise(search.found, options) && bracket.narrow();
    capacity.beyond_search = capacity.users >= search.scenario->max_users;
    capacity.bound = users_at_most(*search.scenario, *search.platform);
    capacity.by_law = users_by_law(*search.scenario, *search.platform);
    const int shown = std::max(1, capacity.users);
    capacity.resources = mean_resources(search, shown);
    capacity.slo = figures(search, shown);
    name_limit(search, capacity);
    hold_against_law(search, capacity, shown);
    capacity.assumed = assumed_parameters(*search.scenario, *search.platform, shown);
    for (LevelSearch& replication : search.replications) {
        const std::uint64_t one = replication.at(shown).fingerprint;
        capacity.fingerprint = (capacity.fingerprint ^ one) * 0x9e3779b97f4a7c15;
        capacity.evaluations += replication.evaluations();
    }
    capacity.evaluations += search.further;
    capacity.warnings = warnings_about(*search.scenario, capacity, mean_of(search.found));
    return capacity;
}

// What the standard errors of parameters add; the rest of the answer stays.
void add_prediction(const Search& search, const CapacityOptions& options, Capacity& capacity)
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

}  // namespace

const char* to_string(Verdict verdict)
{
    constexpr const char* words[] = {"met", "missed", "undecided"};
    return words[static_cast<std::size_t>(verdict)];
}

std::vector<Capacity> find_capacities(const Scenario& scenario, const CapacityOptions& options)
{
    std::vector<Search> searches;
    for (const Platform& platform : scenario.platforms) {
        searches.push_back({&scenario, &platform, 0, {}, {}});
    }
    const auto count = static_cast<int>(searches.size());
    const auto starts = sim::replicate(0, count, options.threads, [&](int index) {
        const Platform& platform = scenario.platforms[static_cast<std::size_t>(index)];
        return std::vector<double>{static_cast<double>(neighbourhood(scenario, platform))};
    });
    for (std::size_t index = 0; index < searches.size(); ++index) {
        searches[index].start = static_cast<int>(starts[index][0]);
    }
    // the first replication of each shows the others where to begin
    extend(searches, 1, options);
    for (Search& search : searches) search.start = search.found.front();
    for (int last = options.minimum; last <= options.maximum; last += options.minimum) {
        extend(searches, last, options);
    }
    std::vector<sim::LevelBracket> brackets;
    for (Search& search : searches) brackets.push_back(decide(search, options));
    std::vector<Capacity> capacities(searches.size());
    (void)sim::replicate(0, count, options.threads, [&](int index) {
        const auto place = static_cast<std::size_t>(index);
        capacities[place] = conclude(searches[place], brackets[place], options);
        return std::vector<double>{0};
    });
    // one platform after another: the draws of each take all threads
    for (std::size_t index = 0; index < searches.size(); ++index) {
        add_prediction(searches[index], options, capacities[index]);
    }
    return capacities;
}

}  // namespace models
