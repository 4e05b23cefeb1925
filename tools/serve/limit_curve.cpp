#include "tools/serve/limit_curve.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "models/capacity.hpp"
#include "models/level_search.hpp"
#include "models/slo_check.hpp"
#include "sim/replications.hpp"
#include "tools/serve/levels_shown.hpp"

namespace tools {
namespace {

// Of a limit on something of which none is allowed any is too much; none at all uses nothing up.
double share_used(const models::Limit& limit, double value)
{
    if (models::is_upper_limit(limit.metric)) {
        if (limit.value > 0) return value / limit.value;
        return value > 0 ? 2 : 0;
    }
    return value > 0 ? limit.value / value : INFINITY;
}

}  // namespace

Json limit_curve(const models::Scenario& scenario, int capacity, int threads,
                 const std::stop_token& stop)
{
    const std::vector<int> levels = levels_shown(capacity, scenario.max_users);
    const auto& limits = scenario.slo.limits;
    const auto values = sim::replicate(0, static_cast<int>(levels.size()), threads, [&](int index) {
        if (stop.stop_requested()) throw models::Cancelled();
        const int users = levels[static_cast<std::size_t>(index)];
        const models::Level level =
            models::hold_level(scenario, scenario.platforms.front(), 0, users);
        std::vector<double> of_limits;
        for (const models::Limit& limit : limits) {
            of_limits.push_back(models::value_of(limit.metric, level.sample));
        }
        return of_limits;
    });
    Json curve = {{"platform", scenario.platforms.front().name},
                  {"resolution", models::to_string(scenario.resolution)},
                  {"users", levels},
                  {"limits", Json::array()}};
    for (std::size_t i = 0; i < limits.size(); ++i) {
        Json object = {{"name", models::to_string(limits[i].metric)},
                       {"limit", number(limits[i].value)},
                       {"at_most", models::is_upper_limit(limits[i].metric)},
                       {"values", Json::array()},
                       {"shares", Json::array()}};
        for (const auto& at_level : values) {
            object["values"].push_back(number(at_level[i]));
            object["shares"].push_back(number(share_used(limits[i], at_level[i])));
        }
        curve["limits"].push_back(std::move(object));
    }
    return curve;
}

}  // namespace tools
