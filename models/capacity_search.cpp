#include "models/capacity_search.hpp"

#include <algorithm>
#include <atomic>

#include "models/capacity_level.hpp"
#include "models/capacity_options.hpp"
#include "models/changed_scenario.hpp"
#include "models/offered_load.hpp"
#include "sim/replications.hpp"
#include "sim/statistics/tally.hpp"

namespace models {
namespace {

int neighbourhood(const Scenario& scenario, const Platform& platform,
                  const CapacityOptions& options)
{
    const Scenario fluid = with_rates(scenario);
    LevelSearch levels(fluid, platform, 0, options.stop);
    return levels.largest(std::max(1, users_by_law(scenario, platform)));
}

void tell(const CapacitySearch& search, const CapacityOptions& options)
{
    if (!options.progress) return;
    std::vector<int> sorted = search.found;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::ranges::nth_element(sorted, middle);
    options.progress({search.platform->name, *middle, static_cast<int>(sorted.size())});
}

// Runs replications first ... last - 1 of all searches that are not precise yet, side by side.
void extend(std::vector<CapacitySearch>& searches, int last, const CapacityOptions& options)
{
    std::vector<std::pair<std::size_t, std::size_t>> jobs;
    for (std::size_t index = 0; index < searches.size(); ++index) {
        CapacitySearch& search = searches[index];
        const auto done = search.found.size();
        if (done > 1 && precise(search.found, options)) continue;
        for (auto number = done; number < static_cast<std::size_t>(last); ++number) {
            search.replications.emplace_back(*search.scenario, *search.platform, number,
                                             options.stop);
            search.found.push_back(0);
            jobs.emplace_back(index, number);
        }
    }
    (void)sim::replicate(0, static_cast<int>(jobs.size()), options.threads, [&](int job) {
        const auto [index, number] = jobs[static_cast<std::size_t>(job)];
        CapacitySearch& search = searches[index];
        search.found[number] = search.replications[number].largest(search.start);
        return std::vector<double>{0};
    });
    for (const CapacitySearch& search : searches) tell(search, options);
}

// Asks further replications at the levels that these leave undecided.
void decide(CapacitySearch& search, const CapacityOptions& options)
{
    search.bracket = sim::LevelBracket(options.decision, search.scenario->max_users);
    search.bracket.add(search.found);
    const int start = search.bracket.answer();
    std::atomic<int> evaluations{0};
    sim::narrow_down(search.bracket, options.threads, [&](int number, int low, int high) {
        LevelSearch further(*search.scenario, *search.platform, static_cast<std::uint64_t>(number),
                            options.stop);
        const int largest = further.largest(start, low, high);
        evaluations += further.evaluations();
        return largest;
    });
    search.further = evaluations;
}

// Simulates what the conclusion looks at, on all threads.
void prepare(std::vector<CapacitySearch>& searches, const CapacityOptions& options)
{
    std::vector<LevelSearch*> replications;
    std::vector<std::vector<int>> levels;
    for (CapacitySearch& search : searches) {
        for (LevelSearch& replication : search.replications) {
            replications.push_back(&replication);
            levels.push_back(levels_to_show(search, options));
        }
    }
    const int jobs = static_cast<int>(replications.size());
    (void)sim::replicate(0, jobs, options.threads, [&](int job) {
        const auto place = static_cast<std::size_t>(job);
        for (const int users : levels[place]) (void)replications[place]->at(users);
        return std::vector<double>{0};
    });
}

// Where to look first: at what rates in place of frames give, then at what the first replication
// of each search finds.
std::vector<CapacitySearch> begin_searches(const Scenario& scenario, const CapacityOptions& options)
{
    std::vector<CapacitySearch> searches;
    for (const Platform& platform : scenario.platforms) {
        searches.push_back({&scenario, &platform, 0, {}, {}});
    }
    const auto count = static_cast<int>(searches.size());
    const auto starts = sim::replicate(0, count, options.threads, [&](int index) {
        const Platform& platform = scenario.platforms[static_cast<std::size_t>(index)];
        return std::vector<double>{static_cast<double>(neighbourhood(scenario, platform, options))};
    });
    for (std::size_t index = 0; index < searches.size(); ++index) {
        searches[index].start = static_cast<int>(starts[index][0]);
    }
    extend(searches, 1, options);
    for (CapacitySearch& search : searches) search.start = search.found.front();
    return searches;
}

}  // namespace

bool precise(const std::vector<int>& found, const CapacityOptions& options)
{
    sim::Tally tally;
    for (const int users : found) tally.add(users);
    const double half = sim::confidence_interval(tally, options.level).half_width();
    // half a user is as precise as a whole number of users can be
    return half <= std::max(0.5, options.precision * tally.mean());
}

int shown_level(const CapacitySearch& search)
{
    return std::max(1, search.bracket.answer());
}

std::vector<int> levels_to_show(const CapacitySearch& search, const CapacityOptions& options)
{
    const int users = shown_level(search);
    return options.curve ? curve_levels(curve_shares, users, search.scenario->max_users)
                         : std::vector<int>{users};
}

std::vector<CapacitySearch> search_capacities(const Scenario& scenario,
                                              const CapacityOptions& options)
{
    std::vector<CapacitySearch> searches = begin_searches(scenario, options);
    for (int last = options.minimum; last <= options.maximum; last += options.minimum) {
        extend(searches, last, options);
    }
    for (CapacitySearch& search : searches) decide(search, options);
    prepare(searches, options);
    return searches;
}

}  // namespace models
