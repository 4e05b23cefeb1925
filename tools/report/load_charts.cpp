#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/report/load_series.hpp"
#include "tools/report/vega_chart.hpp"

namespace tools {
namespace {

Json rows_of(const ReportAnswer& answer, const LoadSeries& series)
{
    Json rows = Json::array();
    for (std::size_t platform = 0; platform < series.by_platform.size(); ++platform) {
        const std::vector<double>& values = series.by_platform[platform];
        for (std::size_t i = 0; i < values.size(); ++i) {
            rows.push_back({{"platform", answer.capacities[platform].platform},
                            {"minute", series.minutes[i]},
                            {"value", short_number(values[i])}});
        }
    }
    return rows;
}

// The limit that the SLO has for a resource; 0: none.
double limit_on(const models::Scenario& scenario, const std::string& resource)
{
    const auto limit = [&](models::SloMetric metric) {
        return models::limit_of(scenario.slo, metric, 0);
    };
    if (resource == "cpu") return limit(models::SloMetric::cpu_utilization);
    if (resource == "memory") return limit(models::SloMetric::memory_utilization);
    const bool is_link = std::ranges::any_of(scenario.links, [&](const models::LinkSpec& link) {
        return resource.starts_with(link.name);
    });
    return is_link ? limit(models::SloMetric::link_utilization) : 0;
}

Json lines(const ReportAnswer& answer, const Json& value)
{
    const Json colour = by_platform(answer);
    return {{"mark", {{"type", "line"}}},
            {"encoding",
             {{"x", axis("minute", "minutes from the beginning")},
              {"y", value},
              {"color", colour},
              {"strokeDash", colour}}}};
}

VegaChart load_chart(const ReportAnswer& answer, const std::string& name, const std::string& title,
                     const std::string& label, const LoadSeries& series, const Json& value,
                     double limit)
{
    Json layers = Json::array({lines(answer, value)});
    if (limit > 0) {
        Json y = value;
        y["field"] = "limit";
        const Json row = {{"limit", limit}};
        layers.push_back({{"data", {{"values", Json::array({row})}}},
                          {"mark", {{"type", "rule"}, {"style", "limit"}}},
                          {"encoding", {{"y", y}}}});
    }
    return chart(
        name, title, label,
        {{"height", 150}, {"data", {{"values", rows_of(answer, series)}}}, {"layer", layers}});
}

}  // namespace

VegaChart users_chart(const ReportAnswer& answer)
{
    return load_chart(answer, "load-users", "Users present",
                      "Users present from the beginning of the workload to its end",
                      users_series(answer), axis("value", "users"), 0);
}

std::vector<VegaChart> resource_charts(const ReportAnswer& answer)
{
    std::vector<VegaChart> charts;
    for (const LoadSeries& series : resource_series(answer)) {
        Json value = axis("value", "in use");
        value["axis"] = {{"format", ".3~p"}};
        value["scale"] = {{"domainMin", 0}};
        charts.push_back(load_chart(
            answer, "load-" + series.name, series.name,
            fmt::format("Utilization of {} from the beginning of the workload to its end, a line "
                        "for each platform",
                        series.name),
            series, value, limit_on(answer.scenario, series.name)));
    }
    return charts;
}

}  // namespace tools
