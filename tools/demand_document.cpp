#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/demand_answer.hpp"
#include "tools/json_parts.hpp"

namespace tools {
namespace {

using calibration::DemandOrigin;
using calibration::RecordedDemand;
using calibration::RecordedDemands;
using Json = nlohmann::ordered_json;

const char* unit_of(models::Dimension dimension)
{
    if (dimension == models::Dimension::time) return "s";
    return dimension == models::Dimension::bytes ? "B" : "B/s";
}

const char* origin_of(DemandOrigin origin)
{
    if (origin == DemandOrigin::prior) return "profile";
    return origin == DemandOrigin::at_zero ? "at_zero" : "fitted";
}

Json single_object(const calibration::SingleDemand& one)
{
    return {{"recording", one.folder},
            {"samples", one.samples},
            {"value", one.value},
            {"standard_error", one.standard_error}};
}

Json demand_object(const RecordedDemand& demand)
{
    return {
        {"name", demand.demand.name},
        {"key", demand.key.empty() ? Json() : Json("profile." + demand.key)},
        {"value", demand.demand.value},
        {"unit", unit_of(demand.dimension)},
        {"standard_error", demand.standard_error()},
        {"error_of_fit", demand.demand.standard_error},
        {"between_recordings", demand.single.size() > 1 ? Json(demand.between_recordings) : Json()},
        {"recordings", list_of(demand.single, single_object)},
        {"origin", origin_of(demand.demand.origin)}};
}

// The covariance row by row, of the demands in their order.
Json covariance(const calibration::DemandFit& fit)
{
    Json rows = Json::array();
    const std::size_t size = fit.demands.size() + 1;
    for (std::size_t i = 0; !fit.covariance.empty() && i < size; ++i) {
        const auto begin = fit.covariance.begin() + static_cast<std::ptrdiff_t>(i * size);
        rows.push_back(std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(size)));
    }
    return rows;
}

Json response_object(const RecordedDemands& one)
{
    const calibration::DemandFit& fit = one.fit;
    return {{"response", one.response},
            {"refusal", fit.told() ? Json() : Json(fit.refusal)},
            {"samples", fit.samples},
            {"foreign", fit.foreign},
            {"saturated", fit.saturated},
            {"degrees_of_freedom", fit.degrees_of_freedom},
            {"condition_number", fit.condition_number},
            {"inseparable", fit.inseparable},
            {"demands", list_of(one.demands, demand_object)},
            {"covariance", covariance(fit)}};
}

Json recording_object(const calibration::Recording& one)
{
    const auto unsettled = std::count(one.settled.begin(), one.settled.end(), false);
    return {{"folder", one.folder}, {"samples", one.times.size()}, {"unsettled", unsettled}};
}

}  // namespace

std::string demand_document(const DemandAnswer& answer)
{
    const Json document = {{"schema_version", 1},
                           {"command", "fit"},
                           {"recordings", list_of(answer.recordings, recording_object)},
                           {"responses", list_of(answer.fits, response_object)},
                           {"written", answer.written.empty() ? Json() : Json(answer.written)},
                           {"notes", answer.notes}};
    return text_of(document);
}

}  // namespace tools
