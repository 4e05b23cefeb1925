#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calibration/validation.hpp"
#include "models/parameter.hpp"
#include "models/run_analysis.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace tools {

// One minute of a run, mean over the replications. NaN where nobody watched or listened.
struct Minute {
    int minute = 0;    // from 1
    double users = 0;  // at its end
    double mean_users = 0;
    double cpu_utilization = 0;
    double cpu_cores = 0;  // busy
    double memory_bytes = 0;
    double uplink_bit_s = 0;
    double uplink_utilization = 0;
    double webcam_fps_per_viewer = 0;
    double bit_rate_delivered = 0;  // share
    double audio_mos = 0;
    double video_mos = 0;
};

// How much of a resource is in use, by minute.
struct ResourceSeries {
    std::string resource;  // as in models::ResourceUse
    std::vector<double> by_minute;
};

// A number about a whole run, over the replications that have it.
struct RunFigure {
    std::string name;   // in JSON
    std::string label;  // on the terminal
    models::Dimension dimension = models::Dimension::count;
    bool headline = false;            // shown without --verbose
    sim::ConfidenceInterval value{};  // mean NaN: none has it
};

// The replications of one platform.
struct RunSummary {
    std::string platform;
    std::string uplink;  // name of the directed link that fills first
    double minutes = 0;
    std::vector<Minute> series;
    std::vector<ResourceSeries> resources;  // of flow_runs() alone
    std::vector<RunFigure> totals;          // the same ones in the same order for every platform
    std::uint64_t fingerprint = 0;          // of all replications
};

// `runs`: at least one, of one platform.
RunSummary summarize(const std::vector<models::Run>& runs, double level);

// Averages of a single run have the intervals of its batch means.
RunSummary summarize(const models::RunAnalysis& analysis, double level);

// One run of the whole workload on each platform, with rates in place of frames (`resolution:
// flow`).
std::vector<RunSummary> flow_runs(models::Scenario scenario, double level, int threads);

// The total of that name, its mean.
double total(const RunSummary& summary, const std::string& name);

// What a study is held against.
calibration::MacroRun macro_run(const RunSummary& summary);

}  // namespace tools
