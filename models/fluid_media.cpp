#include "models/fluid_media.hpp"

#include <algorithm>

#include "models/meeting.hpp"
#include "models/world.hpp"

namespace models {

void FluidMedia::changed(Meeting& meeting)
{
    advance();
    const auto known = std::ranges::find(rooms_, &meeting);
    const std::size_t room =
        known == rooms_.end() ? add(meeting) : static_cast<std::size_t>(known - rooms_.begin());
    for (Group& group : groups_) {
        if (group.room == room) set_streams(group);
    }
    solve();
}

std::size_t FluidMedia::add(Meeting& meeting)
{
    const std::size_t room = rooms_.size();
    rooms_.push_back(&meeting);
    work_.resize(world_.scenario.profile.components.size());
    work_rate_.resize(work_.size());
    const std::vector<Links::Node>& nodes = world_.links.nodes;
    for (std::size_t node = 0; node < nodes.size(); ++node) {
        for (const bool publishers : {false, true}) {
            sim::FairSharing& links = world_.links.shares;
            Group group;
            group.room = room;
            group.node = node;
            group.publishers = publishers;
            group.video = links.add_class_like(nodes[node].video_down);
            group.desktop = links.add_class_like(nodes[node].desktop_down);
            group.audio = links.add_class_like(nodes[node].audio_down);
            group.up =
                links.add_class_like(publishers ? nodes[node].video_up : nodes[node].audio_up);
            groups_.push_back(group);
        }
    }
    return room;
}

double FluidMedia::video_demand(const Group& group) const
{
    return group.streams * world_.scenario.profile.media.webcam_bit_rate.value / 8;
}

double FluidMedia::desktop_demand(const Group& group) const
{
    const Meeting& meeting = *rooms_[group.room];
    const Media& media = world_.scenario.profile.media;
    return (meeting.desktops(Desktop::idle) * media.desktop_idle_bit_rate.value +
            meeting.desktops(Desktop::busy) * media.desktop_busy_bit_rate.value) /
           8;
}

void FluidMedia::set_streams(Group& group)
{
    const Meeting& meeting = *rooms_[group.room];
    const Meeting::NodePresence& there = meeting.presence()[group.node];
    group.users = group.publishers ? there.publishers : there.watchers;
    group.streams = meeting.webcams() - (group.publishers ? 1 : 0);
    const auto members = [&](double demand) {
        return demand > 0 ? static_cast<std::uint32_t>(group.users) : 0U;
    };
    sim::FairSharing& links = world_.links.shares;
    const double video = video_demand(group);
    const double desktop = desktop_demand(group);
    links.set_streams(group.video, members(video), std::max(video, 1.0));
    links.set_streams(group.desktop, members(desktop), std::max(desktop, 1.0));
    const Media& media = world_.scenario.profile.media;
    if (group.publishers) {
        return links.set_streams(group.up, static_cast<std::uint32_t>(group.users),
                                 media.webcam_bit_rate.value / 8);
    }
    // audio is counted once per node, with the watchers
    const double audio = media.audio_bit_rate.value / 8;
    links.set_streams(group.up, static_cast<std::uint32_t>(there.talkers), audio);
    links.set_streams(group.audio, static_cast<std::uint32_t>(there.talkers + there.listeners),
                      audio);
}

void FluidMedia::solve()
{
    answer_full_links();
    share_cpu();
    sim::FairSharing& links = world_.links.shares;
    links.begin_batch();
    for (Group& group : groups_) {
        if (group.users == 0 || group.streams <= 0) continue;
        links.set_streams(group.video, static_cast<std::uint32_t>(group.users),
                          video_demand(group) * std::min(accepted_, group.video_share.bits));
        if (desktop_demand(group) <= 0) continue;
        links.set_streams(group.desktop, static_cast<std::uint32_t>(group.users),
                          std::max(1.0, desktop_demand(group) * updates_accepted_));
    }
    links.end_batch();
}

// What the links could carry of each group's webcams, then what the dropper makes of it.
void FluidMedia::answer_full_links()
{
    sim::FairSharing& links = world_.links.shares;
    links.begin_batch();
    for (Group& group : groups_) {
        if (group.users == 0 || group.streams <= 0) continue;
        links.set_streams(group.video, static_cast<std::uint32_t>(group.users),
                          video_demand(group));
        if (desktop_demand(group) <= 0) continue;
        links.set_streams(group.desktop, static_cast<std::uint32_t>(group.users),
                          desktop_demand(group));
    }
    links.end_batch();
    for (Group& group : groups_) {
        group.video_share = {};
        group.desktop_share = std::min(1.0, links.rate(group.desktop) / links.cap(group.desktop));
        if (group.users == 0 || group.streams <= 0) continue;
        const auto response =
            responses_.try_emplace(static_cast<int>(group.streams), world_.scenario.profile.media,
                                   static_cast<int>(group.streams));
        group.video_share =
            response.first->second.at(links.rate(group.video) / video_demand(group) + 1e-12);
    }
}

double FluidMedia::queued_bytes() const
{
    const Media& media = world_.scenario.profile.media;
    const double buffer = (media.socket_buffer_low.value + media.socket_buffer_high.value) / 2;
    double bytes = 0;
    for (const Group& group : groups_) {
        if (group.streams > 0) bytes += group.users * group.video_share.queued;
        if (group.desktop_share < 1) bytes += group.users * buffer;
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
    for (const Group& group : groups_) {
        NodeCounts& node = world_.monitor.at(group.node);
        const Meeting& meeting = *rooms_[group.room];
        const double pairs = group.users * group.streams * passed;
        if (pairs > 0 && group.video_share.frames < 1) world_.monitor.dropped();
        const double updates = group.users * media.desktop_update_rate.value * passed *
                               (meeting.desktops(Desktop::idle) + meeting.desktops(Desktop::busy));
        node.webcam_offered += pairs * media.webcam_frame_rate.value * accepted_;
        node.webcam_delivered +=
            pairs * media.webcam_frame_rate.value * std::min(accepted_, group.video_share.frames);
        node.webcam_bytes +=
            pairs * media.webcam_bit_rate.value / 8 * std::min(accepted_, group.video_share.bits);
        node.desktop_offered += updates;
        node.desktop_delivered += updates * group.desktop_share * updates_accepted_;
        if (group.publishers) continue;
        const Meeting::NodePresence& there = meeting.presence()[group.node];
        const double packets = (there.talkers + there.listeners) * passed / media.audio_tick.value;
        const double delay = media.audio_end_delay.value +
                             2 * world_.links.nodes[group.node].delay + media.audio_tick.value / 2;
        node.audio_packets += packets;
        node.audio_late += packets * audio_late_;
        node.audio_delay += packets * (1 - audio_late_) * delay;
    }
}

}  // namespace models
