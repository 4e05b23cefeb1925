// What an audience does with a frame: who gets it is decided when it comes in, and it goes onto the
// connections when its CPU time has been spent.
#include <algorithm>

#include "models/audience.hpp"

namespace models {

Frame& Audience::new_frame(std::size_t stream, double bytes, bool keyframe)
{
    const auto unused = std::ranges::find(frames_, false, &Frame::in_use);
    Frame& frame = unused == frames_.end() ? frames_.emplace_back() : *unused;
    frame.stream = stream;
    frame.bytes = bytes;
    frame.keyframe = keyframe;
    frame.in_use = true;
    frame.clear_paths = 0;
    frame.singles.clear();
    frame.offered = 0;
    frame.delivered = 0;
    return frame;
}

bool Audience::publishes_from(std::size_t path, std::size_t stream, Publisher as) const
{
    return streams_[stream].publisher == as && streams_[stream].path == path;
}

Frame& Audience::offer(std::size_t stream, double bytes, bool keyframe)
{
    merge_idle();
    for (std::size_t at = 0; at < paths_.size(); ++at) {
        paths_[at].served = links_.served(paths_[at].in);
        if (when_behind_ != WhenBehind::send_all) split(at);
    }
    Frame& frame = new_frame(stream, bytes, keyframe);
    for (std::size_t at = 0; at < paths_.size(); ++at) {
        Path& path = paths_[at];
        const bool own_member = publishes_from(at, stream, Publisher::member);
        const bool own_single = publishes_from(at, stream, Publisher::single);
        const std::size_t clear = path.members.size() - own_member;
        path.offered = static_cast<double>(clear) + path.apart - own_single;
        frame.offered += path.offered;
        if (clear == 0) continue;
        frame.clear_paths |= std::uint64_t{1} << at;
        frame.delivered += static_cast<double>(clear);
    }
    offer_to_singles(frame);
    return frame;
}

void Audience::offer_to_singles(Frame& frame)
{
    const auto offer_one = [&](std::size_t index) {
        if (singles_[index].own_stream == frame.stream || !decide(index, frame)) return;
        frame.singles.push_back(ticket(index));
        frame.delivered += singles_[index].count();
    };
    if (frame.keyframe) return present_.for_each(offer_one);
    // an interframe is nothing to a dropper that waits for a keyframe
    present_.for_each_without(streams_[frame.stream].closed, offer_one);
}

bool Audience::decide(std::size_t index, const Frame& frame)
{
    if (when_behind_ == WhenBehind::send_all) return true;
    Single& single = singles_[index];
    const double beyond = paths_[single.path].served + single.buffer;
    const bool within = links_.tail(single.flow) <= beyond;
    if (when_behind_ == WhenBehind::newest_only) return within;
    Stream& stream = streams_[frame.stream];
    FrameDropper& dropper = stream.droppers[index];
    const double pending = within ? 0 : stream.waiting[index].count_beyond(beyond);
    const DropperState before = dropper.state();
    const bool sent = dropper.offer(frame.keyframe, pending, limits_);
    if (dropper.state() == before) return sent;
    using enum DropperState;
    single.degraded += (dropper.state() != send_all) - (before != send_all);
    (single.degraded == 0 ? whole_.insert(index) : whole_.erase(index));
    const bool open = dropper.state() == send_all || dropper.state() == send_interframes;
    (open ? stream.closed.erase(index) : stream.closed.insert(index));
    return sent;
}

// Visits the indices of single viewers who get the frame and have not left meanwhile.
template <class Visit>
void Audience::for_each_receiver(const Frame& frame, Visit visit)
{
    for (const std::uint64_t receiver : frame.singles) {
        const std::size_t index = static_cast<std::uint32_t>(receiver);
        if (present_.contains(index) && ticket(index) == receiver) visit(index);
    }
}

void Audience::send(Frame& frame)
{
    links_.begin_batch();
    for (std::size_t at = 0; at < paths_.size(); ++at) {
        paths_[at].served = links_.served(paths_[at].in);
        paths_[at].delivered = 0;
        if ((frame.clear_paths >> at & 1) != 0) send_to_clear(at, frame);
    }
    for_each_receiver(frame, [&](std::size_t index) {
        const Single& single = singles_[index];
        links_.send(single.flow, frame.bytes);
        Path& path = paths_[single.path];
        path.delivered += single.count();
        const double tail = links_.tail(single.flow);
        if (tail - path.served > single.buffer) streams_[frame.stream].waiting[index].add(tail);
    });
    links_.end_batch();
    if (delays_ != nullptr) note_delays(frame);
    frame.in_use = false;
}

// After the batch, at the rates that the frame itself leaves.
void Audience::note_delays(const Frame& frame)
{
    for (std::size_t at = 0; at < paths_.size(); ++at) {
        const Path& path = paths_[at];
        if ((frame.clear_paths >> at & 1) == 0 || path.receiving() == 0) continue;
        const double wait = links_.backlog(path.clear) / links_.rate(path.in);
        const CopyDelays::Record own = publishes_from(at, frame.stream, Publisher::member)
                                           ? path.members[place_of_publisher(frame.stream)].delays
                                           : CopyDelays::nobody;
        delays_->sent(path.delays, path.members, own, frame.published, wait, path.way);
    }
    for_each_receiver(frame, [&](std::size_t index) {
        const Single& single = singles_[index];
        const Path& path = paths_[single.path];
        const double wait = links_.backlog(single.flow) / links_.rate(path.in);
        delays_->sent(single.delays, single.viewers, CopyDelays::nobody, frame.published, wait,
                      path.way);
    });
}

void Audience::send_to_clear(std::size_t at, Frame& frame)
{
    Path& path = paths_[at];
    const bool own = publishes_from(at, frame.stream, Publisher::member);
    const std::size_t absent = own ? frame.stream : no_stream;
    if (links_.idle(path.clear)) {
        path.absent = absent;
        links_.set_members(path.clear, static_cast<std::uint32_t>(path.receiving()));
    } else if (path.absent != absent) {
        // frames meet: from now on what waits for a publisher is not what waits for the others
        if (path.absent != no_stream) part_publisher(path.absent, 0);
        if (own) part_publisher(frame.stream, links_.backlog(path.clear));
    }
    if (path.receiving() == 0) return;
    links_.send(path.clear, frame.bytes);
    path.delivered = static_cast<double>(path.receiving());
    const double tail = links_.tail(path.clear);
    if (tail - path.served > path.members.front().buffer) {
        path.waiting[frame.stream].count_beyond(path.served);
        path.waiting[frame.stream].add(tail);
    }
}

}  // namespace models
