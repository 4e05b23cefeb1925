#include "models/slo.hpp"

#include <algorithm>

namespace models {

Dimension dimension_of(SloMetric metric)
{
    switch (metric) {
        case SloMetric::cpu_utilization:
        case SloMetric::memory_utilization:
        case SloMetric::link_utilization:
        case SloMetric::bit_rate_delivered:
            return Dimension::fraction;
        case SloMetric::audio_mos:
        case SloMetric::video_mos:
            return Dimension::factor;
        case SloMetric::audio_delay:
        case SloMetric::join_time_p95:
            return Dimension::time;
        case SloMetric::webcam_frame_rate:
            return Dimension::frequency;
        case SloMetric::refused_joins:
            return Dimension::count;
    }
    return Dimension::factor;
}

bool is_upper_limit(SloMetric metric)
{
    return metric != SloMetric::audio_mos && metric != SloMetric::video_mos &&
           metric != SloMetric::webcam_frame_rate && metric != SloMetric::bit_rate_delivered;
}

double limit_of(const Slo& slo, SloMetric metric, double otherwise)
{
    const auto found = std::ranges::find(slo.limits, metric, &Limit::metric);
    return found == slo.limits.end() ? otherwise : found->value;
}

}  // namespace models
