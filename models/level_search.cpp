#include "models/level_search.hpp"

#include <algorithm>

#include "models/slo_check.hpp"
#include "models/world.hpp"

namespace models {

// Where users come late, every window from the warm-up to the one in which all are there counts;
// the first that breaks the SLO is kept, or the last.
Level hold_level(const Scenario& scenario, const Platform& platform, std::uint64_t replication,
                 int users)
{
    World world(scenario, platform, replication);
    const sim::Time all_there = world.hold(users);
    // a level that some were refused on the way to is not reached, whatever the SLO asks for
    double refused = 0;
    if (scenario.warm_up > 0) refused = world.observe(scenario.warm_up).refused;
    Level level;
    sim::Time end = scenario.warm_up;
    do {
        end += scenario.window;
        level.sample = world.observe(end);
        level.sample.refused += refused;
        level.held = refused == 0 && holds(scenario.slo, level.sample);
    } while (level.held && end - scenario.window < all_there);
    world.check_laws();
    level.fingerprint = world.simulation.fingerprint();
    return level;
}

const Level& LevelSearch::at(int users)
{
    const auto known = levels_.find(users);
    if (known != levels_.end()) return known->second;
    if (stop_.stop_requested()) throw Cancelled();
    return levels_.emplace(users, hold_level(*scenario_, *platform_, replication_, users))
        .first->second;
}

int LevelSearch::largest(int start, int lowest, int most)
{
    const auto held = [&](int users) { return users <= lowest || at(users).held; };
    int low = std::clamp(start, lowest, most);
    int high = low;
    if (held(low)) {
        for (int step = 1; low < most; step *= 2) {
            high = std::min(most, low + step);
            if (!held(high)) break;
            low = high;
        }
    } else {
        for (int step = 1;; step *= 2) {
            low = std::max(lowest, high - step);
            if (held(low)) break;
            high = low;
        }
    }
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (held(middle) ? low : high) = middle;
    }
    return low;
}

}  // namespace models
