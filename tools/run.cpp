#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/finding.hpp"
#include "models/scenario_yaml.hpp"
#include "models/suggestion.hpp"
#include "models/unit.hpp"
#include "tools/commands.hpp"
#include "tools/folders.hpp"
#include "tools/progress.hpp"
#include "tools/run_answer.hpp"
#include "tools/text.hpp"
#include "tools/validation.hpp"

namespace tools {
namespace {

// Options that say the same twice, or without another one nothing.
void check_together(const Arguments& arguments)
{
    const bool precision = arguments.has("precision");
    if (precision && arguments.has("replications")) {
        throw UsageError(
            "`--replications` sets the number that `--precision` finds; remove one of the two");
    }
    if (!precision && arguments.has("budget")) {
        throw UsageError(
            "`--budget` ends what `--precision` goes on with; add `--precision`, or set "
            "`--replications`");
    }
}

std::optional<double> read_warm_up(const std::string& text)
{
    if (text.empty() || text == "auto") return std::nullopt;
    if (text == "off") return 0;
    std::string problem;
    const auto time = models::read_quantity(text, models::Dimension::time, problem);
    if (time && *time >= 0) return time;
    throw UsageError(
        fmt::format("`--warm-up` must be `auto`, `off` or a time like `5 min`, found {}",
                    models::quoted(text)));
}

RunTotal read_response(const std::string& text)
{
    const std::string name = text.empty() ? "cpu_utilization" : text;
    std::vector<std::string> known;
    for (const RunTotal& total : run_totals()) {
        if (total.name == name) return total;
        known.emplace_back(total.name);
    }
    throw UsageError(fmt::format("`--response` does not know {}{}", models::quoted(text),
                                 models::way_out(text, known)));
}

models::RunAnalysisOptions options_of(const Arguments& arguments, const RunTotal& response)
{
    models::RunAnalysisOptions options;
    options.warm_up = read_warm_up(arguments.warm_up);
    options.replications = arguments.replications;
    if (arguments.has("precision")) options.precision = arguments.precision;
    options.budget = arguments.budget;
    options.level = arguments.level;
    options.threads = arguments.threads;
    options.response = response.of;
    if (response.reading != nullptr) options.reading = response.reading;
    return options;
}

// A minute of the run must be left.
void check_length(const models::RunAnalysisOptions& options, const models::Scenario& scenario)
{
    const double length = models::run_length(scenario);
    const double deleted = 60 * std::ceil(options.warm_up.value_or(0) / 60);
    if (deleted == 0 || deleted <= length - 60) return;
    throw UsageError(fmt::format("`--warm-up` deletes {} of a run of {}; leave a minute at least",
                                 figure(deleted, models::Dimension::time),
                                 figure(length, models::Dimension::time)));
}

std::vector<models::RunAnalysis> simulate(const RunAnswer& answer, bool quiet)
{
    Progress progress(quiet);
    const auto platforms = static_cast<long>(answer.scenario.platforms.size());
    const std::string what = answer.asked.precision > 0
                                 ? "replications until the precision is reached"
                                 : counted(answer.asked.replications, "replication");
    progress.show(fmt::format("running {} on {}", what, counted(platforms, "platform")));
    return models::analyse_runs(answer.scenario, answer.asked);
}

void check_measured(const RunAnswer& answer)
{
    const auto unmeasured = std::ranges::find_if(answer.analyses, &models::RunAnalysis::unmeasured);
    if (unmeasured == answer.analyses.end()) return;
    throw UsageError(fmt::format(
        "`--response {}` was not there to be measured in every replication on {}; ask for another "
        "response",
        answer.response.name, unmeasured->runs.front().platform));
}

bool is_precise(const RunAnswer& answer)
{
    return std::ranges::all_of(answer.analyses, &models::RunAnalysis::precise);
}

}  // namespace

ExitCode run(const Arguments& arguments)
{
    check_together(arguments);
    RunAnswer answer;
    answer.response = read_response(arguments.response);
    answer.asked = options_of(arguments, answer.response);
    const std::string& file = arguments.operands.front();
    const std::string library = library_folder(arguments.library);
    answer.scenario = models::read_scenario(file, arguments.overrides, library);
    answer.hold = arguments.hold;
    if (answer.hold > 0) answer.scenario = models::held_scenario(answer.scenario, answer.hold);
    check_length(answer.asked, answer.scenario);
    const bool whole = answer.hold == 0 && answer.asked.warm_up.value_or(0) == 0;
    const auto study = whole ? study_of(answer.scenario, file, library) : std::nullopt;
    answer.analyses = simulate(answer, arguments.quiet);
    check_measured(answer);
    for (const models::RunAnalysis& analysis : answer.analyses) {
        answer.summaries.push_back(summarize(analysis, arguments.level));
    }
    answer.validation = validate(study, answer.summaries);
    print(arguments.json ? run_document(answer) : run_text(answer, arguments));
    return is_precise(answer) ? ExitCode::done : ExitCode::imprecise;
}

}  // namespace tools
