#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/report/vega_chart.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

using models::Capacity;
using models::CapacityLevel;
using models::LimitFigure;

Json layer(Json mark, Json encoding)
{
    return {{"mark", std::move(mark)}, {"encoding", std::move(encoding)}};
}

// Of an axis, for the numbers of a dimension in SI units.
const char* format_of(models::Dimension dimension)
{
    return dimension == models::Dimension::fraction ? ".3~p" : ".4~r";
}

// Null where the number has none.
Json unit_of(models::Dimension dimension)
{
    switch (dimension) {
        case models::Dimension::time:
            return "s";
        case models::Dimension::frequency:
            return "frames/s";
        default:
            return nullptr;
    }
}

Json curve_rows(const ReportAnswer& answer, std::size_t limit)
{
    Json rows = Json::array();
    for (const Capacity& capacity : answer.capacities) {
        for (const CapacityLevel& level : capacity.curve) {
            const LimitFigure& figure = level.slo.at(limit);
            rows.push_back({{"platform", capacity.platform},
                            {"users", level.users},
                            {"value", short_number(figure.value)},
                            {"low", short_number(figure.interval.low)},
                            {"high", short_number(figure.interval.high)}});
        }
    }
    return rows;
}

bool nothing_in(const Json& rows)
{
    return std::ranges::all_of(rows, [](const Json& row) { return row.at("value") == 0; });
}

Json capacity_rows(const ReportAnswer& answer)
{
    Json rows = Json::array();
    for (const Capacity& capacity : answer.capacities) {
        rows.push_back({{"platform", capacity.platform}, {"users", capacity.users}});
    }
    return rows;
}

Json limit_layers(const LimitFigure& first, const Json& value)
{
    const models::Limit limit{first.metric, first.limit};
    const Json row = {{"limit", first.limit}, {"text", "limit: " + limit_text(limit)}};
    const Json data = {{"values", Json::array({row})}};
    Json y = value;
    y["field"] = "limit";
    Json rule = layer({{"type", "rule"}, {"style", "limit"}}, {{"y", y}});
    const int inside = models::is_upper_limit(first.metric) && first.limit > 0 ? 9 : -6;
    Json text = layer(
        {{"type", "text"}, {"style", "limit-text"}, {"align", "left"}, {"dx", 4}, {"dy", inside}},
        {{"y", y}, {"x", {{"value", 0}}}, {"text", {{"field", "text"}}}});
    rule["data"] = data;
    text["data"] = data;
    return Json::array({rule, text});
}

VegaChart slo_chart(const ReportAnswer& answer, std::size_t index)
{
    const LimitFigure& first = answer.capacities.front().slo.at(index);
    const models::Dimension dimension = models::dimension_of(first.metric);
    const std::string title = spoken(first.metric);
    const Json rows = curve_rows(answer, index);
    Json value = axis("value", "");
    value["title"] = unit_of(dimension);
    value["axis"] = {{"format", format_of(dimension)}};
    value["scale"] = {{"zero", false}, {"nice", true}};
    if (nothing_in(rows)) value["scale"] = {{"domain", {0, 1}}};
    Json users = axis("users", "users present");
    users["scale"] = {{"zero", false}};
    Json low = value;
    low["field"] = "low";
    Json colour = by_platform(answer);
    // else the outline of a sign is dashed as well
    if (answer.capacities.size() > 1) colour["legend"] = {{"symbolStrokeWidth", 0}};
    Json layers = limit_layers(first, value);
    Json at_capacity = layer({{"type", "rule"}, {"style", "capacity"}},
                             {{"x", users}, {"color", colour}, {"strokeDash", colour}});
    at_capacity["data"] = {{"values", capacity_rows(answer)}};
    layers.push_back(at_capacity);
    layers.push_back(
        layer({{"type", "area"}, {"opacity", 0.2}},
              {{"x", users}, {"y", low}, {"y2", {{"field", "high"}}}, {"color", colour}}));
    layers.push_back(
        layer({{"type", "line"}},
              {{"x", users}, {"y", value}, {"color", colour}, {"strokeDash", colour}}));
    layers.push_back(layer(
        {{"type", "point"}, {"filled", true}, {"size", 45}, {"opacity", 1}},
        {{"x", users},
         {"y", value},
         {"color", colour},
         {"shape", colour},
         {"tooltip",
          Json::array({{{"field", "platform"}}, {{"field", "users"}}, {{"field", "value"}}})}}));
    return chart(
        "slo-" + std::string(models::to_string(first.metric)), title,
        fmt::format("{} against users present, one line with a band for each platform, the "
                    "limit of {} across and the capacity of each platform upright",
                    title, limit_text({first.metric, first.limit})),
        {{"height", 200}, {"data", {{"values", rows}}}, {"layer", layers}});
}

bool measured(const ReportAnswer& answer, std::size_t limit)
{
    for (const Capacity& capacity : answer.capacities) {
        for (const CapacityLevel& level : capacity.curve) {
            if (std::isfinite(level.slo.at(limit).value)) return true;
        }
    }
    return false;
}

}  // namespace

VegaChart capacity_chart(const ReportAnswer& answer)
{
    Json rows = Json::array();
    for (const Capacity& capacity : answer.capacities) {
        rows.push_back({{"platform", capacity.platform},
                        {"users", capacity.users},
                        {"low", low_users(capacity.interval)},
                        {"high", high_users(capacity.interval)},
                        {"bound", capacity.bound}});
    }
    const Json rows_by = on_rows("platform");
    const Json colour = by_platform(answer, false);
    Json users = axis("users", "users");
    users["scale"] = {{"zero", true}};
    Json low = users;
    low["field"] = "low";
    Json bound = users;
    bound["field"] = "bound";
    const Json layers = Json::array(
        {layer({{"type", "tick"}, {"style", "bound"}, {"thickness", 2}},
               {{"y", rows_by}, {"x", bound}}),
         layer({{"type", "bar"}, {"opacity", 0.25}, {"size", 16}},
               {{"y", rows_by}, {"x", users}, {"color", colour}}),
         layer({{"type", "rule"}, {"strokeWidth", 3}},
               {{"y", rows_by}, {"x", low}, {"x2", {{"field", "high"}}}, {"color", colour}}),
         layer({{"type", "point"}, {"filled", true}, {"size", 80}, {"opacity", 1}},
               {{"y", rows_by}, {"x", users}, {"color", colour}, {"shape", colour}}),
         layer({{"type", "text"}, {"align", "left"}, {"dx", 14}, {"fontWeight", "bold"}},
               {{"y", rows_by}, {"x", axis("high", "users")}, {"text", {{"field", "users"}}}})});
    return chart(
        "capacity", "Users each platform carries",
        "A bar for each platform up to the users it carries, with the interval, and a tick "
        "at the bound that no queueing can lift",
        {{"height", {{"step", 34}}}, {"data", {{"values", rows}}}, {"layer", layers}});
}

std::vector<VegaChart> slo_charts(const ReportAnswer& answer)
{
    std::vector<VegaChart> charts;
    for (std::size_t i = 0; i < answer.capacities.front().slo.size(); ++i) {
        charts.push_back(measured(answer, i) ? slo_chart(answer, i) : VegaChart{});
    }
    return charts;
}

}  // namespace tools
