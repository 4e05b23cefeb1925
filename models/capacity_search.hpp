#pragma once

#include <vector>

#include "models/level_search.hpp"
#include "sim/level_bracket.hpp"

namespace models {

struct CapacityOptions;

// The search for the capacity on one platform while it goes on.
struct CapacitySearch {
    const Scenario* scenario;
    const Platform* platform;
    int start = 0;                          // where to begin to look
    std::vector<LevelSearch> replications;  // the first ones, each searched for its own capacity
    std::vector<int> found;                 // what they held, by replication
    sim::LevelBracket bracket{};            // by these and further ones
    int further = 0;                        // levels simulated in the further ones
};

// Whether the mean of what was found is known as precisely as asked.
bool precise(const std::vector<int>& found, const CapacityOptions& options);

// The level whose figures are shown: where not even one user fits, that of one.
int shown_level(const CapacitySearch& search);

// All levels to be shown: that one, or the curve around it.
std::vector<int> levels_to_show(const CapacitySearch& search, const CapacityOptions& options);

// Searches on all platforms until they are decided, or the budget is spent; each replication knows
// the levels to be shown. The same for any number of threads.
std::vector<CapacitySearch> search_capacities(const Scenario& scenario,
                                              const CapacityOptions& options);

}  // namespace models
