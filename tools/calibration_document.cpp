#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/calibration.hpp"
#include "tools/json_parts.hpp"

namespace tools {
namespace {

using Json = nlohmann::ordered_json;
using calibration::CalibratedQuantity;
using calibration::ComparedFactor;
using calibration::Comparison;
using calibration::Imported;
using calibration::OverheadFactor;
using calibration::Run;
using calibration::SampleShape;
using calibration::Side;
using calibration::ToolFactor;
using calibration::Trial;
using calibration::TwoModes;
using calibration::Unpaired;

constexpr int schema_version = 1;

Json finite_or_null(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json interval_object(const OverheadFactor& factor, double level)
{
    if (!factor.has_interval()) return nullptr;
    const auto interval = factor.interval(level);
    return {{"level", level}, {"low", interval.low}, {"high", interval.high}};
}

Json trial_object(const Trial& trial)
{
    return {{"value", trial.value}, {"file", trial.file}, {"line", trial.line}};
}

Json modes_object(const std::optional<TwoModes>& modes)
{
    if (!modes) return nullptr;
    return {{"low", modes->low},
            {"high", modes->high},
            {"in_low", modes->in_low},
            {"in_high", modes->in_high}};
}

Json shape_object(const SampleShape& shape, const std::vector<Trial>& trials)
{
    return {{"runs", list_of(trials, trial_object)},
            {"outliers", shape.outliers},
            {"modes", modes_object(shape.modes)}};
}

Json comparison_object(const ComparedFactor& compared, double level)
{
    const Comparison& comparison = compared.comparison;
    const OverheadFactor& factor = compared.factor;
    Json object = {{"metric", comparison.metric},
                   {"unit", comparison.unit},
                   {"better", calibration::to_string(comparison.better)},
                   {"conditions", conditions_object<Json>(comparison.conditions)},
                   {"paired", comparison.paired},
                   {"factor", factor.factor},
                   {"interval", interval_object(factor, level)},
                   {"log_standard_error", finite_or_null(factor.log_standard_error)},
                   {"degrees_of_freedom", factor.degrees_of_freedom},
                   {"outliers", calibration::to_string(compared.treatment)},
                   {"otherwise", nullptr}};
    if (compared.otherwise) {
        object["otherwise"] = {{"factor", compared.otherwise->factor},
                               {"interval", interval_object(*compared.otherwise, level)}};
    }
    object["outlying_pairs"] = factor.outlying_pairs;
    object["native"] = shape_object(factor.native, comparison.native);
    object["guest"] = shape_object(factor.guest, comparison.guest);
    return object;
}

Json tool_object(const ToolFactor& tool, double level)
{
    return {{"tool", tool.tool},
            {"metric", tool.metric},
            {"value", tool.by_condition.pooled.factor},
            {"interval", interval_object(tool.by_condition.pooled, level)},
            {"one_number", tool.by_condition.one_number},
            {"comparisons", tool.comparisons}};
}

Json quantity_object(const CalibratedQuantity& quantity, double level)
{
    const models::Parameter& parameter = quantity.parameter;
    const auto tools =
        list_of(quantity.tools, [&](const ToolFactor& tool) { return tool_object(tool, level); });
    const bool error_known = quantity.is_measured() && quantity.combined.has_interval();
    return {{"quantity", quantity.key},
            {"mark", models::to_string(parameter.mark)},
            {"value", parameter.value},
            {"standard_error", error_known ? Json(parameter.standard_error) : Json(nullptr)},
            {"interval", interval_object(quantity.combined, level)},
            {"range", {parameter.low, parameter.high}},
            {"tools_agree", quantity.tools_agree},
            {"tools", tools},
            {"notes", quantity.notes}};
}

Json unpaired_object(const Unpaired& unpaired)
{
    return {{"metric", unpaired.metric},
            {"side", unpaired.side == Side::native ? "native" : "guest"},
            {"samples", unpaired.samples},
            {"example", conditions_object<Json>(unpaired.example)},
            {"reason", unpaired.reason}};
}

Json side_object(const MeasuredSide& side)
{
    Json files = Json::array();
    for (const Imported& file : side.files) {
        std::size_t samples = 0;
        Json flags = Json::array();
        for (const Run& run : file.runs) {
            samples += run.samples.size();
            for (const std::string& flag : run.flags) flags.push_back(flag);
        }
        files.push_back({{"file", file.file},
                         {"tool", file.tool},
                         {"samples", samples},
                         {"flags", std::move(flags)},
                         {"diagnosis", file.diagnosis}});
    }
    return {{"folder", side.folder}, {"files", std::move(files)}};
}

Json guest_object(const CalibratedGuest& guest, double level)
{
    Json object = {{"guest", guest.side.name},
                   {"written", guest.written.empty() ? Json(nullptr) : Json(guest.written)}};
    object["quantities"] = list_of(guest.platform.quantities, [&](const CalibratedQuantity& one) {
        return quantity_object(one, level);
    });
    object["comparisons"] = list_of(guest.platform.compared, [&](const ComparedFactor& one) {
        return comparison_object(one, level);
    });
    object["unpaired"] = list_of(guest.platform.unpaired, unpaired_object);
    object["measurements"] = side_object(guest.side);
    return object;
}

}  // namespace

std::string calibration_document(const CalibrationAnswer& answer)
{
    Json document = {{"schema_version", schema_version},
                     {"command", "calibrate"},
                     {"drop_outliers", answer.drop_outliers}};
    document["native"] = side_object(answer.native);
    document["guests"] = list_of(answer.guests, [&](const CalibratedGuest& guest) {
        return guest_object(guest, answer.level);
    });
    return text_of(document);
}

}  // namespace tools
