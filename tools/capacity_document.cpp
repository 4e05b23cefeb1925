#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json.hpp"
#include "tools/json_parts.hpp"

namespace tools {
namespace {

Json slo_figures(const models::Capacity& capacity)
{
    Json figures = Json::array();
    for (const models::LimitFigure& figure : capacity.slo) {
        figures.push_back({{"name", models::to_string(figure.metric)},
                           {"limit", number(figure.limit)},
                           {"value", number(figure.value)},
                           {"verdict", models::to_string(figure.verdict)}});
    }
    return figures;
}

Json assumed_names(const models::Capacity& capacity)
{
    Json names = Json::array();
    for (const auto& parameter : capacity.assumed) names.push_back(parameter.name);
    return names;
}

Json assumed_swings(const models::Capacity& capacity)
{
    Json swings = Json::array();
    for (const models::AssumedParameter& parameter : capacity.assumed) {
        swings.push_back({{"name", parameter.name},
                          {"users_low", parameter.users_low},
                          {"users_high", parameter.users_high},
                          {"swing", number(parameter.swing)}});
    }
    return swings;
}

Json search_object(const models::Capacity& capacity)
{
    const sim::LevelBracket& bracket = capacity.bracket;
    return {{"held", bracket.decision().probability},
            {"error", number(bracket.decision().error)},
            {"low", bracket.low()},
            {"high", bracket.high()},
            {"decided", bracket.narrow()},
            {"replications", bracket.replications()},
            {"evaluations", capacity.evaluations}};
}

Json capacity_object(const models::Scenario& scenario, const models::Capacity& capacity)
{
    Json resources = Json::array();
    for (const auto& use : capacity.resources) resources.push_back(resource_use(use));
    Json object = {{"platform", capacity.platform},
                   {"users", capacity.users},
                   {"interval", users_interval(capacity.interval)},
                   {"search", search_object(capacity)},
                   {"limit", resource_use(capacity.limit)},
                   {"bound", capacity.bound},
                   {"slo", slo_figures(capacity)},
                   {"assumed", assumed_names(capacity)},
                   {"warnings", capacity.warnings},
                   {"fingerprint", hexadecimal(capacity.fingerprint)},
                   {"limited_metric", models::to_string(capacity.limited_metric)},
                   {"beyond_search", capacity.beyond_search},
                   {"by_law", capacity.by_law},
                   {"law_cpu_utilization", number(capacity.law_cpu)},
                   {"simulated_cpu_utilization", number(capacity.simulated_cpu)},
                   {"resources", resources},
                   {"assumed_swing", assumed_swings(capacity)},
                   {"replications", capacity.by_replication.size()},
                   {"precise", capacity.precise},
                   {"note", scenario.note}};
    add_prediction(object, capacity);
    return object;
}

}  // namespace

std::string capacity_document(const models::Scenario& scenario,
                              const std::vector<models::Capacity>& capacities)
{
    Json document = heading("capacity", scenario);
    Json& platforms = document["platforms"] = Json::array();
    for (const auto& one : capacities) platforms.push_back(capacity_object(scenario, one));
    return text_of(document);
}

}  // namespace tools
