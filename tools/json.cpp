#include "tools/json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "tools/json_parts.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;

// JSON has no NaN and no infinity.
Json number(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string hexadecimal(std::uint64_t fingerprint)
{
    return fmt::format("{:016x}", fingerprint);
}

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

Json resource_use(const models::ResourceUse& use)
{
    return {{"resource", use.resource}, {"utilization", number(use.utilization)}};
}

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

// In whole users.
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

// Only where parameters have standard errors and they were drawn.
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

Json capacity_object(const models::Scenario& scenario, const models::Capacity& capacity)
{
    Json resources = Json::array();
    for (const auto& use : capacity.resources) resources.push_back(resource_use(use));
    Json object = {{"platform", capacity.platform},
                   {"users", capacity.users},
                   {"interval", users_interval(capacity.interval)},
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

Json series(const RunSummary& summary)
{
    Json minutes = Json::array();
    for (const Minute& minute : summary.series) {
        minutes.push_back({{"minute", minute.minute},
                           {"users", number(minute.users)},
                           {"mean_users", number(minute.mean_users)},
                           {"cpu_utilization", number(minute.cpu_utilization)},
                           {"cpu_cores", number(minute.cpu_cores)},
                           {"memory_bytes", number(minute.memory_bytes)},
                           {"uplink_bit_s", number(minute.uplink_bit_s)},
                           {"webcam_fps_per_viewer", number(minute.webcam_fps_per_viewer)},
                           {"bit_rate_delivered", number(minute.bit_rate_delivered)},
                           {"audio_mos", number(minute.audio_mos)},
                           {"video_mos", number(minute.video_mos)}});
    }
    return minutes;
}

Json run_object(const RunSummary& summary, int replications)
{
    Json totals = Json::object();
    Json intervals = Json::object();
    for (const RunFigure& figure : summary.totals) {
        totals[figure.name] = number(figure.value.mean);
        intervals[figure.name] = interval(figure.value);
    }
    Json object = {{"platform", summary.platform},
                   {"uplink", summary.uplink},
                   {"series", series(summary)},
                   {"totals", totals}};
    if (replications > 1) object["intervals"] = intervals;
    object["fingerprint"] = hexadecimal(summary.fingerprint);
    return object;
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

std::string capacity_document(const models::Scenario& scenario,
                              const std::vector<models::Capacity>& capacities)
{
    Json document = heading("capacity", scenario);
    Json& platforms = document["platforms"] = Json::array();
    for (const auto& one : capacities) platforms.push_back(capacity_object(scenario, one));
    return text_of(document);
}

std::string run_document(const models::Scenario& scenario, int replications,
                         const std::vector<RunSummary>& summaries,
                         const std::optional<Validation>& validation)
{
    Json document = heading("run", scenario);
    document["resolution"] = models::to_string(scenario.resolution);
    document["replications"] = replications;
    Json& platforms = document["platforms"] = Json::array();
    for (const auto& summary : summaries) platforms.push_back(run_object(summary, replications));
    if (validation) document["validation"] = validation_rows(*validation);
    return text_of(document);
}

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

std::string study_document(const models::Scenario& scenario, const Validation& validation)
{
    Json document = heading("validate", scenario);
    document["study"] = validation.study.name;
    const calibration::ValidationScore score = calibration::score_of(validation.rows);
    document["predictions"] = score.predictions;
    document["bias"] = number(score.bias);
    document["mean_absolute_error"] = number(score.mean_absolute_error);
    document["null_mean_absolute_error"] = number(score.null_error);
    document["skill"] = score.skill ? number(*score.skill) : Json(nullptr);
    document["validation"] = validation_rows(validation);
    return text_of(document);
}

std::string findings_document(const std::vector<models::Finding>& findings)
{
    Json document = heading("check");
    document["findings"] = Json::array();
    for (const models::Finding& finding : findings) {
        document["findings"].push_back({{"file", finding.place.file},
                                        {"line", finding.place.line},
                                        {"column", finding.place.column},
                                        {"sentence", finding.sentence}});
    }
    return text_of(document);
}

std::string list_document(const std::string& kind, const std::vector<models::LibraryEntry>& entries)
{
    Json document = heading("list");
    document[kind] = Json::array();
    for (const models::LibraryEntry& entry : entries) {
        document[kind].push_back(
            {{"name", entry.name}, {"title", entry.title}, {"path", entry.path}});
    }
    return text_of(document);
}

}  // namespace tools
