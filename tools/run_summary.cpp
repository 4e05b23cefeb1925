#include "tools/run_summary.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace tools {
namespace {

using models::Dimension;
using models::Run;
using models::Sample;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool watched(const Sample& sample)
{
    return std::any_of(sample.nodes.begin(), sample.nodes.end(),
                       [](const auto& node) { return node.webcams_seen > 0; });
}

bool listened(const Sample& sample)
{
    return std::any_of(sample.nodes.begin(), sample.nodes.end(),
                       [](const auto& node) { return node.audio_users > 0; });
}

double webcam_fps(const Sample& sample)
{
    return watched(sample) ? sample.webcam_frame_rate : none;
}

double video_mos(const Sample& sample)
{
    return watched(sample) ? sample.video_mos : none;
}

double audio_mos(const Sample& sample)
{
    return listened(sample) ? sample.audio_mos : none;
}

double users_or_none(int users)
{
    return users < 0 ? none : users;
}

double mean_of_series(const Run& run, const std::function<double(const Sample&)>& value)
{
    double sum = 0;
    double passed = 0;
    for (const Sample& sample : run.series) {
        sum += value(sample) * (sample.end - sample.begin);
        passed += sample.end - sample.begin;
    }
    return passed > 0 ? sum / passed : none;
}

double peak_of_series(const Run& run, const std::function<double(const Sample&)>& value)
{
    double peak = none;
    for (const Sample& sample : run.series) peak = std::fmax(peak, value(sample));
    return peak;
}

double worst_of_series(const Run& run, const std::function<double(const Sample&)>& value)
{
    double worst = none;
    for (const Sample& sample : run.series) worst = std::fmin(worst, value(sample));
    return worst;
}

double users(const Sample& sample)
{
    return sample.users;
}
double cpu(const Sample& sample)
{
    return sample.cpu_utilization;
}
double mean_users(const Sample& sample)
{
    return sample.mean_users;
}
double cpu_cores(const Sample& sample)
{
    return sample.cpu_cores;
}
double bit_rate_delivered(const Sample& sample)
{
    return watched(sample) ? sample.bit_rate_delivered : none;
}
double memory(const Sample& sample)
{
    return sample.memory_bytes;
}

struct Total {
    const char* name;
    const char* label;
    Dimension dimension;
    bool headline;
    double (*of)(const Run& run);
};

const Total totals[] = {
    {"mean_users", "users, mean", Dimension::count, false,
     [](const Run& run) { return run.whole.mean_users; }},
    {"peak_users", "users, peak", Dimension::count, true,
     [](const Run& run) { return peak_of_series(run, users); }},
    {"cpu_utilization", "CPU, mean", Dimension::fraction, true,
     [](const Run& run) { return run.whole.cpu_utilization; }},
    {"peak_cpu_utilization", "CPU, fullest minute", Dimension::fraction, true,
     [](const Run& run) { return peak_of_series(run, cpu); }},
    {"memory_bytes", "memory, mean", Dimension::bytes, true,
     [](const Run& run) { return mean_of_series(run, memory); }},
    {"peak_memory_bytes", "memory, peak", Dimension::bytes, true,
     [](const Run& run) { return peak_of_series(run, memory); }},
    {"uplink_bit_s", "uplink, mean", Dimension::bit_rate, true,
     [](const Run& run) { return run.whole.link_bit_rate.at(run.uplink); }},
    {"peak_uplink_bit_s", "uplink, fullest minute", Dimension::bit_rate, true,
     [](const Run& run) {
         return peak_of_series(
             run, [&run](const Sample& sample) { return sample.link_bit_rate.at(run.uplink); });
     }},
    {"peak_uplink_utilization", "uplink use, fullest minute", Dimension::fraction, false,
     [](const Run& run) {
         return peak_of_series(
             run, [&run](const Sample& sample) { return sample.link_utilization.at(run.uplink); });
     }},
    {"disk_utilization", "disk, mean", Dimension::fraction, false,
     [](const Run& run) { return run.whole.disk_utilization; }},
    {"webcam_deliveries", "webcams x viewers at the end", Dimension::count, true,
     [](const Run& run) { return static_cast<double>(run.webcam_deliveries); }},
    {"webcam_fps_per_viewer", "frames/s per webcam and viewer, last minute", Dimension::factor,
     true,
     [](const Run& run) { return run.series.empty() ? none : webcam_fps(run.series.back()); }},
    {"webcam_bit_s_per_viewer", "bit rate per webcam and viewer, last minute", Dimension::bit_rate,
     true,
     [](const Run& run) {
         const bool seen = !run.series.empty() && watched(run.series.back());
         return seen ? run.series.back().webcam_bit_rate : none;
     }},
    {"frames_dropped", "webcam frames dropped", Dimension::fraction, true,
     [](const Run& run) { return run.whole.frames_dropped; }},
    {"frames_held_back", "frames held back at the sender", Dimension::count, false,
     [](const Run& run) { return run.whole.frames_held_back; }},
    {"users_at_first_drop", "users at the first drop", Dimension::count, false,
     [](const Run& run) { return users_or_none(run.users_at_first_drop); }},
    {"far_users_at_first_drop", "users behind the uplink at the first drop", Dimension::count, true,
     [](const Run& run) { return users_or_none(run.far_users_at_first_drop); }},
    {"worst_audio_mos", "audio MOS, worst minute", Dimension::factor, false,
     [](const Run& run) { return worst_of_series(run, audio_mos); }},
    {"worst_video_mos", "video MOS, worst minute", Dimension::factor, false,
     [](const Run& run) { return worst_of_series(run, video_mos); }},
    {"frame_delay_mean", "delay of a frame, mean over its viewers", Dimension::time, false,
     [](const Run& run) { return run.delays.copies > 0 ? run.delays.mean : none; }},
    {"frame_delay_worst_viewer", "delay of frames, mean of the worst viewer", Dimension::time,
     false, [](const Run& run) { return run.delays.copies > 0 ? run.delays.worst : none; }},
    {"frame_delay_longest", "delay of a frame, longest", Dimension::time, false,
     [](const Run& run) { return run.delays.copies > 0 ? run.delays.longest : none; }},
    {"joins", "joins", Dimension::count, false, [](const Run& run) { return run.whole.joins; }},
    {"refused_joins", "joins refused", Dimension::count, true,
     [](const Run& run) { return run.whole.refused; }},
    {"join_time_p95", "join time, 95 of 100 within", Dimension::time, true,
     [](const Run& run) { return run.whole.join_times.quantile(0.95); }},
};

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
    minute.users = mean(users);
    minute.mean_users = mean(mean_users);
    minute.cpu_utilization = mean(cpu);
    minute.cpu_cores = mean(cpu_cores);
    minute.memory_bytes = mean(memory);
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

std::vector<RunFigure> run_figures()
{
    std::vector<RunFigure> figures;
    for (const Total& one : totals) {
        figures.push_back({one.name, one.label, one.dimension, one.headline, {}});
    }
    return figures;
}

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
    for (const Total& asked : totals) {
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

std::vector<RunSummary> flow_runs(models::Scenario scenario, double level, int threads)
{
    scenario.resolution = models::Resolution::flow;
    std::vector<RunSummary> summaries;
    for (const auto& runs : models::run_all(scenario, 1, threads)) {
        summaries.push_back(summarize(runs, level));
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
