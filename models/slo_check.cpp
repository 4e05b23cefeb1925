#include "models/slo_check.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/observation.hpp"

namespace models {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// The network card carries what the links behind it carry; a limit on links is about the links.
double fullest_link(const Sample& sample)
{
    return sample.link_utilization.empty() ? 0 : std::ranges::max(sample.link_utilization);
}

}  // namespace

double value_of(SloMetric metric, const Sample& sample)
{
    const bool watched = sample.video_mos > 0;
    const bool heard = sample.audio_mos > 0;
    switch (metric) {
        case SloMetric::cpu_utilization:
            return sample.cpu_utilization;
        case SloMetric::memory_utilization:
            return sample.memory_utilization;
        case SloMetric::link_utilization:
            return fullest_link(sample);
        case SloMetric::audio_mos:
            return heard ? sample.audio_mos : nothing;
        case SloMetric::audio_delay:
            return heard ? sample.audio_delay : nothing;
        case SloMetric::webcam_frame_rate:
            return watched ? sample.webcam_frame_rate : nothing;
        case SloMetric::bit_rate_delivered:
            return watched ? sample.bit_rate_delivered : nothing;
        case SloMetric::video_mos:
            return watched ? sample.video_mos : nothing;
        case SloMetric::join_time_p95:
            return sample.join_times.count() > 0 ? sample.join_times.quantile(0.95) : nothing;
        case SloMetric::refused_joins:
            return sample.refused;
    }
    return nothing;
}

bool holds(const Limit& limit, const Sample& sample)
{
    const double value = value_of(limit.metric, sample);
    if (std::isnan(value)) return true;
    return is_upper_limit(limit.metric) ? value <= limit.value : value >= limit.value;
}

bool holds(const Slo& slo, const Sample& sample)
{
    return std::ranges::all_of(slo.limits,
                               [&](const Limit& limit) { return holds(limit, sample); });
}

}  // namespace models
