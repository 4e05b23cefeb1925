#include "models/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "models/scenario_yaml.hpp"
#include "tools/capacity_text.hpp"
#include "tools/chart.hpp"
#include "tools/commands.hpp"
#include "tools/folders.hpp"
#include "tools/json.hpp"
#include "tools/progress.hpp"
#include "tools/run_summary.hpp"
#include "tools/text.hpp"
#include "tools/validation.hpp"

namespace tools {
namespace {

std::vector<RunSummary> simulate(const models::Scenario& scenario, const Arguments& arguments)
{
    Progress progress(arguments.quiet);
    progress.show(fmt::format("running {} on {}", counted(arguments.replications, "replication"),
                              counted(static_cast<long>(scenario.platforms.size()), "platform")));
    std::vector<RunSummary> summaries;
    for (const auto& runs : models::run_all(scenario, arguments.replications, arguments.threads)) {
        summaries.push_back(summarize(runs, arguments.level));
    }
    return summaries;
}

std::string cell_text(const RunFigure& total, int replications, const Terminal& terminal)
{
    const std::string mean = figure(total.value.mean, total.dimension);
    if (replications == 1 || !(total.value.half_width() >= 0)) return mean;
    return fmt::format("{} {} {}", mean, plus_minus(terminal),
                       figure(total.value.half_width(), total.dimension));
}

std::string totals_text(const std::vector<RunSummary>& summaries, const Arguments& arguments,
                        const Terminal& terminal)
{
    std::vector<Table::Cell> header = {"Whole run"};
    for (const RunSummary& summary : summaries) header.emplace_back(summary.platform);
    Table table(header);
    const auto& labels = summaries.front().totals;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (!labels[i].headline && !arguments.verbose) continue;
        std::vector<Table::Cell> row = {labels[i].label};
        for (const RunSummary& summary : summaries) {
            row.emplace_back(cell_text(summary.totals[i], arguments.replications, terminal));
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

std::string conditions(const models::Scenario& scenario, const RunSummary& summary,
                       int replications)
{
    return fmt::format("{} of {:.4g} min, resolution {}, seed {}\n\n",
                       counted(replications, "replication"), summary.minutes,
                       models::to_string(scenario.resolution), scenario.seed);
}

std::string run_text(const models::Scenario& scenario, const std::vector<RunSummary>& summaries,
                     const std::optional<Validation>& validation, const Arguments& arguments)
{
    const Terminal shown = terminal(arguments.colour);
    const std::string file = shell_word(arguments.operands.front());
    std::string text = title_line(scenario, shown) +
                       conditions(scenario, summaries.front(), arguments.replications) +
                       totals_text(summaries, arguments, shown);
    for (const RunSummary& summary : summaries) {
        if (&summary == &summaries.front() || arguments.verbose) text += chart_text(summary, shown);
    }
    if (validation) text += '\n' + validation_text(*validation, arguments.verbose, shown);
    if (!scenario.note.empty()) text += '\n' + wrapped("Note: ", scenario.note);
    return text + "\nNext: bbbcap capacity " + file + '\n';
}

}  // namespace

ExitCode run(const Arguments& arguments)
{
    const std::string& file = arguments.operands.front();
    const std::string library = library_folder(arguments.library);
    const auto scenario = models::read_scenario(file, arguments.overrides, library);
    const auto study = study_of(scenario, file, library);
    const std::vector<RunSummary> summaries = simulate(scenario, arguments);
    const std::optional<Validation> validation = validate(study, summaries);
    print(arguments.json ? run_document(scenario, arguments.replications, summaries, validation)
                         : run_text(scenario, summaries, validation, arguments));
    return ExitCode::done;
}

}  // namespace tools
