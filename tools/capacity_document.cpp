#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json.hpp"
#include "tools/json_parts.hpp"

namespace tools {
namespace {

Json slo_figures(const std::vector<models::LimitFigure>& slo)
{
    Json figures = Json::array();
    for (const models::LimitFigure& figure : slo) {
        figures.push_back({{"name", models::to_string(figure.metric)},
                           {"limit", number(figure.limit)},
                           {"value", number(figure.value)},
                           {"interval", interval(figure.interval)},
                           {"verdict", models::to_string(figure.verdict)}});
    }
    return figures;
}

Json resource_uses(const std::vector<models::ResourceUse>& resources)
{
    Json uses = Json::array();
    for (const models::ResourceUse& use : resources) uses.push_back(resource_use(use));
    return uses;
}

Json curve_of(const models::Capacity& capacity)
{
    Json curve = Json::array();
    for (const models::CapacityLevel& level : capacity.curve) {
        curve.push_back({{"users", level.users},
                         {"share", number(level.share)},
                         {"held", level.held},
                         {"replications", level.replications},
                         {"slo", slo_figures(level.slo)},
                         {"resources", resource_uses(level.resources)}});
    }
    return curve;
}

Json gains_of(const models::Capacity& capacity)
{
    Json gains = Json::array();
    for (const models::CapacityGain& gain : capacity.gains) {
        gains.push_back({{"resource", gain.resource},
                         {"step", gain.step},
                         {"users", interval(gain.little)},
                         {"users_unlimited", interval(gain.all)},
                         {"then", gain.next.empty() ? Json(nullptr) : Json(gain.next)},
                         {"beyond_search", gain.beyond_search}});
    }
    return gains;
}

Json checks_of(const models::Capacity& capacity)
{
    Json checks = Json::array();
    for (const models::CrossCheck& check : capacity.checks) {
        checks.push_back({{"name", check.name},
                          {"source", check.source},
                          {"low", number(check.low)},
                          {"high", number(check.high)},
                          {"simulated", interval(check.simulated)},
                          {"agrees", check.agrees()}});
    }
    return checks;
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
    const models::CrossCheck& law = capacity.checks.front();
    Json object = {{"platform", capacity.platform},
                   {"users", capacity.users},
                   {"interval", users_interval(capacity.interval)},
                   {"search", search_object(capacity)},
                   {"limit", resource_use(capacity.limit)},
                   {"bound", capacity.bound},
                   {"slo", slo_figures(capacity.slo)},
                   {"assumed", assumed_names(capacity)},
                   {"warnings", capacity.warnings},
                   {"fingerprint", hexadecimal(capacity.fingerprint)},
                   {"limited_metric", models::to_string(capacity.limited_metric)},
                   {"beyond_search", capacity.beyond_search},
                   {"by_law", capacity.by_law},
                   {"law_cpu_utilization", number(law.low)},
                   {"simulated_cpu_utilization", number(law.simulated.mean)},
                   {"checks", checks_of(capacity)},
                   {"curve", curve_of(capacity)},
                   {"steepness", number(models::steepness(capacity.curve))},
                   {"gains", gains_of(capacity)},
                   {"resources", resource_uses(capacity.resources)},
                   {"assumed_swing", assumed_swings(capacity)},
                   {"replications", capacity.by_replication.size()},
                   {"precise", capacity.precise},
                   {"note", scenario.note}};
    add_prediction(object, capacity);
    return object;
}

}  // namespace

std::string capacity_document(const models::Scenario& scenario,
                              const std::vector<std::string>& asked,
                              const std::vector<models::Capacity>& capacities)
{
    Json document = heading("capacity", scenario);
    document["resolution"] = models::to_string(scenario.resolution);
    document["asked"] = asked;
    Json& platforms = document["platforms"] = Json::array();
    for (const auto& one : capacities) platforms.push_back(capacity_object(scenario, one));
    return text_of(document);
}

}  // namespace tools
