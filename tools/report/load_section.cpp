#include <fmt/format.h>

#include "models/suggestion.hpp"
#include "tools/report/load_series.hpp"
#include "tools/report/sections.hpp"
#include "tools/run_summary.hpp"

namespace tools {
namespace {

constexpr std::size_t most_rows = 12;

// Some of the points of the chart, evenly spread, the last one among them.
std::string table_html(const ReportAnswer& answer, const LoadSeries& series, bool share)
{
    std::vector<std::string> header = {"Until minute"};
    for (const std::string& platform : answer.platforms()) header.push_back(platform);
    HtmlTable table(share ? "Utilization of " + series.name : "Users present", header);
    const std::size_t step = (series.minutes.size() + most_rows - 1) / most_rows;
    const auto cell = [&](double value) {
        return share ? percent(value) : figure(value, models::Dimension::count);
    };
    for (std::size_t back = (series.minutes.size() - 1) / step + 1; back-- > 0;) {
        const std::size_t i = series.minutes.size() - 1 - back * step;
        HtmlTable::Row row = {fmt::format("{:.0f}", series.minutes[i])};
        for (const auto& values : series.by_platform) row.emplace_back(cell(values[i]));
        table.add(row);
    }
    HtmlTable::Row fullest = {{"fullest minute", Style::bold}};
    for (const double value : series.fullest) fullest.push_back({cell(value), Style::bold});
    table.add(fullest);
    return table.html();
}

std::string span_sentence(const LoadSeries& users)
{
    if (users.minutes.empty()) return "";
    const double length = users.minutes.front();
    const std::string each =
        length > 1 ? fmt::format("means over {:.0f} minutes", length) : "one for each minute";
    return fmt::format(
        "The workload from its beginning to its end, {:.0f} minutes, once on each "
        "platform with rates in place of frames (resolution flow). Points are {}; "
        "under each chart stand some of them. `bbbcap run` tells each minute.",
        users.minutes.back(), each);
}

}  // namespace

Section load_section(const ReportAnswer& answer)
{
    const LoadSeries users = users_series(answer);
    std::string html = paragraph(span_sentence(users)) + "<div class=\"grid\">\n";
    html += figure_html(users_chart(answer),
                        folded("Users present as a table", table_html(answer, users, false)));
    const std::vector<LoadSeries> resources = resource_series(answer);
    const std::vector<VegaChart> charts = resource_charts(answer);
    for (std::size_t i = 0; i < charts.size(); ++i) {
        html += figure_html(charts[i], folded(charts[i].title + " as a table",
                                              table_html(answer, resources[i], true)));
    }
    html += "</div>\n";
    const std::vector<std::string> idle = idle_resources(answer);
    if (!idle.empty()) {
        html +=
            paragraph("Never used to more than 0.5 %: " + models::enumerated(idle) + '.', "quiet");
    }
    return {"load", "Resources along the workload", html};
}

}  // namespace tools
