#include "models/meeting.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "models/world.hpp"
#include "sim/distribution.hpp"

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

Meeting::Meeting(World& in, std::uint32_t room)
    : world(in),
      number(room),
      presence_(in.links.nodes.size()),
      webcam_audience_(in.links.shares, WhenBehind::red5_dropper, limits_of(in.scenario)),
      desktop_audience_(in.links.shares, WhenBehind::newest_only, limits_of(in.scenario)),
      audio_audience_(in.links.shares, WhenBehind::send_all, limits_of(in.scenario)),
      tick_(in.simulation, sim::Callback::to<&Meeting::tick>(this)),
      activities_(in.simulation)
{
    for (std::size_t node = 0; node < in.links.nodes.size(); ++node) {
        const Links::Node& at = in.links.nodes[node];
        webcam_audience_.add_path(at.video_down, node);
        desktop_audience_.add_path(at.desktop_down, node);
        audio_audience_.add_path(at.audio_down, node);
        audio_up_.push_back(in.links.shares.add_flow(at.audio_up, 0));
    }
    audio_stream_ = audio_audience_.add_stream();
}

Counts Meeting::counts() const
{
    Counts counts;
    counts.users = users_;
    for (const NodePresence& node : presence_) {
        counts.talkers += node.talkers;
        counts.listeners += node.listeners;
    }
    return counts;
}

double Meeting::desktops(Desktop kind) const
{
    if (kind == Desktop::none) return 0;
    return kind == Desktop::busy ? busy_desktops_ : idle_desktops_;
}

void Meeting::sit_down(const User& user)
{
    const Persona& persona = *user.persona;
    const std::size_t node = world.links.node_of(persona.at);
    subscribe(user, 1);
    ++users_;
    (persona.webcam ? presence_[node].publishers : presence_[node].watchers) += 1;
    presence_[node].talkers += persona.microphone == Microphone::talk;
    presence_[node].listeners += persona.microphone == Microphone::listen;
    webcams_seen_ += persona.webcam;
    idle_desktops_ += persona.desktop == Desktop::idle;
    busy_desktops_ += persona.desktop == Desktop::busy;
    world.monitor.present(node, 1, world.simulation.now());
    if (world.frames()) {
        join_audiences(user);
    } else {
        world.fluid.changed(*this);
    }
}

void Meeting::stand_up(const User& user)
{
    const Persona& persona = *user.persona;
    const std::size_t node = world.links.node_of(persona.at);
    webcams_seen_ -= persona.webcam;
    idle_desktops_ -= persona.desktop == Desktop::idle;
    busy_desktops_ -= persona.desktop == Desktop::busy;
    presence_[node].talkers -= persona.microphone == Microphone::talk;
    presence_[node].listeners -= persona.microphone == Microphone::listen;
    (persona.webcam ? presence_[node].publishers : presence_[node].watchers) -= 1;
    --users_;
    subscribe(user, -1);
    world.monitor.present(node, -1, world.simulation.now());
    if (world.frames()) {
        leave_audiences(user);
    } else {
        world.fluid.changed(*this);
    }
}

// The user sees the webcams that are there, and everybody there sees his.
void Meeting::subscribe(const User& user, double change)
{
    const double memory = world.scenario.profile.footprint.per_subscription.value * change;
    const sim::Time now = world.simulation.now();
    world.monitor.subscribe(world.links.node_of(user.persona->at), change * webcams_seen_, now);
    world.server.give_memory(-memory * webcams_seen_);
    if (!user.persona->webcam) return;
    for (std::size_t node = 0; node < presence_.size(); ++node) {
        const double there = presence_[node].watchers + presence_[node].publishers;
        world.monitor.subscribe(node, change * there, now);
        world.server.give_memory(-memory * there);
    }
}

void Meeting::join_audiences(const User& user)
{
    const Persona& persona = *user.persona;
    const Media& media = world.scenario.profile.media;
    const std::string name = "user " + std::to_string(user.number);
    const Links::Node& at = world.links.nodes[world.links.node_of(persona.at)];
    const std::size_t path = world.links.node_of(persona.at);
    sim::RandomStream random = world.stream(name + "/socket buffer");
    const double low = media.socket_buffer_low.value;
    const double buffer = low + random.uniform() * (media.socket_buffer_high.value - low);
    Publishing publishing{user.number, nullptr, nullptr};
    std::size_t own = Audience::no_stream;
    if (persona.webcam) {
        publishing.webcam = std::make_unique<Publisher>(
            *this, webcam_audience_, webcam_train(media), at.video_up, name + "/webcam");
        own = publishing.webcam->stream();
    }
    if (persona.desktop != Desktop::none) {
        publishing.desktop = std::make_unique<Publisher>(*this, desktop_audience_,
                                                         desktop_train(media, persona.desktop),
                                                         at.video_up, name + "/desktop");
    }
    if (publishing.webcam || publishing.desktop) publishing_.push_back(std::move(publishing));
    webcam_audience_.join(user.number, path, buffer, own);
    desktop_audience_.join(user.number, path, buffer);
    if (persona.microphone == Microphone::none) return;
    audio_audience_.join(user.number, path, buffer);
    world.links.shares.set_members(audio_up_[path],
                                   static_cast<std::uint32_t>(presence_[path].talkers));
    if (!tick_.pending()) tick_.after(media.audio_tick.value);
}

void Meeting::leave_audiences(const User& user)
{
    const std::size_t path = world.links.node_of(user.persona->at);
    webcam_audience_.leave(user.number);
    desktop_audience_.leave(user.number);
    if (user.persona->microphone != Microphone::none) {
        audio_audience_.leave(user.number);
        world.links.shares.set_members(audio_up_[path],
                                       static_cast<std::uint32_t>(presence_[path].talkers));
    }
    publishing_.remove_if([&](const Publishing& one) { return one.user == user.number; });
}

FrameInCpu& Meeting::frame_in_cpu()
{
    const auto unused = std::ranges::find(frames_in_cpu_, false, &FrameInCpu::in_use);
    return unused == frames_in_cpu_.end() ? frames_in_cpu_.emplace_back() : *unused;
}

void Meeting::disown(const Publisher& publisher)
{
    for (FrameInCpu& frame : frames_in_cpu_) {
        if (frame.publisher == &publisher) frame.publisher = nullptr;
    }
}

double Meeting::queued_bytes()
{
    return webcam_audience_.queued() + desktop_audience_.queued() + audio_audience_.queued();
}

}  // namespace models
