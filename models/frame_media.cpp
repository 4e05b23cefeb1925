#include "models/frame_media.hpp"

#include <algorithm>
#include <string>

#include "models/meeting.hpp"
#include "models/world.hpp"

namespace models {

namespace {

DropperLimits limits_of(const Scenario& scenario)
{
    return {scenario.profile.media.dropper_pending.value,
            scenario.profile.media.dropper_sequential.value};
}

Train webcam_train(const Media& media)
{
    return {EventStream::webcam_frame,
            1 / media.webcam_frame_rate.value,
            media.webcam_bit_rate.value / 8 / media.webcam_frame_rate.value,
            media.keyframe_ratio.value,
            media.keyframe_interval.value,
            media.frame_size_variation.value,
            media.ingest_backlog.value};
}

Train desktop_train(const Media& media, Desktop kind)
{
    const Parameter& rate =
        kind == Desktop::busy ? media.desktop_busy_bit_rate : media.desktop_idle_bit_rate;
    const double updates = media.desktop_update_rate.value;
    // an update gathers many tiles, whose sizes even out
    return {EventStream::desktop_update, 1 / updates, rate.value / 8 / updates, 1, 1, 0,
            media.ingest_backlog.value};
}

}  // namespace

FrameMedia::FrameMedia(Meeting& in)
    : meeting(in),
      webcams_(in.world.links.shares, WhenBehind::red5_dropper, limits_of(in.world.scenario),
               in.world.delays.if_kept()),
      desktops_(in.world.links.shares, WhenBehind::newest_only, limits_of(in.world.scenario),
                in.world.delays.if_kept()),
      audio_(in.world.links.shares, WhenBehind::send_all, limits_of(in.world.scenario)),
      audio_stream_(audio_.add_stream()),
      tick_(in.world.simulation, sim::Callback::to<&FrameMedia::tick>(this))
{
    Links& links = in.world.links;
    for (std::size_t node = 0; node < links.nodes.size(); ++node) {
        const Links::Node& at = links.nodes[node];
        webcams_.add_path(at.video_down, node, at.delay);
        desktops_.add_path(at.desktop_down, node, at.delay);
        audio_.add_path(at.audio_down, node);
        audio_up_.push_back(links.shares.add_flow(at.audio_up, 0));
    }
}

void FrameMedia::join(const User& user)
{
    const Media& media = meeting.world.scenario.profile.media;
    const std::size_t node = meeting.world.links.node_of(user.persona->at);
    const double low = media.socket_buffer_low.value;
    const double high = media.socket_buffer_high.value;
    sim::RandomStream random =
        meeting.world.stream("user " + std::to_string(user.number) + "/socket buffer");
    const double buffer = low + random.uniform() * (high - low);
    const std::size_t own_webcam = publish(user, node);
    if (user.persona->sees_webcams) webcams_.join(user.number, node, buffer, own_webcam);
    desktops_.join(user.number, node, buffer);
    if (user.persona->microphone != Microphone::none) listen(user, node, buffer);
}

// Returns the stream of his webcam, if he has one.
std::size_t FrameMedia::publish(const User& user, std::size_t node)
{
    const Persona& persona = *user.persona;
    if (!persona.webcam && persona.desktop == Desktop::none) return Audience::no_stream;
    const Media& media = meeting.world.scenario.profile.media;
    const std::string name = "user " + std::to_string(user.number);
    const sim::FairSharing::Class up = meeting.world.links.nodes[node].video_up;
    publishing_.push_back({user.number, nullptr, nullptr});
    Publishing& of = publishing_.back();
    if (persona.webcam) {
        of.webcam =
            std::make_unique<Publisher>(*this, webcams_, webcam_train(media), up, name + "/webcam");
    }
    if (persona.desktop != Desktop::none) {
        of.desktop = std::make_unique<Publisher>(
            *this, desktops_, desktop_train(media, persona.desktop), up, name + "/desktop");
    }
    return persona.webcam ? of.webcam->stream() : Audience::no_stream;
}

void FrameMedia::listen(const User& user, std::size_t node, double buffer)
{
    audio_.join(user.number, node, buffer);
    const double talkers = meeting.presence()[node].talkers;
    meeting.world.links.shares.set_members(audio_up_[node], static_cast<std::uint32_t>(talkers));
    if (!tick_.pending()) tick_.after(meeting.world.scenario.profile.media.audio_tick.value);
}

void FrameMedia::leave(const User& user)
{
    const std::size_t node = meeting.world.links.node_of(user.persona->at);
    if (user.persona->sees_webcams) webcams_.leave(user.number);
    desktops_.leave(user.number);
    if (user.persona->microphone != Microphone::none) {
        audio_.leave(user.number);
        const double talkers = meeting.presence()[node].talkers;
        meeting.world.links.shares.set_members(audio_up_[node],
                                               static_cast<std::uint32_t>(talkers));
    }
    publishing_.remove_if([&](const Publishing& one) { return one.user == user.number; });
}

void FrameMedia::set_up_camera(std::size_t node, const std::string& name)
{
    cameras_.emplace_back(*this, webcams_, webcam_train(meeting.world.scenario.profile.media),
                          meeting.world.links.nodes[node].video_up, name);
}

void FrameMedia::take_cameras_away()
{
    cameras_.clear();
}

FrameInCpu& FrameMedia::frame_in_cpu()
{
    const auto unused = std::ranges::find(frames_in_cpu_, false, &FrameInCpu::in_use);
    return unused == frames_in_cpu_.end() ? frames_in_cpu_.emplace_back() : *unused;
}

void FrameMedia::disown(const Publisher& publisher)
{
    for (FrameInCpu& frame : frames_in_cpu_) {
        if (frame.publisher == &publisher) frame.publisher = nullptr;
    }
}

bool FrameMedia::idle() const
{
    return !tick_running_ && std::ranges::none_of(frames_in_cpu_, &FrameInCpu::in_use);
}

double FrameMedia::queued_bytes()
{
    return webcams_.queued() + desktops_.queued() + audio_.queued();
}

// Every tick each audio user's packet is decoded, mixed and encoded, side by side. A tick that has
// not ended when the next is due is late: its packets are lost to the listeners.
void FrameMedia::tick()
{
    const Media& media = meeting.world.scenario.profile.media;
    const Counts now = meeting.counts();
    const double audio_users = now.talkers + now.listeners;
    if (audio_users == 0) return;
    tick_.after(media.audio_tick.value);
    const double bytes = media.audio_bit_rate.value / 8 * media.audio_tick.value;
    for (std::size_t node = 0; node < meeting.presence().size(); ++node) {
        const Meeting::NodePresence& there = meeting.presence()[node];
        NodeCounts& counted = meeting.world.monitor.at(node);
        counted.audio_packets += there.talkers + there.listeners;
        if (tick_running_) counted.audio_late += there.talkers + there.listeners;
        if (there.talkers > 0) meeting.world.links.shares.send(audio_up_[node], bytes);
    }
    if (tick_running_) return;
    tick_running_ = true;
    tick_began_ = meeting.world.simulation.now();
    meeting.world.server.spend(EventStream::audio_tick, now,
                               sim::Callback::to<&FrameMedia::ticked>(this),
                               static_cast<std::uint32_t>(audio_users));
}

void FrameMedia::ticked()
{
    tick_running_ = false;
    report_tick(meeting.world.simulation.now() - tick_began_);
    const Media& media = meeting.world.scenario.profile.media;
    const double bytes = media.audio_bit_rate.value / 8 * media.audio_tick.value;
    Frame& packet = audio_.offer(audio_stream_, bytes, false);
    audio_.send(packet);
}

// Delay from mouth to ear: codec and jitter buffer, the way to the server and back, the mixing, and
// what waits on the link. The speaker is taken to sit where the listener sits.
void FrameMedia::report_tick(double response)
{
    const Media& media = meeting.world.scenario.profile.media;
    for (std::size_t node = 0; node < meeting.presence().size(); ++node) {
        const double users = meeting.presence()[node].talkers + meeting.presence()[node].listeners;
        if (users == 0) continue;
        const double delay = media.audio_end_delay.value +
                             2 * meeting.world.links.nodes[node].delay + response +
                             audio_.delay(node);
        meeting.world.monitor.at(node).audio_delay += users * delay;
    }
}

}  // namespace models
