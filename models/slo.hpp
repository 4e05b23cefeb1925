#pragma once

#include <string>
#include <vector>

#include "models/parameter.hpp"

namespace models {

enum class SloMetric {
    cpu_utilization,     // at most, 0 ... 1, mean over the window
    memory_utilization,  // at most, guest memory in use / guest memory
    link_utilization,    // at most, of the fullest link
    audio_mos,           // at least, E-model, mean over audio users
    audio_delay,         // at most, s one way, mean over audio users
    webcam_frame_rate,   // at least, frames/s per webcam and viewer, mean of the worst-served node
    bit_rate_delivered,  // at least, webcam bytes that reached viewers / published for them
    video_mos,           // at least, G.1070, from the same frames
    join_time_p95,       // at most, s
    refused_joins,       // at most, count
};
inline constexpr int slo_metric_count = 10;

struct Limit {
    SloMetric metric = SloMetric::cpu_utilization;
    double value = 0;
};

// Service level objective: all limits have to hold.
struct Slo {
    std::string name;
    std::string title;
    std::vector<Limit> limits;
};

const char* to_string(SloMetric metric);
Dimension dimension_of(SloMetric metric);
bool is_upper_limit(SloMetric metric);  // true: the value must not be exceeded

// The limit that the SLO has for the metric, or what stands for none.
double limit_of(const Slo& slo, SloMetric metric, double otherwise);

}  // namespace models
