#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json.hpp"
#include "tools/json_parts.hpp"

namespace tools {
namespace {

Json contender_object(const ComparedCapacity& contender)
{
    Json object = {
        {"platform", contender.capacity.platform},
        {"name", contender.name},
        {"scenario", contender.scenario},
        {"users", contender.capacity.users},
        {"interval", users_interval(contender.capacity.interval)},
        {"limit", resource_use(contender.capacity.limit)},
        {"beyond_search", contender.capacity.beyond_search},
        {"by_replication", contender.capacity.by_replication},
        {"precise", contender.capacity.precise},
        {"difference", contender.difference ? interval(*contender.difference) : Json(nullptr)},
        {"pairing_gain",
         contender.pairing_gain ? interval(*contender.pairing_gain) : Json(nullptr)},
        {"best_probability", contender.best_probability},
        {"cpu_utilization", number(total(contender.run, "cpu_utilization"))},
        {"cpu_ratio", number(contender.cpu_ratio)},
        {"warnings", contender.capacity.warnings},
        {"fingerprint", hexadecimal(contender.capacity.fingerprint)}};
    add_prediction(object, contender.capacity);
    return object;
}

Json pair_rows(const Comparison& comparison)
{
    Json rows = Json::array();
    for (const sim::PairwiseDifference& pair : comparison.pairs) {
        rows.push_back({{"a", comparison.contenders[pair.a].name},
                        {"b", comparison.contenders[pair.b].name},
                        {"difference", interval(pair.difference)},
                        {"differ", pair.differ()}});
    }
    return rows;
}

}  // namespace

std::string comparison_document(const models::Scenario& scenario,
                                const std::vector<std::string>& asked, const Comparison& comparison,
                                const std::optional<Validation>& validation)
{
    Json document = heading("compare", scenario);
    document["asked"] = asked;
    document["baseline"] = comparison.contenders.front().name;
    document["compared"] = to_string(comparison.compared);
    document["level"] = comparison.level;
    document[comparison.drawn ? "draws" : "replications"] = comparison.observations;
    document["cpu_resolution"] = "flow";
    Json& platforms = document["platforms"] = Json::array();
    for (const auto& one : comparison.contenders) platforms.push_back(contender_object(one));
    document["pairs"] = pair_rows(comparison);
    if (validation) document["validation"] = validation_rows(*validation);
    return text_of(document);
}

}  // namespace tools
