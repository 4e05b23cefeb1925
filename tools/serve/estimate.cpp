#include "tools/serve/estimate.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "models/offered_load.hpp"
#include "models/room_users.hpp"
#include "models/seating.hpp"
#include "tools/serve/levels_shown.hpp"

namespace tools {
namespace {

// The share of its limit that each resource is offered, at some numbers of users. Not those that
// even the last does not use.
Json law_curve(const models::Scenario& scenario, const models::Platform& platform, int users)
{
    const std::vector<int> levels = levels_shown(users, scenario.max_users);
    std::vector<std::vector<models::ResourceUse>> uses;
    for (const int level : levels) {
        uses.push_back(models::offered_uses(scenario, platform, level));
    }
    Json shares = Json::object();
    for (std::size_t i = 0; i < uses.front().size(); ++i) {
        if (uses.back()[i].utilization <= 0) continue;
        for (const auto& at_level : uses) {
            shares[at_level[i].resource].push_back(number(at_level[i].utilization));
        }
    }
    return {{"users", levels}, {"shares", shares}};
}

Json streams_at(const models::Workload& workload, int users)
{
    double streams = 0;
    double webcams = 0;
    const std::vector<int> sizes = models::room_sizes(workload, users);
    for (const int size : sizes) {
        const models::RoomUsers room = models::room_of(workload, size);
        streams += room.subscriptions();
        webcams += room.webcams;
    }
    return {{"rooms", sizes.size()}, {"webcams", number(webcams)}, {"streams", number(streams)}};
}

Json platform_object(const models::Scenario& scenario, const models::Platform& platform)
{
    const int users = models::users_by_law(scenario, platform);
    const auto beyond = models::offered_uses(scenario, platform, users + 1);
    const auto limit = std::ranges::max_element(beyond, {}, &models::ResourceUse::utilization);
    return {{"platform", platform.name},
            {"users", users},
            {"bound", models::users_at_most(scenario, platform)},
            {"limit", limit->resource},
            {"streams", streams_at(scenario.workload, std::max(1, users))},
            {"curve", law_curve(scenario, platform, users)}};
}

}  // namespace

Json estimate_document(const models::Scenario& scenario)
{
    Json document = heading("estimate", scenario);
    document["max_users"] = scenario.max_users;
    Json& platforms = document["platforms"] = Json::array();
    for (const models::Platform& platform : scenario.platforms) {
        platforms.push_back(platform_object(scenario, platform));
    }
    return document;
}

}  // namespace tools
