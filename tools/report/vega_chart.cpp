#include "tools/report/vega_chart.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <utility>

#include "tools/json_parts.hpp"

namespace tools {
namespace {

constexpr const char* schema = "https://vega.github.io/schema/vega-lite/v5.json";

void append(std::vector<VegaChart>& all, std::vector<VegaChart> more)
{
    for (VegaChart& chart : more) {
        if (!chart.spec.empty()) all.push_back(std::move(chart));
    }
}

}  // namespace

std::string spoken(models::SloMetric metric)
{
    constexpr const char* names[] = {"CPU utilization",
                                     "Memory utilization",
                                     "Utilization of the fullest link",
                                     "Quality of sound (MOS)",
                                     "Delay of sound",
                                     "Webcam frames a second",
                                     "Share of the webcams' bit rate delivered",
                                     "Quality of video (MOS)",
                                     "Time to join, 95 of 100 within",
                                     "Joins refused"};
    static_assert(std::size(names) == models::slo_metric_count);
    return names[static_cast<std::size_t>(metric)];
}

Json axis(const std::string& field, const std::string& title)
{
    return {{"field", field}, {"type", "quantitative"}, {"title", title}};
}

Json by_platform(const ReportAnswer& answer, bool legend)
{
    Json channel = {{"field", "platform"},
                    {"type", "nominal"},
                    {"title", nullptr},
                    {"scale", {{"domain", answer.platforms()}}}};
    if (!legend || answer.capacities.size() < 2) channel["legend"] = nullptr;
    return channel;
}

Json on_rows(const std::string& field)
{
    return {{"field", field}, {"type", "nominal"}, {"title", nullptr}, {"sort", nullptr}};
}

Json short_number(double value)
{
    if (!std::isfinite(value)) return nullptr;
    return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

VegaChart chart(const std::string& name, const std::string& title, const std::string& label,
                Json spec)
{
    Json whole = {
        {"$schema", schema}, {"title", title}, {"description", label}, {"width", "container"}};
    whole.update(spec);
    return {name, title, label, whole.dump(-1, ' ', true, Json::error_handler_t::replace)};
}

std::vector<VegaChart> charts_of(const ReportAnswer& answer)
{
    std::vector<VegaChart> all;
    append(all, {capacity_chart(answer)});
    append(all, slo_charts(answer));
    append(all, {users_chart(answer)});
    append(all, resource_charts(answer));
    append(all, {gains_chart(answer), difference_chart(answer), doubt_chart(answer),
                 assumed_chart(answer)});
    return all;
}

std::string vega_lite_document(const ReportAnswer& answer)
{
    Json document = heading("report", answer.scenario);
    document["format"] = "vega-lite";
    Json& charts = document["charts"] = Json::object();
    for (const VegaChart& one : charts_of(answer)) charts[one.name] = Json::parse(one.spec);
    return text_of(document);
}

}  // namespace tools
