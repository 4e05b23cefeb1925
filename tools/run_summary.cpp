#include "tools/run_summary.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "models/resource_use.hpp"
#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"
#include "tools/run_totals.hpp"

namespace tools {
namespace {

using models::Run;
using models::Sample;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

sim::ConfidenceInterval interval_of(const sim::Tally& tally, double level)
{
    if (tally.count() == 0) return {none, none, none, level};
    if (tally.count() == 1) return {tally.mean(), none, none, level};
    return sim::confidence_interval(tally, level);
}

// Mean over the replications of one minute; those in which nobody was there to measure it have no
// say.
double mean_at(const std::vector<Run>& runs, std::size_t index,
               const std::function<double(const Run&, const Sample&)>& value)
{
    sim::Tally tally;
    for (const Run& run : runs) {
        const double observation = value(run, run.series.at(index));
        if (!std::isnan(observation)) tally.add(observation);
    }
    return tally.count() > 0 ? tally.mean() : none;
}

Minute minute_at(const std::vector<Run>& runs, std::size_t index)
{
    const auto mean = [&](double (*value)(const Sample&)) {
        return mean_at(runs, index, [value](const Run&, const Sample& s) { return value(s); });
    };
    Minute minute;
    minute.minute = static_cast<int>(index) + 1;
    minute.users = mean([](const Sample& s) { return static_cast<double>(s.users); });
    minute.mean_users = mean([](const Sample& s) { return s.mean_users; });
    minute.cpu_utilization = mean([](const Sample& s) { return s.cpu_utilization; });
    minute.cpu_cores = mean([](const Sample& s) { return s.cpu_cores; });
    minute.memory_bytes = mean([](const Sample& s) { return s.memory_bytes; });
    minute.uplink_bit_s = mean_at(runs, index, [](const Run& run, const Sample& s) {
        return s.link_bit_rate.at(run.uplink);
    });
    minute.uplink_utilization = mean_at(runs, index, [](const Run& run, const Sample& s) {
        return s.link_utilization.at(run.uplink);
    });
    minute.webcam_fps_per_viewer = mean(webcam_fps);
    minute.bit_rate_delivered = mean(bit_rate_delivered);
    minute.audio_mos = mean(audio_mos);
    minute.video_mos = mean(video_mos);
    return minute;
}

// A resource that is not there in a minute was not in use.
std::vector<ResourceSeries> resource_series(const models::Scenario& scenario, const Run& run)
{
    std::vector<ResourceSeries> all;
    for (std::size_t minute = 0; minute < run.series.size(); ++minute) {
        for (const models::ResourceUse& use : models::resources_of(scenario, run.series[minute])) {
            auto found = std::ranges::find(all, use.resource, &ResourceSeries::resource);
            if (found == all.end()) {
                found =
                    all.insert(all.end(), {use.resource, std::vector<double>(run.series.size())});
            }
            found->by_minute[minute] = use.utilization;
        }
    }
    return all;
}

// One fingerprint stands for itself; several are mixed in the order of the replications (FNV-1a by
// word).
std::uint64_t fingerprint_of(const std::vector<Run>& runs)
{
    if (runs.size() == 1) return runs.front().fingerprint;
    std::uint64_t mixed = 0xcbf29ce484222325;
    for (const Run& run : runs) mixed = (mixed ^ run.fingerprint) * 0x100000001b3;
    return mixed;
}

}  // namespace

RunSummary summarize(const std::vector<Run>& runs, double level)
{
    EXPECT(!runs.empty(), "there is a run to summarize");
    const Run& first = runs.front();
    RunSummary summary;
    summary.platform = first.platform;
    summary.uplink = first.links.at(first.uplink);
    summary.minutes = first.whole.end / 60;
    for (std::size_t i = 0; i < first.series.size(); ++i) {
        summary.series.push_back(minute_at(runs, i));
    }
    for (const RunTotal& asked : run_totals()) {
        sim::Tally tally;
        for (const Run& run : runs) {
            const double value = asked.of(run);
            if (!std::isnan(value)) tally.add(value);
        }
        summary.totals.push_back(
            {asked.name, asked.label, asked.dimension, asked.headline, interval_of(tally, level)});
    }
    summary.fingerprint = fingerprint_of(runs);
    return summary;
}

RunSummary summarize(const models::RunAnalysis& analysis, double level)
{
    RunSummary summary = summarize(analysis.runs, level);
    for (std::size_t i = 0; i < summary.totals.size(); ++i) {
        const auto of_it = [&](const auto& one) { return one.value == run_totals()[i].reading; };
        const auto batches = std::ranges::find_if(analysis.batch_means, of_it);
        if (batches == analysis.batch_means.end() || !batches->means.found) continue;
        sim::ConfidenceInterval& value = summary.totals[i].value;
        const double half = batches->means.interval.half_width();
        value = {value.mean, value.mean - half, value.mean + half, level};
    }
    return summary;
}

std::vector<RunSummary> flow_runs(models::Scenario scenario, double level, int threads)
{
    scenario.resolution = models::Resolution::flow;
    std::vector<RunSummary> summaries;
    for (const auto& runs : models::run_all(scenario, 1, threads)) {
        summaries.push_back(summarize(runs, level));
        summaries.back().resources = resource_series(scenario, runs.front());
    }
    return summaries;
}

double total(const RunSummary& summary, const std::string& name)
{
    const auto found = std::find_if(summary.totals.begin(), summary.totals.end(),
                                    [&](const RunFigure& figure) { return figure.name == name; });
    EXPECT(found != summary.totals.end(), "there is a total of that name");
    return found->value.mean;
}

calibration::MacroRun macro_run(const RunSummary& summary)
{
    calibration::MacroRun run;
    run.platform = summary.platform;
    run.mean_utilization = total(summary, "cpu_utilization");
    run.mean_memory = total(summary, "memory_bytes");
    for (const Minute& minute : summary.series) {
        run.minute_utilization.push_back(minute.cpu_utilization);
    }
    return run;
}

}  // namespace tools
