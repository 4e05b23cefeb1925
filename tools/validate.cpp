#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "calibration/measured_ramp.hpp"
#include "models/scenario_yaml.hpp"
#include "tools/capacity_text.hpp"
#include "tools/commands.hpp"
#include "tools/folders.hpp"
#include "tools/json.hpp"
#include "tools/option_values.hpp"
#include "tools/progress.hpp"
#include "tools/ramp_answer.hpp"
#include "tools/run_summary.hpp"
#include "tools/text.hpp"
#include "tools/validation.hpp"
#include "tools/written_files.hpp"

namespace tools {
namespace {

constexpr double longest_span = 300;  // s
constexpr double enough_time = 300;   // s of each draw, if that is 5 to 20 spans

bool is_there(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

// Whether the file says `study:` where a published study does.
bool is_study_file(const std::string& path)
{
    constexpr int first_lines = 100;
    std::ifstream file(path, std::ios::binary);
    std::string line;
    for (int i = 0; i < first_lines && std::getline(file, line); ++i) {
        if (line.starts_with("study:")) return true;
    }
    return false;
}

// The file of the study that is named, by its name or its path; empty: it is no study.
std::string study_file(const std::string& named, const std::string& library)
{
    if (is_there(named)) return is_study_file(named) ? named : "";
    const bool is_name = named.find_first_of("./") == std::string::npos;
    return is_name ? study_path(library, named, "--against " + models::printable(named)) : "";
}

ExitCode validate_by_study(const models::Scenario& scenario, const std::string& path,
                           const Arguments& arguments)
{
    const auto study = calibration::read_published(path);
    const auto validation =
        validate(study, flow_runs(scenario, arguments.level, arguments.threads));
    if (validation->rows.empty()) {
        throw UsageError(fmt::format(
            "no figure of {} compares two platforms of the scenario; name two with `--platform`",
            models::printable(path)));
    }
    const Terminal shown = terminal(arguments.colour);
    print(arguments.json ? study_document(scenario, *validation)
                         : title_line(scenario, shown) + '\n' +
                               validation_text(*validation, arguments.verbose, shown) +
                               study_score_text(*validation));
    return ExitCode::done;
}

calibration::RampSeries series_of(const Arguments& arguments)
{
    const auto users = read_series("--users", arguments.users);
    if (!users) throw UsageError("`validate` needs the series of users; name it with `--users`");
    return {*users,
            {read_series("--cpu", arguments.cpu), read_series("--memory", arguments.memory),
             read_series("--sent", arguments.sent)},
            arguments.cores,
            arguments.settle};
}

// More than the scenario may hold, or what is no number of users.
void expect_levels(const std::vector<calibration::MeasuredRamp>& ramps,
                   const std::string& first_file, const models::Scenario& scenario)
{
    for (const auto& ramp : ramps) {
        for (const double users : ramp.users) {
            if (users >= 0 && std::round(users) <= scenario.max_users) continue;
            throw models::InputError(
                {{{first_file, 1, 1},
                  fmt::format("has {:.6g} users, where the scenario holds 0 to `max_users` = {}; "
                              "name another series, or raise it with `--set max_users=...`",
                              users, scenario.max_users)}});
        }
    }
}

models::LevelOptions options_for(const std::vector<calibration::MeasuredRamp>& ramps,
                                 const Arguments& arguments)
{
    models::LevelOptions options;
    options.span = 0;
    for (const auto& ramp : ramps) options.span = std::max(options.span, ramp.step);
    options.span = std::min(options.span, longest_span);
    options.spans = static_cast<int>(std::clamp(std::ceil(enough_time / options.span), 5.0, 20.0));
    options.level = arguments.level;
    options.calibration_error = arguments.calibration_error;
    options.threads = arguments.threads;
    return options;
}

void note_what_differs(RampAnswer& answer)
{
    const auto all = calibration::levels_of(answer.ramps, 1000000);
    if (all.size() > answer.levels.size()) {
        answer.notes.push_back(fmt::format(
            "{} numbers of users were there; {} spread evenly over them are predicted, what is "
            "between is on the line between two",
            all.size(), answer.levels.size()));
    }
    double step = 0;
    for (const auto& ramp : answer.ramps) step = std::max(step, ramp.step);
    if (step > answer.options.span) {
        answer.notes.push_back(fmt::format(
            "a sample stands for up to {:.6g} s, a predicted one for {:.6g} s; intervals are a "
            "little too wide",
            step, answer.options.span));
    }
}

ExitCode validate_by_ramps(const models::Scenario& scenario, const Arguments& arguments)
{
    if (scenario.platforms.size() > 1) {
        throw UsageError("monitoring is of one machine; name its platform with `--platform`");
    }
    std::vector<std::string> inputs = arguments.against;
    inputs.push_back(arguments.operands.front());
    expect_output(arguments, inputs);
    RampAnswer answer;
    answer.scenario = scenario;
    answer.files = arguments.against;
    models::Findings findings;
    answer.ramps =
        calibration::read_ramps(answer.files, series_of(arguments), answer.notes, findings);
    findings.throw_if_any();
    expect_levels(answer.ramps, answer.files.front(), scenario);
    answer.options = options_for(answer.ramps, arguments);
    const auto levels = calibration::levels_of(answer.ramps);
    const models::Platform& platform = scenario.platforms.front();
    Progress progress(arguments.quiet);
    progress.show(fmt::format("predicting {} ...",
                              counted(static_cast<long>(levels.size()), "level of users")));
    answer.levels = models::predict_levels(scenario, platform, levels, answer.options);
    answer.validation = calibration::validate(
        answer.ramps, answer.levels, models::server_limits(scenario, platform), scenario.slo);
    note_what_differs(answer);
    if (!arguments.output.empty()) write_files({{arguments.output, ramp_table(answer)}});
    print(arguments.json ? ramp_document(answer) : ramp_text(answer, terminal(arguments.colour)));
    return ExitCode::done;
}

}  // namespace

ExitCode validate(const Arguments& arguments)
{
    if (arguments.against.empty()) {
        throw UsageError("`validate` needs what was measured; name it with `--against`");
    }
    const std::string library = library_folder(arguments.library);
    const auto scenario =
        models::read_scenario(arguments.operands.front(), arguments.overrides, library);
    std::string study;
    for (const std::string& one : arguments.against) {
        study = study_file(one, library);
        if (!study.empty()) break;
    }
    if (study.empty()) return validate_by_ramps(scenario, arguments);
    if (arguments.against.size() > 1) {
        throw UsageError("a published study stands alone; give one `--against`");
    }
    return validate_by_study(scenario, study, arguments);
}

}  // namespace tools
