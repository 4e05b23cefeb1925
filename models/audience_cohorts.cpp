// How a viewer is followed: with the clear cohort of his path or apart from it.
#include <algorithm>
#include <utility>

#include "models/audience.hpp"

namespace models {

namespace {
// Who publishes joins the cohort only where frames seldom meet, or he would leave it at once.
constexpr int calm_enough = 8;
}  // namespace

// Members of the cohort in one state are followed apart from now on, with what waits for them and
// the frames under way.
void Audience::part(std::size_t at, std::size_t first, std::size_t last, double backlog)
{
    Path& path = paths_[at];
    const auto begin = path.members.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = path.members.begin() + static_cast<std::ptrdiff_t>(last);
    const Member one = *begin;
    std::vector<Spectator> viewers;
    for (auto member = begin; member != end; ++member) viewers.push_back(*member);
    path.members.erase(begin, end);
    if (one.own_stream != no_stream && path.absent == one.own_stream) {
        path.absent = no_stream;
        backlog = 0;
    }
    links_.set_members(path.clear, static_cast<std::uint32_t>(path.receiving()));
    const std::size_t index = single_out(at, one.buffer, one.own_stream, std::move(viewers));
    if (backlog > 0) {
        links_.send(singles_[index].flow, backlog);
        for (std::size_t stream = 0; stream < streams_.size(); ++stream) {
            streams_[stream].waiting[index] = path.waiting[stream];
        }
    }
    for (Frame& frame : frames_) {
        const bool expected = frame.in_use && (frame.clear_paths >> at & 1) != 0;
        if (expected && frame.stream != one.own_stream) frame.singles.push_back(ticket(index));
    }
}

void Audience::part_publisher(std::size_t stream, double backlog)
{
    const std::size_t place = place_of_publisher(stream);
    part(streams_[stream].path, place, place + 1, backlog);
}

std::size_t Audience::place_of_publisher(std::size_t stream) const
{
    const std::vector<Member>& members = paths_[streams_[stream].path].members;
    const auto member = std::ranges::find(members, stream, &Member::own_stream);
    return static_cast<std::size_t>(member - members.begin());
}

// Who has messages waiting beyond his buffer leaves the cohort.
void Audience::split(std::size_t at)
{
    Path& path = paths_[at];
    if (path.members.empty()) return;
    const double backlog = links_.backlog(path.clear);
    if (path.members.front().buffer >= backlog) return;
    if (path.absent != no_stream) part_publisher(path.absent, 0);
    while (!path.members.empty() && path.members.front().buffer < backlog) {
        const Member& first = path.members.front();
        std::size_t last = 1;
        while (first.own_stream == no_stream && last < path.members.size() &&
               path.members[last].buffer == first.buffer &&
               path.members[last].own_stream == no_stream) {
            ++last;
        }
        part(at, 0, last, backlog);
    }
}

void Audience::merge_idle()
{
    whole_.for_each([this](std::size_t index) {
        if (mergeable(index)) merge(index);
    });
}

bool Audience::mergeable(std::size_t index)
{
    Single& single = singles_[index];
    if (!links_.idle(single.flow) || !links_.idle(paths_[single.path].clear)) {
        single.calm = 0;
        return false;
    }
    ++single.calm;
    if (single.own_stream != no_stream && single.calm < calm_enough) return false;
    return in_same_frames(index);
}

void Audience::merge(std::size_t index)
{
    const Single& single = singles_[index];
    Path& path = paths_[single.path];
    const std::uint64_t mine = ticket(index);
    for (Frame& frame : frames_) std::erase(frame.singles, mine);
    if (path.members.empty()) {
        // what waited for those who have all left the cohort is none of his
        for (Waiting& waiting : path.waiting) waiting.clear();
    }
    for (const Spectator& viewer : single.viewers) {
        if (delays_ != nullptr) delays_->move(viewer.delays, path.delays);
        const auto place =
            std::ranges::upper_bound(path.members, single.buffer, {}, &Member::buffer);
        path.members.insert(place, {viewer, single.buffer, single.own_stream});
    }
    if (single.own_stream != no_stream) streams_[single.own_stream].publisher = Publisher::member;
    path.absent = no_stream;
    links_.set_members(path.clear, static_cast<std::uint32_t>(path.receiving()));
    drop_single(index);
}

bool Audience::in_same_frames(std::size_t index) const
{
    const std::uint64_t mine = ticket(index);
    const Single& single = singles_[index];
    return std::ranges::all_of(frames_, [&](const Frame& frame) {
        if (!frame.in_use || frame.stream == single.own_stream) return true;
        const bool clear = (frame.clear_paths >> single.path & 1) != 0;
        return clear == (std::ranges::find(frame.singles, mine) != frame.singles.end());
    });
}

}  // namespace models
