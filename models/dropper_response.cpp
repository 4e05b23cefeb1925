#include "models/dropper_response.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstddef>
#include <map>
#include <mutex>
#include <vector>

#include "models/frame_dropper.hpp"
#include "sim/expect.hpp"

namespace models {

namespace {

constexpr int viewer_count = 24;
constexpr double settling = 120;  // s, not counted
constexpr double measured = 240;  // s

// All that a scale model depends on.
struct Conditions {
    std::size_t streams;
    double share;
    double bit_rate;  // of one webcam
    double frame_rate;
    double keyframe_interval;
    double keyframe_ratio;
    double buffer_low;  // bytes
    double buffer_high;
    double pending;
    double sequential;
    auto operator<=>(const Conditions&) const = default;
};

Conditions conditions(const Media& media, int streams, double share)
{
    return {static_cast<std::size_t>(streams), share,
            media.webcam_bit_rate.value,       media.webcam_frame_rate.value,
            media.keyframe_interval.value,     media.keyframe_ratio.value,
            media.socket_buffer_low.value,     media.socket_buffer_high.value,
            media.dropper_pending.value,       media.dropper_sequential.value};
}

// One viewer: a connection that carries all his streams, first come first served.
struct Viewer {
    double buffer = 0;  // bytes the kernel takes
    double sent = 0;    // bytes so far
    double served = 0;
    std::vector<FrameDropper> droppers;        // by stream
    std::vector<std::vector<double>> waiting;  // by stream: `sent` at each message not yet through
};

double pending(Viewer& viewer, std::size_t stream)
{
    std::vector<double>& tags = viewer.waiting[stream];
    if (viewer.sent - viewer.served <= viewer.buffer) tags.clear();
    if (tags.empty()) return 0;
    const double beyond = viewer.served + viewer.buffer;
    std::erase_if(tags, [beyond](double tag) { return tag <= beyond; });
    return static_cast<double>(tags.size());
}

bool offer(Viewer& viewer, std::size_t stream, bool keyframe, double bytes,
           const DropperLimits& limits)
{
    if (!viewer.droppers[stream].offer(keyframe, pending(viewer, stream), limits)) return false;
    viewer.sent += bytes;
    if (viewer.sent - viewer.served > viewer.buffer) {
        viewer.waiting[stream].push_back(viewer.sent);
    }
    return true;
}

// Divides what the link carries in a step equally among those who have something to carry.
void serve(std::vector<Viewer>& viewers, double bytes)
{
    while (bytes > 1e-9) {
        double least = 0;
        int busy = 0;
        for (const Viewer& viewer : viewers) {
            const double backlog = viewer.sent - viewer.served;
            if (backlog <= 1e-9) continue;
            least = busy == 0 ? backlog : std::min(least, backlog);
            ++busy;
        }
        if (busy == 0) return;
        const double each = std::min(least, bytes / busy);
        for (Viewer& viewer : viewers) {
            if (viewer.sent - viewer.served > 1e-9) viewer.served += each;
        }
        bytes -= each * busy;
    }
}

std::vector<Viewer> viewers_of(const Conditions& under)
{
    std::vector<Viewer> viewers(viewer_count);
    for (std::size_t index = 0; index < viewers.size(); ++index) {
        const double place = (static_cast<double>(index) + 0.5) / viewer_count;
        viewers[index].buffer = under.buffer_low + place * (under.buffer_high - under.buffer_low);
        viewers[index].droppers.resize(under.streams);
        viewers[index].waiting.resize(under.streams);
    }
    return viewers;
}

VideoShare scale_model(const Conditions& under)
{
    const DropperLimits limits{under.pending, under.sequential};
    const std::size_t streams = under.streams;
    const double share = under.share;
    const double interval = under.keyframe_interval;
    const double small =
        under.bit_rate / 8 / under.frame_rate * interval / (under.keyframe_ratio + interval - 1);
    const double step = 1 / (under.frame_rate * static_cast<double>(streams));
    const double capacity = share * viewer_count * static_cast<double>(streams) * under.bit_rate /
                            8 * step;  // bytes per step
    std::vector<Viewer> viewers = viewers_of(under);
    const auto settled = static_cast<std::size_t>(settling / step);
    const auto steps = static_cast<std::size_t>((settling + measured) / step);
    double frames = 0;
    double bytes = 0;
    double queued = 0;
    for (std::size_t number = 0; number < steps; ++number) {
        const std::size_t stream = number % streams;
        // the cameras' groups of frames begin evenly spread over the keyframe interval
        const double phase =
            std::floor(interval * static_cast<double>(stream) / static_cast<double>(streams));
        const bool keyframe =
            std::fmod(static_cast<double>(number / streams) + phase, interval) == 0;
        const double size = small * (keyframe ? under.keyframe_ratio : 1);
        for (Viewer& viewer : viewers) {
            if (!offer(viewer, stream, keyframe, size, limits) || number < settled) continue;
            ++frames;
            bytes += size;
        }
        serve(viewers, capacity);
        if (number < settled) continue;
        for (const Viewer& viewer : viewers) queued += viewer.sent - viewer.served;
    }
    const double offered = static_cast<double>(steps - settled) * viewer_count;
    const double published = under.bit_rate / 8 / under.frame_rate;
    return {std::min(1.0, frames / offered), std::min(share, bytes / (offered * published)),
            queued / offered};
}

// What scale models have shown, for all runs of the program: a capacity search asks for the same
// again in each replication, and a scale model costs more than the run that asks. Thread-safe.
// What was forgotten is measured again, with the same result.
class Measurements {
public:
    std::optional<VideoShare> find(const Conditions& under)
    {
        const std::scoped_lock lock(mutex_);
        const auto found = known_.find(under);
        return found == known_.end() ? std::nullopt : std::optional(found->second);
    }

    void keep(const Conditions& under, const VideoShare& got)
    {
        const std::scoped_lock lock(mutex_);
        if (known_.size() >= most) known_.clear();
        known_.emplace(under, got);
    }

private:
    static constexpr std::size_t most = 10000;  // about 2 MB

    std::mutex mutex_;
    std::map<Conditions, VideoShare> known_;
};

VideoShare measured_once(const Conditions& under)
{
    static Measurements measurements;
    if (const auto known = measurements.find(under)) return *known;
    const VideoShare got = scale_model(under);
    measurements.keep(under, got);
    return got;
}

}  // namespace

DropperResponse::DropperResponse(const Media& media, int streams) : media_(media), streams_(streams)
{
    EXPECT(streams > 0, "a viewer who watches nothing has no dropper");
    std::vector<double> shares{0.02, 0.04, 0.06, 0.09, 0.12, 0.16, 0.2,  0.25, 0.3,  0.36, 0.42,
                               0.48, 0.54, 0.6,  0.66, 0.72, 0.77, 0.82, 0.87, 0.91, 0.95, 0.98};
    const double ratio = media.keyframe_ratio.value;
    const double keyframes_alone = ratio / (ratio + media.keyframe_interval.value - 1);
    for (const double around : {0.9, 0.96, 1.0, 1.03, 1.06, 1.09, 1.12, 1.18}) {
        if (around * keyframes_alone < 1) shares.push_back(around * keyframes_alone);
    }
    std::ranges::sort(shares);
    for (const double share : shares) nodes_.push_back({share, {}});
    nodes_.push_back({1, VideoShare{}});
}

const VideoShare& DropperResponse::got(Node& node)
{
    if (!node.got) node.got = measured_once(conditions(media_, streams_, node.share));
    return *node.got;
}

VideoShare DropperResponse::at(double share)
{
    if (share >= 1) return {};
    const auto above = std::ranges::upper_bound(nodes_, share, {}, &Node::share);
    const VideoShare high = got(*above);
    if (above == nodes_.begin()) {
        const double part = std::max(0.0, share) / above->share;
        return {high.frames * part, high.bits * part, high.queued};
    }
    const auto below = std::prev(above);
    const VideoShare low = got(*below);
    const double part = (share - below->share) / (above->share - below->share);
    return {low.frames + part * (high.frames - low.frames),
            low.bits + part * (high.bits - low.bits),
            low.queued + part * (high.queued - low.queued)};
}

}  // namespace models
