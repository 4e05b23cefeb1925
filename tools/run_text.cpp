#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <string>
#include <vector>

#include "tools/capacity_text.hpp"
#include "tools/chart.hpp"
#include "tools/run_answer.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

std::string cell_text(const RunFigure& total, const Terminal& terminal)
{
    const std::string mean = figure(total.value.mean, total.dimension);
    if (!std::isfinite(total.value.half_width())) return mean;
    return fmt::format("{} {} {}", mean, plus_minus(terminal),
                       figure(total.value.half_width(), total.dimension));
}

// What the totals are of: the warm-up may have been deleted.
std::string counted_part(const std::vector<models::RunAnalysis>& analyses)
{
    const double deleted = analyses.front().warm_up.deleted;
    const bool same = std::ranges::all_of(
        analyses, [=](const auto& one) { return one.warm_up.deleted == deleted; });
    if (!same) return "After the warm-up";
    return deleted <= 0 ? "Whole run" : fmt::format("From minute {:.0f} on", deleted / 60 + 1);
}

std::string totals_text(const RunAnswer& answer, bool verbose, const Terminal& terminal)
{
    std::vector<Table::Cell> header = {counted_part(answer.analyses)};
    for (const RunSummary& summary : answer.summaries) header.emplace_back(summary.platform);
    Table table(header);
    const auto& labels = answer.summaries.front().totals;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const bool asked = labels[i].name == answer.response.name;
        if (!labels[i].headline && !verbose && !asked) continue;
        std::vector<Table::Cell> row = {labels[i].label};
        for (const RunSummary& summary : answer.summaries) {
            row.emplace_back(cell_text(summary.totals[i], terminal));
        }
        table.add(row);
    }
    return table.text(terminal);
}

std::vector<double> column(const RunSummary& summary, double Minute::*value)
{
    std::vector<double> values;
    for (const Minute& minute : summary.series) values.push_back(minute.*value);
    return values;
}

std::string chart_text(const RunSummary& summary, const Terminal& terminal)
{
    const std::vector<double> users = column(summary, &Minute::users);
    const double most = users.empty() ? 0 : *std::max_element(users.begin(), users.end());
    const std::string title =
        fmt::format("{}: users, CPU and {}, minute by minute", summary.platform, summary.uplink);
    return '\n' + styled(title, Style::bold, terminal) + '\n' +
           chart({{fmt::format("{:.0f} users", most), users, most},
                  {"100 % CPU", column(summary, &Minute::cpu_utilization), 1},
                  {"100 % link", column(summary, &Minute::uplink_utilization), 1}},
                 summary.minutes, terminal.utf8);
}

// "10 replications", "10 to 23 replications"
std::string replications_text(const std::vector<models::RunAnalysis>& analyses)
{
    const auto number = [](const models::RunAnalysis& one) { return one.runs.size(); };
    const auto [least, most] = std::ranges::minmax(analyses | std::views::transform(number));
    const std::string counted_most = counted(static_cast<long>(most), "replication");
    return least == most ? counted_most : fmt::format("{} to {}", least, counted_most);
}

std::string conditions(const RunAnswer& answer)
{
    const std::string held =
        answer.hold > 0 ? counted(answer.hold, "user") + " held present, " : std::string();
    return fmt::format("{}{} of {:.4g} min, resolution {}, seed {}\n\n", held,
                       replications_text(answer.analyses), answer.summaries.front().minutes,
                       models::to_string(answer.scenario.resolution), answer.scenario.seed);
}

}  // namespace

std::string run_text(const RunAnswer& answer, const Arguments& arguments)
{
    const Terminal shown = terminal(arguments.colour);
    std::string text = title_line(answer.scenario, shown) + conditions(answer) +
                       totals_text(answer, arguments.verbose, shown) + run_analysis_text(answer);
    for (const RunSummary& summary : answer.summaries) {
        const bool first = &summary == &answer.summaries.front();
        if (first || arguments.verbose) text += chart_text(summary, shown);
    }
    if (answer.validation) {
        text += '\n' + validation_text(*answer.validation, arguments.verbose, shown);
    }
    const std::string& note = answer.scenario.note;
    if (!note.empty()) text += '\n' + wrapped("Note: ", note);
    return text + "\nNext: bbbcap capacity " + shell_word(arguments.operands.front()) + '\n';
}

}  // namespace tools
