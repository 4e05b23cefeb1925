// What the utilization law alone says about capacity.
#include <algorithm>
#include <functional>
#include <limits>

#include "models/offered_load.hpp"
#include "models/room_users.hpp"

namespace models {

namespace {

// Whether the SLO asks for anything that a full link or CPU spoils. Where it asks for connections
// only, they may be full.
bool wants_quality(const Slo& slo)
{
    return std::ranges::any_of(slo.limits, [](const Limit& limit) {
        return limit.metric != SloMetric::memory_utilization &&
               limit.metric != SloMetric::refused_joins;
    });
}

// The least share of the frames that can carry a share of the bits: keyframes first.
double least_frames_for(const Media& media, double bits)
{
    const double group = media.keyframe_interval.value;
    const double keyframes =
        media.keyframe_ratio.value / (media.keyframe_ratio.value + group - 1);  // of the bits
    if (bits <= keyframes) return bits / keyframes / group;
    return (1 + (group - 1) * (bits - keyframes) / (1 - keyframes)) / group;
}

bool webcams_seen(const OfferedLoad& load)
{
    return std::ranges::any_of(load.link_pairs, [](double pairs) { return pairs > 0; });
}

// A link that carries no webcams that somebody sees may be full, if the SLO has no limit on links.
bool webcams_fit(const Slo& slo, const OfferedLoad& load)
{
    constexpr double none = std::numeric_limits<double>::infinity();
    const double limit = limit_of(slo, SloMetric::link_utilization, none);
    for (std::size_t link = 0; link < load.links.size(); ++link) {
        const double most = load.link_pairs[link] > 0 ? std::min(limit, 1.0) : limit;
        if (load.links[link] > most) return false;
    }
    return true;
}

// The largest number of users for which `fits` holds, if it holds up to some number.
int largest(int most, const std::function<bool(int)>& fits)
{
    int low = 0;
    int high = most + 1;
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (fits(middle) ? low : high) = middle;
    }
    return low;
}

}  // namespace

std::vector<ResourceUse> offered_uses(const Scenario& scenario, const Platform& platform, int users)
{
    const OfferedLoad load = offered_load(scenario, platform, users);
    const auto share = [&](double utilization, SloMetric metric) {
        return utilization / limit_of(scenario.slo, metric, 1);
    };
    std::vector<ResourceUse> uses = {
        {"memory", share(load.memory_utilization, SloMetric::memory_utilization)}};
    if (!wants_quality(scenario.slo)) return uses;
    uses.push_back({"cpu", share(load.cpu, SloMetric::cpu_utilization)});
    for (std::size_t link = 0; link < load.links.size(); ++link) {
        uses.push_back({link_resource(load.link_names[link]),
                        share(load.links[link], SloMetric::link_utilization)});
    }
    for (std::size_t i = 0; i < load.gates.size(); ++i) {
        if (scenario.profile.components[i].threads <= 0) continue;
        uses.push_back({scenario.profile.components[i].name + " (single thread)", load.gates[i]});
    }
    return uses;
}

double tightest_use(const Scenario& scenario, const Platform& platform, int users)
{
    return std::ranges::max(offered_uses(scenario, platform, users), {}, &ResourceUse::utilization)
        .utilization;
}

int users_by_law(const Scenario& scenario, const Platform& platform)
{
    return largest(scenario.max_users,
                   [&](int users) { return tightest_use(scenario, platform, users) <= 1; });
}

int users_at_most(const Scenario& scenario, const Platform& platform)
{
    const Media& media = scenario.profile.media;
    const double frame_rate = limit_of(scenario.slo, SloMetric::webcam_frame_rate, 0);
    const double delivered = limit_of(scenario.slo, SloMetric::bit_rate_delivered, 0);
    const double frames = std::max(std::min(1.0, frame_rate / media.webcam_frame_rate.value),
                                   least_frames_for(media, delivered));
    // the fewest bits: only frames that are no keyframes
    const double small = media.keyframe_interval.value /
                         (media.keyframe_ratio.value + media.keyframe_interval.value - 1);
    const std::vector<double> least_frames(nodes_of(scenario.workload).size(), frames);
    const std::vector<double> least_bits(least_frames.size(), std::max(frames * small, delivered));
    const double cpu = limit_of(scenario.slo, SloMetric::cpu_utilization, 0);
    const double memory = limit_of(scenario.slo, SloMetric::memory_utilization,
                                   1 + scenario.guest.swap / scenario.guest.memory);
    return largest(scenario.max_users, [&](int users) {
        const OfferedLoad load = offered_load(scenario, platform, users, least_frames, least_bits);
        if (load.memory_utilization > memory) return false;
        if (cpu > 0 && load.cpu > cpu) return false;
        if (delivered > 0 && webcams_seen(load) && load.cpu > 1) return false;
        return (frame_rate <= 0 && delivered <= 0) || webcams_fit(scenario.slo, load);
    });
}

}  // namespace models
