#include "models/run_analysis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/slo_check.hpp"
#include "models/words.hpp"
#include "sim/replications.hpp"
#include "sim/statistics/tally.hpp"
#include "sim/statistics/warm_up.hpp"

namespace models {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr ReadingValue reading_values[] = {&Reading::users, &Reading::cpu_utilization,
                                           &Reading::memory_bytes, &Reading::disk_utilization,
                                           &Reading::uplink_bit_s};

bool asks_precision(const RunAnalysisOptions& options)
{
    return options.precision > 0;
}

int first_replications(const RunAnalysisOptions& options)
{
    if (!asks_precision(options)) return options.replications;
    return std::min(sim::Precision{}.minimum, options.budget);
}

// The mean over the replications of each reading.
std::vector<double> averaged(const std::vector<Run>& runs, ReadingValue value)
{
    std::vector<double> means;
    for (std::size_t i = 0; i < runs.front().readings.size(); ++i) {
        sim::Tally tally;
        for (const Run& run : runs) tally.add(run.readings[i].*value);
        means.push_back(tally.mean());
    }
    return means;
}

std::string first_minutes(double seconds)
{
    return seconds > 0 ? fmt::format("the first {:g} min deleted", seconds / 60)
                       : std::string("nothing deleted");
}

DeletedWarmUp decided_warm_up(const std::vector<Run>& runs, const Workload& workload,
                              const RunAnalysisOptions& options)
{
    if (options.warm_up) {
        const double asked = 60 * std::ceil(*options.warm_up / 60);
        return {asked > 0, asked, first_minutes(asked) + ", as asked"};
    }
    if (!has_steady_state(workload)) {
        return {false, 0,
                fmt::format("nothing deleted: a {} has no steady state, its course is the question",
                            to_string(workload.kind))};
    }
    const sim::WarmUp found = sim::delete_warm_up(averaged(runs, options.reading));
    if (!found.found) {
        return {false, 0, fmt::format("{}; observed each {:g} s", found.report, reading_length)};
    }
    const double steady = static_cast<double>(found.deleted) * reading_length;
    const double deleted = 60 * std::ceil(steady / 60);
    return {true, deleted,
            fmt::format("{}: MSER-5 is least after {:g} s", first_minutes(deleted), steady)};
}

std::vector<RunBatchMeans> batch_means_of(const Run& run, double level)
{
    const auto deleted = static_cast<std::size_t>(std::round(run.counted_from / reading_length));
    std::vector<RunBatchMeans> all;
    for (const ReadingValue value : reading_values) {
        std::vector<double> series;
        for (std::size_t i = deleted; i < run.readings.size(); ++i) {
            series.push_back(run.readings[i].*value);
        }
        all.push_back({value, sim::batch_means(series, level)});
    }
    return all;
}

SloViolation first_violation_of(const Run& run, const Slo& slo)
{
    for (const Sample& minute : run.series) {
        const auto broken = std::ranges::find_if(
            slo.limits, [&](const Limit& limit) { return !holds(limit, minute); });
        if (broken == slo.limits.end()) continue;
        return {minute.end, static_cast<double>(minute.users), to_string(broken->metric)};
    }
    return {infinity, infinity, ""};
}

SloViolations violations_of(const std::vector<Run>& runs, const Slo& slo, double level)
{
    SloViolations found;
    std::vector<double> times;
    std::vector<double> users;
    for (const Run& run : runs) {
        found.by_replication.push_back(first_violation_of(run, slo));
        times.push_back(found.by_replication.back().time);
        users.push_back(found.by_replication.back().users);
    }
    found.time = sim::first_violation(times, runs.front().series.back().end, level);
    found.users = sim::quantile_interval(users, 0.5, level);
    return found;
}

// Goes on from the replications that are there until the response is precise.
void run_until_precise(RunAnalysis& analysis, const Scenario& scenario, const Platform& platform,
                       const RunAnalysisOptions& options)
{
    std::vector<Run>& runs = analysis.runs;
    const auto there = static_cast<int>(runs.size());
    runs.resize(static_cast<std::size_t>(options.budget));
    const auto one = [&](int number) {
        // every replication writes a place of its own
        Run& run = runs[static_cast<std::size_t>(number)];
        if (number >= there) {
            run = run_once(scenario, platform, static_cast<std::uint64_t>(number));
            delete_beginning(run, analysis.warm_up.deleted);
        }
        return std::vector<double>{options.response(run)};
    };
    sim::Precision precision;
    precision.relative = options.precision;
    precision.level = options.level;
    precision.minimum = there;
    precision.maximum = options.budget;
    const auto result = sim::run_replications(precision, options.threads, one);
    runs.resize(result.observations.size());
    analysis.precise = result.precise;
}

sim::ConfidenceInterval response_of(const RunAnalysis& analysis, const RunAnalysisOptions& options)
{
    sim::Tally tally;
    for (const Run& run : analysis.runs) tally.add(options.response(run));
    return sim::confidence_interval(tally, options.level);
}

bool measured(const std::vector<Run>& runs, const RunResponse& response)
{
    return std::ranges::none_of(runs, [&](const Run& run) { return std::isnan(response(run)); });
}

RunAnalysis analysis_of(std::vector<Run> runs, const Scenario& scenario, const Platform& platform,
                        const RunAnalysisOptions& options)
{
    RunAnalysis analysis;
    analysis.runs = std::move(runs);
    const Workload& workload = scenario.workload;
    analysis.warm_up = decided_warm_up(analysis.runs, workload, options);
    for (Run& run : analysis.runs) delete_beginning(run, analysis.warm_up.deleted);
    analysis.unmeasured = !measured(analysis.runs, options.response);
    if (asks_precision(options) && !analysis.unmeasured) {
        run_until_precise(analysis, scenario, platform, options);
        analysis.unmeasured = !measured(analysis.runs, options.response);
    }
    analysis.response = response_of(analysis, options);
    if (has_steady_state(workload) && analysis.runs.size() == 1) {
        analysis.batch_means = batch_means_of(analysis.runs.front(), options.level);
    } else if (!has_steady_state(workload)) {
        analysis.violations = violations_of(analysis.runs, scenario.slo, options.level);
    }
    return analysis;
}

}  // namespace

bool has_steady_state(const Workload& workload)
{
    return workload.kind == WorkloadKind::fixed || workload.kind == WorkloadKind::poisson;
}

std::vector<RunAnalysis> analyse_runs(const Scenario& scenario, const RunAnalysisOptions& options)
{
    const int first = first_replications(options);
    const bool read = has_steady_state(scenario.workload) && (!options.warm_up || first == 1);
    auto runs = run_all(scenario, first, options.threads, read ? reading_length : 0);
    std::vector<RunAnalysis> analyses;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        analyses.push_back(
            analysis_of(std::move(runs[i]), scenario, scenario.platforms[i], options));
    }
    return analyses;
}

}  // namespace models
