#include "tools/document.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/text.hpp"

namespace tools {
namespace {

constexpr int schema_version = 1;

}  // namespace

Json heading(const std::string& command)
{
    return {{"schema_version", schema_version}, {"command", command}};
}

Json heading(const std::string& command, const models::Scenario& scenario)
{
    Json document = heading(command);
    document["scenario"] = scenario.name;
    document["seed"] = scenario.seed;
    return document;
}

Json number(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string hexadecimal(std::uint64_t fingerprint)
{
    return fmt::format("{:016x}", fingerprint);
}

Json users_interval(const sim::ConfidenceInterval& interval)
{
    return {
        {"level", interval.level}, {"low", low_users(interval)}, {"high", high_users(interval)}};
}

Json interval(const sim::ConfidenceInterval& interval)
{
    return {{"mean", number(interval.mean)},
            {"low", number(interval.low)},
            {"high", number(interval.high)},
            {"level", interval.level}};
}

Json resource_use(const models::ResourceUse& use)
{
    return {{"resource", use.resource}, {"utilization", number(use.utilization)}};
}

Json validation_rows(const Validation& validation)
{
    Json rows = Json::array();
    for (const auto& row : validation.rows) {
        rows.push_back({{"quantity", row.quantity},
                        {"platform", row.platform},
                        {"against", row.against},
                        {"reading", calibration::to_string(row.reading)},
                        {"measured", number(row.measured)},
                        {"predicted", number(row.predicted)},
                        {"error", number(row.error)},
                        {"null_prediction", number(row.null_prediction)},
                        {"null_error", number(row.null_error)},
                        {"skill", row.skill ? number(*row.skill) : Json(nullptr)},
                        {"is_prediction", row.is_prediction}});
    }
    return rows;
}

void add_prediction(Json& object, const models::Capacity& capacity)
{
    if (!capacity.prediction) return;
    const models::CapacityPrediction& prediction = *capacity.prediction;
    Json errors = Json::array();
    for (const models::ErrorShare& error : prediction.errors) {
        errors.push_back({{"name", error.name},
                          {"share", number(error.share)},
                          {"source", error.source},
                          {"measured", error.measured}});
    }
    object["prediction_interval"] = users_interval(capacity.interval);
    object["doubt"] = {{"workload", number(prediction.workload)},
                       {"calibration", number(prediction.calibration)},
                       {"simulation", number(prediction.simulation)}};
    object["prediction"] = {{"interval", interval(prediction.interval)},
                            {"errors", errors},
                            {"draws", prediction.draws},
                            {"replications_per_draw", prediction.replications},
                            {"beyond_search", prediction.beyond},
                            {"precise", prediction.precise},
                            {"by_draw", capacity.by_draw}};
}

}  // namespace tools
