#include "models/audience.hpp"

#include <algorithm>

#include "sim/expect.hpp"

namespace models {

void Audience::Waiting::add(double tag)
{
    if (first > 32) {
        tags.erase(tags.begin(), tags.begin() + static_cast<std::ptrdiff_t>(first));
        first = 0;
    }
    tags.push_back(tag);
}

double Audience::Waiting::count_beyond(double tag)
{
    while (first < tags.size() && tags[first] <= tag) ++first;
    return static_cast<double>(tags.size() - first);
}

Audience::Audience(sim::FairSharing& links, WhenBehind when_behind, DropperLimits limits)
    : links_(links), when_behind_(when_behind), limits_(limits)
{
}

Audience::~Audience()
{
    for (const Single& single : singles_) {
        if (single.present) links_.remove_flow(single.flow);
    }
    for (const Path& path : paths_) links_.remove_flow(path.clear);
}

std::size_t Audience::add_path(sim::FairSharing::Class in, std::size_t node)
{
    EXPECT(paths_.size() < 64, "an audience has at most 64 paths");
    Path path;
    path.in = in;
    path.node = node;
    path.clear = links_.add_flow(in, 0);
    path.waiting.resize(streams_.size());
    paths_.push_back(std::move(path));
    return paths_.size() - 1;
}

std::size_t Audience::add_stream()
{
    std::size_t stream = 0;
    while (stream < streams_.size() && streams_[stream].present) ++stream;
    if (stream == streams_.size()) {
        streams_.emplace_back();
        for (Path& path : paths_) path.waiting.emplace_back();
    }
    streams_[stream].present = true;
    streams_[stream].droppers.assign(singles_.size(), {});
    streams_[stream].waiting.assign(singles_.size(), {});
    for (Path& path : paths_) path.waiting[stream].clear();
    return stream;
}

void Audience::remove_stream(std::size_t stream)
{
    streams_[stream].present = false;
    for (std::size_t index = 0; index < singles_.size(); ++index) {
        if (streams_[stream].droppers[index].state() != DropperState::send_all) {
            --singles_[index].degraded;
        }
        streams_[stream].droppers[index] = {};
    }
}

void Audience::join(Viewer viewer, std::size_t path, double buffer, std::size_t own_stream)
{
    ++viewers_;
    try_merge(single_out(viewer, path, buffer, own_stream));
}

std::size_t Audience::single_out(Viewer viewer, std::size_t path, double buffer, std::size_t own)
{
    std::size_t index = singles_.size();
    if (free_singles_.empty()) {
        singles_.emplace_back();
        for (Stream& stream : streams_) {
            stream.droppers.emplace_back();
            stream.waiting.emplace_back();
        }
    } else {
        index = free_singles_.back();
        free_singles_.pop_back();
    }
    Single& single = singles_[index];
    const std::uint32_t generation = single.generation + 1;
    single = {viewer,
              static_cast<std::uint32_t>(path),
              generation,
              true,
              links_.add_flow(paths_[path].in),
              buffer,
              own,
              0};
    for (Stream& stream : streams_) {
        stream.droppers[index] = {};
        stream.waiting[index].clear();
    }
    return index;
}

void Audience::drop_single(std::size_t index)
{
    links_.remove_flow(singles_[index].flow);
    singles_[index].present = false;
    free_singles_.push_back(index);
}

void Audience::leave(Viewer viewer)
{
    --viewers_;
    for (std::size_t index = 0; index < singles_.size(); ++index) {
        if (singles_[index].present && singles_[index].viewer == viewer) return drop_single(index);
    }
    for (Path& path : paths_) {
        const auto member = std::ranges::find(path.members, viewer, &ClearViewer::viewer);
        if (member == path.members.end()) continue;
        path.members.erase(member);
        links_.set_members(path.clear, static_cast<std::uint32_t>(path.members.size()));
        return;
    }
    EXPECT(false, "a viewer who is not here cannot leave");
}

std::uint64_t Audience::ticket(std::size_t index) const
{
    return (static_cast<std::uint64_t>(singles_[index].generation) << 32) | index;
}

// Who has messages waiting beyond his buffer is followed alone from now on, with the queue and the
// frames under way of the cohort he leaves.
void Audience::split(std::size_t at)
{
    Path& path = paths_[at];
    const double backlog = links_.backlog(path.clear);
    while (!path.members.empty() && path.members.front().buffer < backlog) {
        const ClearViewer leaving = path.members.front();
        path.members.erase(path.members.begin());
        links_.set_members(path.clear, static_cast<std::uint32_t>(path.members.size()));
        const std::size_t index = single_out(leaving.viewer, at, leaving.buffer, no_stream);
        links_.send(singles_[index].flow, backlog);
        for (std::size_t stream = 0; stream < streams_.size(); ++stream) {
            streams_[stream].waiting[index] = path.waiting[stream];
        }
        for (Frame& frame : frames_) {
            if (frame.in_use && (frame.clear_paths >> at & 1) != 0) {
                frame.singles.push_back(ticket(index));
            }
        }
    }
}

void Audience::try_merge(std::size_t index)
{
    const Single& single = singles_[index];
    Path& path = paths_[single.path];
    if (single.own_stream != no_stream || single.degraded > 0) return;
    if (!links_.idle(single.flow) || !links_.idle(path.clear) || !in_same_frames(index)) return;
    const std::uint64_t mine = ticket(index);
    for (Frame& frame : frames_) std::erase(frame.singles, mine);
    if (path.members.empty()) {
        // what waited for those who have all left the cohort is none of his
        for (Waiting& waiting : path.waiting) waiting.clear();
    }
    const auto place =
        std::ranges::upper_bound(path.members, single.buffer, {}, &ClearViewer::buffer);
    path.members.insert(place, {single.buffer, single.viewer});
    links_.set_members(path.clear, static_cast<std::uint32_t>(path.members.size()));
    drop_single(index);
}

bool Audience::in_same_frames(std::size_t index) const
{
    const std::uint64_t mine = ticket(index);
    return std::ranges::all_of(frames_, [&](const Frame& frame) {
        if (!frame.in_use) return true;
        const bool clear = (frame.clear_paths >> singles_[index].path & 1) != 0;
        return clear == (std::ranges::find(frame.singles, mine) != frame.singles.end());
    });
}

Frame& Audience::new_frame()
{
    const auto unused = std::ranges::find(frames_, false, &Frame::in_use);
    Frame& frame = unused == frames_.end() ? frames_.emplace_back() : *unused;
    frame.in_use = true;
    frame.clear_paths = 0;
    frame.singles.clear();
    frame.offered = 0;
    frame.delivered = 0;
    return frame;
}

Frame& Audience::offer(std::size_t stream, double bytes, bool keyframe)
{
    for (std::size_t index = 0; index < singles_.size(); ++index) {
        if (singles_[index].present) try_merge(index);
    }
    for (std::size_t at = 0; at < paths_.size(); ++at) {
        Path& path = paths_[at];
        path.served = links_.served(path.in);
        if (when_behind_ != WhenBehind::send_all) split(at);
        path.offered = static_cast<double>(path.members.size());
    }
    Frame& frame = new_frame();
    frame.stream = stream;
    frame.bytes = bytes;
    frame.keyframe = keyframe;
    for (std::size_t at = 0; at < paths_.size(); ++at) {
        if (paths_[at].members.empty()) continue;
        frame.clear_paths |= std::uint64_t{1} << at;
        frame.delivered += static_cast<double>(paths_[at].members.size());
    }
    for (std::size_t index = 0; index < singles_.size(); ++index) {
        const Single& single = singles_[index];
        if (!single.present || single.own_stream == stream) continue;
        ++paths_[single.path].offered;
        if (!decide(index, stream, keyframe)) continue;
        frame.singles.push_back(ticket(index));
        ++frame.delivered;
    }
    for (const Path& path : paths_) frame.offered += path.offered;
    return frame;
}

bool Audience::decide(std::size_t index, std::size_t stream, bool keyframe)
{
    Single& single = singles_[index];
    const double beyond = paths_[single.path].served + single.buffer;
    const bool within = links_.tail(single.flow) <= beyond;
    if (when_behind_ == WhenBehind::send_all) return true;
    if (when_behind_ == WhenBehind::newest_only) return within;
    FrameDropper& dropper = streams_[stream].droppers[index];
    const double pending = within ? 0 : streams_[stream].waiting[index].count_beyond(beyond);
    const bool was_degraded = dropper.state() != DropperState::send_all;
    const bool sent = dropper.offer(keyframe, pending, limits_);
    single.degraded += (dropper.state() != DropperState::send_all) - was_degraded;
    return sent;
}

void Audience::send(Frame& frame)
{
    frame.in_use = false;
    links_.begin_batch();
    for (std::size_t at = 0; at < paths_.size(); ++at) {
        Path& path = paths_[at];
        path.served = links_.served(path.in);
        path.delivered = 0;
        if ((frame.clear_paths >> at & 1) == 0 || path.members.empty()) continue;
        links_.send(path.clear, frame.bytes);
        path.delivered = static_cast<double>(path.members.size());
        const double tail = links_.tail(path.clear);
        if (tail - path.served > path.members.front().buffer) {
            path.waiting[frame.stream].count_beyond(path.served);
            path.waiting[frame.stream].add(tail);
        }
    }
    for (const std::uint64_t receiver : frame.singles) {
        const std::size_t index = static_cast<std::uint32_t>(receiver);
        Single& single = singles_[index];
        if (!single.present || ticket(index) != receiver) continue;  // has left meanwhile
        links_.send(single.flow, frame.bytes);
        Path& path = paths_[single.path];
        ++path.delivered;
        const double tail = links_.tail(single.flow);
        if (tail - path.served > single.buffer) streams_[frame.stream].waiting[index].add(tail);
    }
    links_.end_batch();
}

double Audience::delay(std::size_t at)
{
    const Path& path = paths_[at];
    const double backlog = links_.backlog(path.clear);
    return backlog > 0 ? backlog / links_.rate(path.in) : 0;
}

double Audience::queued()
{
    double bytes = 0;
    for (const Path& path : paths_) {
        bytes += links_.backlog(path.clear) * static_cast<double>(path.members.size());
    }
    for (const Single& single : singles_) {
        if (single.present) bytes += links_.backlog(single.flow);
    }
    return bytes;
}

}  // namespace models
