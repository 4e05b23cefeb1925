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
        {"users", contender.capacity.users},
        {"interval", users_interval(contender.capacity.interval)},
        {"limit", resource_use(contender.capacity.limit)},
        {"beyond_search", contender.capacity.beyond_search},
        {"by_replication", contender.capacity.by_replication},
        {"precise", contender.capacity.precise},
        {"difference", contender.difference ? interval(*contender.difference) : Json(nullptr)},
        {"cpu_utilization", number(total(contender.run, "cpu_utilization"))},
        {"cpu_ratio", number(contender.cpu_ratio)},
        {"warnings", contender.capacity.warnings},
        {"fingerprint", hexadecimal(contender.capacity.fingerprint)}};
    add_prediction(object, contender.capacity);
    return object;
}

}  // namespace

std::string comparison_document(const models::Scenario& scenario, const Comparison& comparison,
                                const std::optional<Validation>& validation)
{
    Json document = heading("compare", scenario);
    document["baseline"] = comparison.contenders.front().name;
    document["cpu_resolution"] = "flow";
    Json& platforms = document["platforms"] = Json::array();
    for (const auto& one : comparison.contenders) platforms.push_back(contender_object(one));
    if (validation) document["validation"] = validation_rows(*validation);
    return text_of(document);
}

}  // namespace tools
