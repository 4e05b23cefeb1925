#include "tools/run_totals.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace tools {
namespace {

using models::Dimension;
using models::Reading;
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

double users_or_none(int users)
{
    return users < 0 ? none : users;
}

double mean_of_series(const Run& run, const std::function<double(const Sample&)>& value)
{
    double sum = 0;
    double passed = 0;
    for (const Sample& sample : counted(run)) {
        sum += value(sample) * (sample.end - sample.begin);
        passed += sample.end - sample.begin;
    }
    return passed > 0 ? sum / passed : none;
}

double peak_of_series(const Run& run, const std::function<double(const Sample&)>& value)
{
    double peak = none;
    for (const Sample& sample : counted(run)) peak = std::fmax(peak, value(sample));
    return peak;
}

double worst_of_series(const Run& run, const std::function<double(const Sample&)>& value)
{
    double worst = none;
    for (const Sample& sample : counted(run)) worst = std::fmin(worst, value(sample));
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
double memory(const Sample& sample)
{
    return sample.memory_bytes;
}

constexpr RunTotal totals[] = {
    {"mean_users", "users, mean", Dimension::count, false,
     [](const Run& run) { return run.whole.mean_users; }, &Reading::users},
    {"peak_users", "users, peak", Dimension::count, true,
     [](const Run& run) { return peak_of_series(run, users); }},
    {"cpu_utilization", "CPU, mean", Dimension::fraction, true,
     [](const Run& run) { return run.whole.cpu_utilization; }, &Reading::cpu_utilization},
    {"peak_cpu_utilization", "CPU, fullest minute", Dimension::fraction, true,
     [](const Run& run) { return peak_of_series(run, cpu); }},
    {"memory_bytes", "memory, mean", Dimension::bytes, true,
     [](const Run& run) { return mean_of_series(run, memory); }, &Reading::memory_bytes},
    {"peak_memory_bytes", "memory, peak", Dimension::bytes, true,
     [](const Run& run) { return peak_of_series(run, memory); }},
    {"uplink_bit_s", "uplink, mean", Dimension::bit_rate, true,
     [](const Run& run) { return run.whole.link_bit_rate.at(run.uplink); }, &Reading::uplink_bit_s},
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
     [](const Run& run) { return run.whole.disk_utilization; }, &Reading::disk_utilization},
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

}  // namespace

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

double bit_rate_delivered(const Sample& sample)
{
    return watched(sample) ? sample.bit_rate_delivered : none;
}

std::span<const RunTotal> run_totals()
{
    return totals;
}

}  // namespace tools
