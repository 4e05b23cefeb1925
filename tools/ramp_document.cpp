#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/json_parts.hpp"
#include "tools/ramp_answer.hpp"

namespace tools {
namespace {

using calibration::Moment;
using calibration::NullScore;
using calibration::Trouble;
using calibration::ValidatedQuantity;
using calibration::ValidatedSample;
using Json = nlohmann::ordered_json;

Json number(double value)
{
    return std::isfinite(value) ? Json(value) : Json();
}

Json moment(const std::optional<Moment>& moment)
{
    return moment ? Json{{"time", moment->time}, {"users", moment->users}} : Json();
}

const char* unit_of(calibration::Measured quantity)
{
    if (quantity == calibration::Measured::cpu) return "cores";
    return quantity == calibration::Measured::memory ? "B" : "bit/s";
}

Json score(const NullScore& score)
{
    return {{"samples", score.samples},
            {"mean_absolute_error", number(score.error)},
            {"mean_absolute_error_of_model", number(score.error_of_model)},
            {"skill", score.skill ? number(*score.skill) : Json()}};
}

Json quantity_object(const ValidatedQuantity& one)
{
    return {{"quantity", to_string(one.quantity)},
            {"unit", unit_of(one.quantity)},
            {"samples", one.samples},
            {"mean_measured", number(one.mean_measured)},
            {"bias", number(one.bias)},
            {"mean_absolute_error", number(one.mean_absolute_error)},
            {"coverage", number(one.coverage)},
            {"null_mean", score(one.null)},
            {"null_in_proportion", one.in_proportion ? score(*one.in_proportion) : Json()}};
}

Json interval(const sim::ConfidenceInterval& interval)
{
    return {{"mean", number(interval.mean)},
            {"low", number(interval.low)},
            {"high", number(interval.high)}};
}

Json level_object(const models::LevelPrediction& level)
{
    return {{"users", level.users},
            {"cpu", interval(level.cpu_cores)},
            {"memory", interval(level.memory_bytes)},
            {"sent", interval(level.sent_bit_rate)},
            {"slo_broken", level.broken}};
}

Json trouble_object(const Trouble& trouble)
{
    return {{"ramp", trouble.ramp + 1},
            {"sign", trouble.sign},
            {"limit", trouble.measurable ? number(trouble.limit) : Json()},
            {"measurable", trouble.measurable},
            {"measured", moment(trouble.measured)},
            {"predicted", moment(trouble.predicted)},
            {"predicted_earliest", moment(trouble.earliest)},
            {"predicted_latest", moment(trouble.latest)}};
}

Json row(const ValidatedSample& one)
{
    return {{"ramp", one.ramp + 1},
            {"time", one.time},
            {"users", one.users},
            {"quantity", to_string(one.quantity)},
            {"measured", number(one.measured)},
            {"predicted", number(one.predicted)},
            {"low", number(one.low)},
            {"high", number(one.high)},
            {"null_mean", number(one.null_prediction)},
            {"null_in_proportion", one.in_proportion ? number(*one.in_proportion) : Json()}};
}

}  // namespace

models::Dimension dimension_of(calibration::Measured quantity)
{
    using calibration::Measured;
    if (quantity == Measured::cpu) return models::Dimension::count;
    return quantity == Measured::memory ? models::Dimension::bytes : models::Dimension::bit_rate;
}

std::string ramp_document(const RampAnswer& answer)
{
    const auto& validation = answer.validation;
    const Json document = {{"schema_version", 1},
                           {"command", "validate"},
                           {"scenario", answer.scenario.name},
                           {"seed", answer.scenario.seed},
                           {"platform", answer.scenario.platforms.front().name},
                           {"against", answer.files},
                           {"level", answer.options.level},
                           {"span", answer.options.span},
                           {"draws", answer.options.draws},
                           {"quantities", list_of(validation.quantities, quantity_object)},
                           {"trouble", list_of(validation.troubles, trouble_object)},
                           {"levels", list_of(answer.levels, level_object)},
                           {"table", list_of(validation.samples, row)},
                           {"notes", answer.notes}};
    return text_of(document);
}

std::string ramp_table(const RampAnswer& answer)
{
    std::string text =
        "time,ramp,users,quantity,unit,measured,predicted,low,high,null_mean,null_in_proportion\n";
    for (const ValidatedSample& one : answer.validation.samples) {
        text += fmt::format("{},{},{},{},{},{:.8g},{:.8g},{:.8g},{:.8g},{:.8g},{}\n", one.time,
                            one.ramp + 1, one.users, to_string(one.quantity), unit_of(one.quantity),
                            one.measured, one.predicted, one.low, one.high, one.null_prediction,
                            one.in_proportion ? fmt::format("{:.8g}", *one.in_proportion) : "");
    }
    return text;
}

}  // namespace tools
