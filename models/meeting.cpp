#include "models/meeting.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "models/world.hpp"
#include "sim/distribution.hpp"

namespace models {

Meeting::Meeting(World& in, std::uint32_t room)
    : world(in), number(room), presence_(in.links.nodes.size()), activities_(in.simulation)
{
    if (in.frames()) frames_ = std::make_unique<FrameMedia>(*this);
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
    if (!frames_) world.fluid.take_out(*this);
    subscribe(user, 1);
    ++users_;
    (persona.webcam ? presence_[node].publishers : presence_[node].watchers) += 1;
    presence_[node].talkers += persona.microphone == Microphone::talk;
    presence_[node].listeners += persona.microphone == Microphone::listen;
    webcams_seen_ += persona.webcam;
    idle_desktops_ += persona.desktop == Desktop::idle;
    busy_desktops_ += persona.desktop == Desktop::busy;
    world.monitor.present(node, 1, world.simulation.now());
    (frames_ ? frames_->join(user) : world.fluid.put_in(*this));
}

void Meeting::stand_up(const User& user)
{
    const Persona& persona = *user.persona;
    const std::size_t node = world.links.node_of(persona.at);
    if (!frames_) world.fluid.take_out(*this);
    webcams_seen_ -= persona.webcam;
    idle_desktops_ -= persona.desktop == Desktop::idle;
    busy_desktops_ -= persona.desktop == Desktop::busy;
    presence_[node].talkers -= persona.microphone == Microphone::talk;
    presence_[node].listeners -= persona.microphone == Microphone::listen;
    (persona.webcam ? presence_[node].publishers : presence_[node].watchers) -= 1;
    --users_;
    subscribe(user, -1);
    world.monitor.present(node, -1, world.simulation.now());
    (frames_ ? frames_->leave(user) : world.fluid.put_in(*this));
    if (closed_ && users_ == 0) take_cameras_away();
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

double Meeting::subscriptions() const
{
    double pairs = users_ * webcams_seen_;
    for (const NodePresence& node : presence_) pairs -= node.publishers;
    return pairs;
}

// Before the first user comes.
void Meeting::set_up_cameras()
{
    if (!frames_) world.fluid.take_out(*this);
    for (const Persona& persona : world.scenario.workload.personas) {
        const std::size_t node = world.links.node_of(persona.at);
        presence_[node].cameras += persona.cameras;
        webcams_seen_ += persona.cameras;
        for (int i = 0; frames_ && i < persona.cameras; ++i) {
            frames_->set_up_camera(node, "room " + std::to_string(number) + "/" + persona.name +
                                             " " + std::to_string(i));
        }
    }
    if (!frames_) world.fluid.put_in(*this);
}

// Once the last user has gone: subscriptions end before what they are to.
void Meeting::take_cameras_away()
{
    const auto none = [](const NodePresence& node) { return node.cameras == 0; };
    if (std::ranges::all_of(presence_, none)) return;
    if (!frames_) world.fluid.take_out(*this);
    for (NodePresence& node : presence_) {
        webcams_seen_ -= node.cameras;
        node.cameras = 0;
    }
    (frames_ ? frames_->take_cameras_away() : world.fluid.put_in(*this));
}

bool Meeting::over() const
{
    return closed_ && expected_ == 0 && activities_.size() == 0 && (!frames_ || frames_->idle());
}

double Meeting::queued_webcam_bytes()
{
    return frames_ ? frames_->queued_webcam_bytes() : 0;
}

double Meeting::queued_bytes()
{
    return frames_ ? frames_->queued_bytes() : 0;
}

}  // namespace models
