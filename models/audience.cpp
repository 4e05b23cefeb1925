// Who is in an audience.
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

Audience::Audience(sim::FairSharing& links, WhenBehind when_behind, DropperLimits limits,
                   CopyDelays* delays)
    : links_(links), when_behind_(when_behind), limits_(limits), delays_(delays)
{
}

Audience::~Audience()
{
    present_.for_each([this](std::size_t index) { links_.remove_flow(singles_[index].flow); });
    for (const Path& path : paths_) links_.remove_flow(path.clear);
}

std::size_t Audience::add_path(sim::FairSharing::Class in, std::size_t node, sim::Time way)
{
    EXPECT(paths_.size() < 64, "an audience has at most 64 paths");
    Path path;
    path.in = in;
    path.node = node;
    path.way = way;
    path.clear = links_.add_flow(in, 0);
    if (delays_ != nullptr) path.delays = delays_->open_group();
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
    streams_[stream] = {};
    streams_[stream].present = true;
    streams_[stream].droppers.resize(singles_.size());
    streams_[stream].waiting.resize(singles_.size());
    for (Path& path : paths_) path.waiting[stream].clear();
    return stream;
}

void Audience::remove_stream(std::size_t index)
{
    Stream& stream = streams_[index];
    stream.present = false;
    present_.for_each([&](std::size_t single) {
        if (stream.droppers[single].state() == DropperState::send_all) return;
        if (--singles_[single].degraded == 0) whole_.insert(single);
        stream.droppers[single] = {};
    });
    if (stream.publisher == Publisher::member) part_publisher(index, 0);
    present_.for_each([&](std::size_t single) {
        if (singles_[single].own_stream == index) singles_[single].own_stream = no_stream;
    });
    stream.publisher = Publisher::unknown;
}

void Audience::join(Viewer viewer, std::size_t path, double buffer, std::size_t own_stream)
{
    EXPECT(own_stream == no_stream || own_stream < streams_.size(),
           "a viewer's own stream has to be there");
    ++viewers_;
    if (own_stream != no_stream) streams_[own_stream].path = path;
    const std::size_t index = single_out(path, buffer, own_stream, {{viewer}});
    if (mergeable(index)) merge(index);
}

std::size_t Audience::single_out(std::size_t path, double buffer, std::size_t own_stream,
                                 std::vector<Spectator> viewers)
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
    single.viewers = std::move(viewers);
    single.path = static_cast<std::uint32_t>(path);
    ++single.generation;
    single.flow = links_.add_flow(paths_[path].in, static_cast<std::uint32_t>(single.count()));
    single.buffer = buffer;
    single.own_stream = own_stream;
    single.degraded = single.calm = 0;
    if (own_stream != no_stream) streams_[own_stream].publisher = Publisher::single;
    if (delays_ != nullptr) {
        single.delays = delays_->open_group();
        for (Spectator& one : single.viewers) note_in(single.delays, one);
    }
    paths_[path].apart += single.count();
    present_.insert(index);
    whole_.insert(index);
    for (Stream& stream : streams_) {
        stream.droppers[index] = {};
        stream.waiting[index].clear();
        stream.closed.erase(index);
    }
    return index;
}

void Audience::drop_single(std::size_t index)
{
    links_.remove_flow(singles_[index].flow);
    paths_[singles_[index].path].apart -= singles_[index].count();
    if (delays_ != nullptr) delays_->close_group(singles_[index].delays);
    singles_[index].viewers.clear();
    present_.erase(index);
    whole_.erase(index);
    free_singles_.push_back(index);
}

void Audience::leave(Viewer viewer)
{
    --viewers_;
    for (std::size_t index = 0; index < singles_.size(); ++index) {
        if (leave_single(index, viewer)) return;
    }
    for (Path& path : paths_) {
        const auto member = std::ranges::find(path.members, viewer, &Member::viewer);
        if (member == path.members.end()) continue;
        const std::size_t own = member->own_stream;
        forget(*member, own);
        if (path.absent == own) path.absent = no_stream;
        path.members.erase(member);
        links_.set_members(path.clear, static_cast<std::uint32_t>(path.receiving()));
        return;
    }
    EXPECT(false, "a viewer who is not here cannot leave");
}

bool Audience::leave_single(std::size_t index, Viewer viewer)
{
    Single& single = singles_[index];
    const auto leaving = std::ranges::find(single.viewers, viewer, &Spectator::viewer);
    if (leaving == single.viewers.end()) return false;
    forget(*leaving, single.own_stream);
    if (single.viewers.size() == 1) {
        drop_single(index);
        return true;
    }
    single.viewers.erase(leaving);
    --paths_[single.path].apart;
    links_.set_members(single.flow, static_cast<std::uint32_t>(single.viewers.size()));
    return true;
}

void Audience::forget(const Spectator& viewer, std::size_t own_stream)
{
    if (own_stream != no_stream) streams_[own_stream].publisher = Publisher::unknown;
    if (delays_ != nullptr) delays_->close(viewer.delays);
}

void Audience::note_in(CopyDelays::Group group, Spectator& viewer)
{
    if (viewer.delays == CopyDelays::nobody) {
        viewer.delays = delays_->open(group);
    } else {
        delays_->move(viewer.delays, group);
    }
}

std::uint64_t Audience::ticket(std::size_t index) const
{
    return (static_cast<std::uint64_t>(singles_[index].generation) << 32) | index;
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
        bytes += links_.backlog(path.clear) * static_cast<double>(path.receiving());
    }
    present_.for_each([&](std::size_t index) {
        bytes += links_.backlog(singles_[index].flow) * singles_[index].count();
    });
    return bytes;
}

}  // namespace models
