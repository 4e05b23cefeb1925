#include "models/fluid_media.hpp"

#include <algorithm>
#include <cmath>

#include "models/meeting.hpp"
#include "models/world.hpp"

namespace models {

namespace {

std::uint32_t members(double users)
{
    return static_cast<std::uint32_t>(users);
}

}  // namespace

FluidMedia::FluidMedia(World& world)
    : world_(world),
      nodes_(world.links.nodes.size()),
      work_rate_(world.scenario.profile.components.size()),
      work_(work_rate_.size()),
      seated_(world.simulation, sim::Callback::to<&FluidMedia::solve>(this))
{
}

void FluidMedia::take_out(const Meeting& meeting)
{
    advance();
    add(meeting, -1);
}

void FluidMedia::put_in(const Meeting& meeting)
{
    add(meeting, 1);
    if (world_.simulation.now() > 0) return solve();
    if (!seated_.pending()) seated_.after(0);
}

void FluidMedia::RoomSums::add(double events_of_room, const Counts& room)
{
    events += events_of_room;
    with.users += events_of_room * room.users;
    with.talkers += events_of_room * room.talkers;
    with.listeners += events_of_room * room.listeners;
}

void FluidMedia::add(const Meeting& meeting, double sign)
{
    sim::FairSharing& links = world_.links.shares;
    const auto webcams = static_cast<Streams>(meeting.webcams());
    const Desktops desktops{static_cast<int>(meeting.desktops(Desktop::idle)),
                            static_cast<int>(meeting.desktops(Desktop::busy))};
    const auto watch = [&](Node node, Streams streams, double users) {
        if (streams <= 0 || users == 0) return;
        auto [watchers, added] = watchers_.try_emplace({node, streams});
        if (added) watchers->second.in = links.add_class_like(world_.links.nodes[node].video_down);
        watchers->second.users += sign * users;
    };
    for (Node node = 0; node < nodes_.size(); ++node) {
        const Meeting::NodePresence& there = meeting.presence()[node];
        nodes_[node].webcams += sign * there.webcams;
        nodes_[node].talkers += sign * there.talkers;
        nodes_[node].listeners += sign * there.listeners;
        watch(node, webcams, there.viewers - there.own_webcams);
        watch(node, webcams - 1, there.own_webcams);
        if (desktops == Desktops{} || there.users == 0) continue;
        auto [viewers, added] = desktop_viewers_.try_emplace({node, desktops});
        if (added) viewers->second.in = links.add_class_like(world_.links.nodes[node].desktop_down);
        viewers->second.users += sign * there.users;
    }
    const Counts room = meeting.counts();
    webcams_.add(sign * webcams, room);
    audio_.add(room.talkers + room.listeners > 0 ? sign : 0, room);
    idle_desktops_.add(sign * desktops.idle, room);
    busy_desktops_.add(sign * desktops.busy, room);
}

double FluidMedia::video_rate(Streams streams) const
{
    return streams * world_.scenario.profile.media.webcam_bit_rate.value / 8;
}

double FluidMedia::desktop_rate(const Desktops& seen) const
{
    const Media& media = world_.scenario.profile.media;
    return (seen.idle * media.desktop_idle_bit_rate.value +
            seen.busy * media.desktop_busy_bit_rate.value) /
           8;
}

void FluidMedia::solve()
{
    ask_links();
    answer_full_links();
    share_cpu();
    send_what_fits();
}

// Every connection asks for all it has to carry.
void FluidMedia::ask_links()
{
    sim::FairSharing& links = world_.links.shares;
    links.begin_batch();
    for (auto& [kind, watchers] : watchers_) {
        links.set_streams(watchers.in, members(watchers.users), video_rate(kind.second));
    }
    for (auto& [kind, viewers] : desktop_viewers_) {
        links.set_streams(viewers.in, members(viewers.users),
                          std::max(1.0, desktop_rate(kind.second)));
    }
    set_up_streams();
    links.end_batch();
}

void FluidMedia::set_up_streams()
{
    sim::FairSharing& links = world_.links.shares;
    const Media& media = world_.scenario.profile.media;
    const double audio = media.audio_bit_rate.value / 8;
    for (Node node = 0; node < nodes_.size(); ++node) {
        const Links::Node& at = world_.links.nodes[node];
        const NodeUsers& there = nodes_[node];
        links.set_streams(at.video_up, members(there.webcams), media.webcam_bit_rate.value / 8);
        links.set_streams(at.audio_up, members(there.talkers), audio);
        links.set_streams(at.audio_down, members(there.talkers + there.listeners), audio);
    }
}

// What the links can carry of each one's webcams, then what the dropper makes of it.
void FluidMedia::answer_full_links()
{
    sim::FairSharing& links = world_.links.shares;
    for (auto& [kind, watchers] : watchers_) {
        watchers.share = {};
        if (watchers.users == 0) continue;
        const Streams streams = kind.second;
        const double share = links.rate(watchers.in) / video_rate(streams) + 1e-12;
        if (share >= 1) continue;
        const auto response =
            responses_.try_emplace(streams, world_.scenario.profile.media, streams);
        watchers.share = response.first->second.at(share);
    }
    for (auto& [kind, viewers] : desktop_viewers_) {
        if (viewers.users == 0) continue;
        viewers.share = std::min(1.0, links.rate(viewers.in) / links.cap(viewers.in));
    }
}

void FluidMedia::send_what_fits()
{
    sim::FairSharing& links = world_.links.shares;
    links.begin_batch();
    for (auto& [kind, watchers] : watchers_) {
        const double sent = std::min(accepted_, watchers.share.bits);
        if (watchers.users == 0 || sent == 1) continue;
        links.set_streams(watchers.in, members(watchers.users), video_rate(kind.second) * sent);
    }
    for (auto& [kind, viewers] : desktop_viewers_) {
        if (viewers.users == 0 || updates_accepted_ == 1) continue;
        links.set_streams(viewers.in, members(viewers.users),
                          std::max(1.0, desktop_rate(kind.second) * updates_accepted_));
    }
    links.end_batch();
}

double FluidMedia::queued_bytes() const
{
    const Media& media = world_.scenario.profile.media;
    const double buffer = (media.socket_buffer_low.value + media.socket_buffer_high.value) / 2;
    double bytes = 0;
    for (const auto& [kind, watchers] : watchers_) bytes += watchers.users * watchers.share.queued;
    for (const auto& [kind, viewers] : desktop_viewers_) {
        if (viewers.share < 1) bytes += viewers.users * buffer;
    }
    return bytes;
}

void FluidMedia::advance()
{
    const double passed = world_.simulation.now() - last_;
    last_ = world_.simulation.now();
    if (passed > 0) book(passed);
}

void FluidMedia::book(double passed)
{
    const Media& media = world_.scenario.profile.media;
    for (std::size_t component = 0; component < work_.size(); ++component) {
        work_[component] += work_rate_[component] * passed;
        busy_ += work_rate_[component] * passed;
    }
    for (const auto& [kind, watchers] : watchers_) {
        if (watchers.users == 0) continue;
        NodeCounts& node = world_.monitor.at(kind.first);
        const double pairs = watchers.users * kind.second * passed;
        if (watchers.share.frames < 1) world_.monitor.dropped();
        node.webcam_offered += pairs * media.webcam_frame_rate.value * accepted_;
        node.webcam_delivered +=
            pairs * media.webcam_frame_rate.value * std::min(accepted_, watchers.share.frames);
        node.webcam_bytes +=
            pairs * media.webcam_bit_rate.value / 8 * std::min(accepted_, watchers.share.bits);
    }
    for (const auto& [kind, viewers] : desktop_viewers_) {
        NodeCounts& node = world_.monitor.at(kind.first);
        const double updates = viewers.users * media.desktop_update_rate.value * passed *
                               (kind.second.idle + kind.second.busy);
        node.desktop_offered += updates;
        node.desktop_delivered += updates * viewers.share * updates_accepted_;
    }
    for (Node node = 0; node < nodes_.size(); ++node) book_audio(node, passed);
}

void FluidMedia::book_audio(Node node, double passed)
{
    const Media& media = world_.scenario.profile.media;
    const double packets =
        (nodes_[node].talkers + nodes_[node].listeners) * passed / media.audio_tick.value;
    const double delay = media.audio_end_delay.value + 2 * world_.links.nodes[node].delay +
                         media.audio_tick.value / 2;
    NodeCounts& counts = world_.monitor.at(node);
    counts.audio_packets += packets;
    counts.audio_late += packets * audio_late_;
    counts.audio_delay += packets * (1 - audio_late_) * delay;
}

}  // namespace models
