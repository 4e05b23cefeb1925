#include <fmt/format.h>

#include <boost/algorithm/string/replace.hpp>
#include <cmath>

#include "tools/curve_text.hpp"
#include "tools/report/embedded.hpp"
#include "tools/report/sections.hpp"

namespace tools {
namespace {

using models::Capacity;
using models::CapacityLevel;
using models::LimitFigure;

constexpr double least_shown = 0.002;  // of a figure; a narrower interval is not shown

constexpr const char* unbroken = "\u00a0";  // a space where no line ends

// "379 ± 17.2 ms"; with both units where they are not the same. A line may end before the ± alone.
std::string joined(const std::string& value, const std::string& half)
{
    const std::size_t unit = value.find(' ');
    const bool same = unit != std::string::npos && half.ends_with(value.substr(unit));
    return boost::replace_all_copy(same ? value.substr(0, unit) : value, " ", unbroken) + " ±" +
           unbroken + boost::replace_all_copy(half, " ", unbroken);
}

// "On kvm a slope: ..."
std::string shape_on(const Capacity& capacity, bool one_of_several)
{
    std::string shape = shape_text(capacity);
    if (shape.empty() || !one_of_several) return shape;
    shape.front() = 'a';
    return "On " + capacity.platform + ' ' + shape;
}

// "93.0 ± 0.4 %", and a sign where the limit does not hold.
Table::Cell figure_cell(const LimitFigure& limit)
{
    const models::Dimension dimension = models::dimension_of(limit.metric);
    std::string text = figure(limit.value, dimension);
    const double half = limit.interval.half_width();
    if (half >= least_shown * std::abs(limit.value) && half > 0) {
        text = joined(text, figure(half, dimension));
    }
    if (limit.verdict == models::Verdict::met) return {text};
    const bool missed = limit.verdict == models::Verdict::missed;
    return {text + (missed ? " ✗" : " ?"), missed ? Style::bad : Style::caution};
}

HtmlTable::Row level_row(const CapacityLevel& level)
{
    HtmlTable::Row row = {counted(level.users, "user"), fmt::format("{:.0f} %", 100 * level.share),
                          fmt::format("{} of {}", level.held, level.replications)};
    for (const LimitFigure& limit : level.slo) row.push_back(figure_cell(limit));
    return row;
}

std::string table_html(const ReportAnswer& answer)
{
    std::vector<std::string> header = {"Users present", "Of the capacity", "SLO held in"};
    for (const LimitFigure& limit : answer.capacities.front().slo) {
        header.push_back(spoken(limit.metric) + ", " + limit_text({limit.metric, limit.limit}));
    }
    HtmlTable table(
        fmt::format("The figures of the SLO {} around the capacity, means over the replications. ± "
                    "is the half width of the {:.6g} % interval, where it is 0.2 % or more. ✗: the "
                    "limit is missed, ?: it is in some replications and not in others.",
                    answer.scenario.slo.name, 100 * answer.comparison.level),
        header);
    for (const Capacity& capacity : answer.capacities) {
        table.group(capacity.platform);
        for (const CapacityLevel& level : capacity.curve) table.add(level_row(level));
    }
    return table.html();
}

// The numbers of one chart; on paper the table of all of them is enough.
std::string folded_table(const ReportAnswer& answer, const VegaChart& chart, std::size_t limit)
{
    HtmlTable table(chart.title + " around the capacity", {"Users present", chart.title});
    for (const Capacity& capacity : answer.capacities) {
        table.group(capacity.platform);
        for (const CapacityLevel& level : capacity.curve) {
            table.add({counted(level.users, "user"), figure_cell(level.slo[limit])});
        }
    }
    return folded(chart.title + " as a table", table.html());
}

std::string figures_html(const ReportAnswer& answer)
{
    std::string figures;
    if (chart_runtime().empty()) return figures;
    const std::vector<VegaChart> charts = slo_charts(answer);
    for (std::size_t i = 0; i < charts.size(); ++i) {
        if (charts[i].spec.empty()) continue;
        figures += figure_html(charts[i], folded_table(answer, charts[i], i));
    }
    return figures.empty() ? "" : "<div class=\"grid\">\n" + figures + "</div>\n";
}

}  // namespace

Section levels_section(const ReportAnswer& answer)
{
    std::string html = paragraph(
        "So many users are held present, with the rooms and the turnover of the workload. Bands "
        "are the intervals of the means; the limit runs across, the capacity of each platform "
        "upright.");
    const std::string shape = shape_on(answer.tightest(), answer.capacities.size() > 1);
    if (!shape.empty()) html += paragraph(shape);
    return {"levels", "The service level around the capacity",
            html + figures_html(answer) + table_html(answer)};
}

}  // namespace tools
