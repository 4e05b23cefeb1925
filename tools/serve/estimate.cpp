#include "tools/serve/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "models/offered_load.hpp"
#include "models/resource_use.hpp"
#include "models/room_users.hpp"
#include "models/seating.hpp"
#include "tools/serve/levels_shown.hpp"

namespace tools {
namespace {

double limit_of(const models::Scenario& scenario, models::SloMetric metric)
{
    const auto& limits = scenario.slo.limits;
    const auto found = std::ranges::find(limits, metric, &models::Limit::metric);
    return found == limits.end() ? 1 : found->value;
}

// Each resource as a share of its limit, fullest first; links both ways under their own name.
std::vector<models::ResourceUse> uses(const models::Scenario& scenario,
                                      const models::Platform& platform, int users)
{
    using enum models::SloMetric;
    const models::OfferedLoad load = models::offered_load(scenario, platform, users);
    const double link_limit = limit_of(scenario, link_utilization);
    std::vector<models::ResourceUse> all = {
        {"cpu", load.cpu / limit_of(scenario, cpu_utilization)},
        {"memory", load.memory_utilization / limit_of(scenario, memory_utilization)}};
    for (std::size_t i = 0; i < load.links.size(); ++i) {
        std::string name = load.link_names[i];
        for (const char* sending : {" down", " out"}) {
            if (name.ends_with(sending)) name.resize(name.size() - std::string(sending).size());
        }
        all.push_back({name, load.links[i] / link_limit});
    }
    for (std::size_t i = 0; i < load.gates.size(); ++i) {
        const std::string& component = scenario.profile.components[i].name;
        if (load.gates[i] > 0) all.push_back({component + " (single thread)", load.gates[i]});
    }
    std::ranges::stable_sort(all, std::ranges::greater(), &models::ResourceUse::utilization);
    return all;
}

// The largest share of a limit that each resource needs, at some numbers of users.
Json law_curve(const models::Scenario& scenario, const models::Platform& platform, int users)
{
    Json curve = {{"users", Json::array()}, {"shares", Json::object()}};
    for (const int level : levels_shown(users, scenario.max_users)) {
        curve["users"].push_back(level);
        for (const models::ResourceUse& use : uses(scenario, platform, level)) {
            curve["shares"][use.resource].push_back(number(use.utilization));
        }
    }
    return curve;
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
    const models::ResourceUse limit = uses(scenario, platform, users + 1).front();
    return {{"platform", platform.name},
            {"users", users},
            {"bound", models::users_at_most(scenario, platform)},
            {"limit", limit.resource},
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
