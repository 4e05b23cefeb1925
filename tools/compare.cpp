#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/calibration_error.hpp"
#include "models/capacity.hpp"
#include "models/scenario_yaml.hpp"
#include "sim/statistics/tally.hpp"
#include "tools/capacity_text.hpp"
#include "tools/commands.hpp"
#include "tools/comparison.hpp"
#include "tools/folders.hpp"
#include "tools/json.hpp"
#include "tools/prediction_text.hpp"
#include "tools/searching.hpp"
#include "tools/text.hpp"
#include "tools/validation.hpp"

namespace tools {
namespace {

using models::Capacity;

// By replication; where one search stopped earlier, over those that both have.
sim::ConfidenceInterval difference(const std::vector<int>& one, const std::vector<int>& baseline,
                                   double level)
{
    const std::size_t pairs = std::min(one.size(), baseline.size());
    const std::vector<double> a(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(pairs));
    const std::vector<double> b(baseline.begin(),
                                baseline.begin() + static_cast<std::ptrdiff_t>(pairs));
    return sim::paired_difference(a, b, level);
}

double mean_difference(const std::vector<double>& one, const std::vector<double>& baseline)
{
    sim::Tally differences;
    for (std::size_t i = 0; i < one.size(); ++i) differences.add(one[i] - baseline[i]);
    return differences.mean();
}

// The difference between means over workloads that the true parameters, one further draw, may give.
sim::ConfidenceInterval drawn_difference(const Capacity& one, const Capacity& baseline,
                                         double level)
{
    sim::Tally differences;
    const std::size_t pairs = std::min(one.by_draw.size(), baseline.by_draw.size());
    for (std::size_t draw = 0; draw < pairs; ++draw) {
        differences.add(mean_difference(one.by_draw[draw], baseline.by_draw[draw]));
    }
    return sim::prediction_interval(differences, level);
}

sim::ConfidenceInterval difference(const Capacity& one, const Capacity& baseline, double level)
{
    const bool drawn = one.prediction || baseline.prediction;
    return drawn ? drawn_difference(one, baseline, level)
                 : difference(one.by_replication, baseline.by_replication, level);
}

bool any_doubtful(const std::vector<models::Scenario>& scenarios)
{
    return std::any_of(scenarios.begin(), scenarios.end(), [](const models::Scenario& scenario) {
        const auto doubtful = [&](const models::Platform& platform) {
            return !models::doubtful_parameters(scenario, platform).empty();
        };
        return std::any_of(scenario.platforms.begin(), scenario.platforms.end(), doubtful);
    });
}

// Each platform of the scenario; `name` in place of theirs, unless it is empty.
void add_platforms(Comparison& comparison, const models::Scenario& scenario,
                   const std::string& name, const Arguments& arguments, bool paired)
{
    const std::vector<Capacity> capacities = search(scenario, arguments, paired);
    const std::vector<RunSummary> runs = flow_runs(scenario, arguments.level, arguments.threads);
    for (std::size_t i = 0; i < capacities.size(); ++i) {
        const std::string& shown = name.empty() ? capacities[i].platform : name;
        comparison.contenders.push_back({shown, capacities[i], std::nullopt, runs[i], 1});
    }
}

Comparison compared_to_first(Comparison comparison)
{
    const ComparedCapacity& first = comparison.contenders.front();
    for (ComparedCapacity& one : comparison.contenders) {
        if (&one == &first) continue;
        one.difference = difference(one.capacity, first.capacity, comparison.level);
        one.cpu_ratio = total(one.run, "cpu_utilization") / total(first.run, "cpu_utilization");
    }
    return comparison;
}

}  // namespace

Comparison compare_platforms(const models::Scenario& scenario, const Arguments& arguments)
{
    if (scenario.platforms.size() < 2) {
        throw UsageError(
            "one platform alone cannot be compared; name another with `--platform`, or "
            "a variant with `--vary`");
    }
    Comparison comparison{{}, arguments.level};
    add_platforms(comparison, scenario, "", arguments, any_doubtful({scenario}));
    return compared_to_first(comparison);
}

namespace {

// All are read before the first is simulated.
Comparison compare_variants(const models::Scenario& scenario, const Arguments& arguments,
                            const std::string& library)
{
    std::vector<models::Scenario> scenarios = {scenario};
    std::vector<std::string> names = {"as it is"};
    for (const std::string& variant : arguments.variants) {
        std::vector<std::string> overrides = arguments.overrides;
        overrides.push_back(variant);
        scenarios.push_back(models::read_scenario(arguments.operands.front(), overrides, library));
        names.push_back(variant);
    }
    Comparison comparison{{}, arguments.level};
    for (models::Scenario& one : scenarios) one.platforms.resize(1);
    const bool paired = any_doubtful(scenarios);
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        add_platforms(comparison, scenarios[i], names[i], arguments, paired);
    }
    return compared_to_first(comparison);
}

std::string difference_text(const std::optional<sim::ConfidenceInterval>& difference,
                            const Terminal& terminal)
{
    if (!difference) return "baseline";
    return fmt::format("{:+.1f} {} {:.1f}", difference->mean, plus_minus(terminal),
                       difference->half_width());
}

std::string table_text(const Comparison& comparison, bool platforms, const Terminal& terminal)
{
    const std::string level = fmt::format("{:.6g} % interval", 100 * comparison.level);
    Table table({platforms ? "Platform" : "Variant", "Users", level, "Limited by",
                 "Difference to " + comparison.contenders.front().name, "CPU, whole run", "ratio"});
    table.align_left(3);
    for (const ComparedCapacity& one : comparison.contenders) {
        table.add({one.name,
                   {users_text(one.capacity), Style::bold},
                   users_between(one.capacity.interval),
                   limit_name(one.capacity),
                   difference_text(one.difference, terminal),
                   percent(total(one.run, "cpu_utilization")),
                   fmt::format("{:.3f}", one.cpu_ratio)});
    }
    return table.text(terminal);
}

std::vector<Capacity> capacities_of(const Comparison& comparison)
{
    std::vector<Capacity> capacities;
    for (const ComparedCapacity& one : comparison.contenders) {
        capacities.push_back(one.capacity);
        capacities.back().platform = one.name;
    }
    return capacities;
}

std::string predictions_text(const std::vector<Capacity>& capacities, const Terminal& terminal)
{
    const std::string text = prediction_text(capacities, terminal);
    if (text.empty()) return "";
    return wrapped("",
                   "Where standard errors were drawn, differences are by draw, the same on "
                   "both sides, and span what the true values may be.") +
           '\n' + text;
}

std::string comparison_text(const models::Scenario& scenario, const Comparison& comparison,
                            const std::optional<Validation>& validation, const Arguments& arguments)
{
    const Terminal shown = terminal(arguments.colour);
    const bool platforms = arguments.variants.empty();
    const auto capacities = capacities_of(comparison);
    std::string text = title_line(scenario, shown);
    if (!platforms) text += "on " + scenario.platforms.front().name + '\n';
    text += '\n' + table_text(comparison, platforms, shown);
    if (platforms) text += no_difference_text(capacities);
    text += wrapped(
        "", fmt::format("Same random numbers for each; differences by replication, {:.6g} % "
                        "level. CPU of the whole workload from one run of {:.4g} min with "
                        "rates in place of frames (resolution flow).",
                        100 * comparison.level, comparison.contenders.front().run.minutes));
    text += predictions_text(capacities, shown) + warnings_text(capacities, shown);
    if (validation) text += '\n' + validation_text(*validation, arguments.verbose, shown);
    return text + "\nNext: bbbcap capacity " + shell_word(arguments.operands.front()) + '\n';
}

std::vector<RunSummary> runs_of(const Comparison& comparison)
{
    std::vector<RunSummary> runs;
    for (const ComparedCapacity& one : comparison.contenders) runs.push_back(one.run);
    return runs;
}

}  // namespace

ExitCode compare(const Arguments& arguments)
{
    const std::string& file = arguments.operands.front();
    const std::string library = library_folder(arguments.library);
    const auto scenario = models::read_scenario(file, arguments.overrides, library);
    const bool platforms = arguments.variants.empty();
    const auto study = platforms ? study_of(scenario, file, library) : std::nullopt;
    const Comparison comparison = platforms ? compare_platforms(scenario, arguments)
                                            : compare_variants(scenario, arguments, library);
    const std::optional<Validation> validation = validate(study, runs_of(comparison));
    print(arguments.json ? comparison_document(scenario, comparison, validation)
                         : comparison_text(scenario, comparison, validation, arguments));
    return exit_code_of(capacities_of(comparison));
}

}  // namespace tools
