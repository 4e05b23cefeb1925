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
    if (!frames_) world.fluid.take_out(*this);
    subscribe(user, 1);
    count(user, 1);
    (frames_ ? frames_->join(user) : world.fluid.put_in(*this));
}

void Meeting::stand_up(const User& user)
{
    if (!frames_) world.fluid.take_out(*this);
    count(user, -1);
    subscribe(user, -1);
    (frames_ ? frames_->leave(user) : world.fluid.put_in(*this));
    if (closed_ && users_ == 0) take_cameras_away();
}

void Meeting::count(const User& user, double change)
{
    const Persona& persona = *user.persona;
    const std::size_t at = world.links.node_of(persona.at);
    NodePresence& node = presence_[at];
    users_ += change;
    node.users += change;
    node.viewers += change * persona.sees_webcams;
    node.own_webcams += change * (persona.sees_webcams && persona.webcam);
    node.webcams += change * persona.webcam;
    node.talkers += change * (persona.microphone == Microphone::talk);
    node.listeners += change * (persona.microphone == Microphone::listen);
    webcams_ += change * persona.webcam;
    idle_desktops_ += change * (persona.desktop == Desktop::idle);
    busy_desktops_ += change * (persona.desktop == Desktop::busy);
    world.monitor.present(at, static_cast<int>(change), world.simulation.now());
}

// The user sees the webcams that are there, and who is there sees his, both if they see any.
void Meeting::subscribe(const User& user, double change)
{
    const double memory = world.scenario.profile.footprint.per_subscription.value * change;
    const auto see = [&](std::size_t node, double pairs) {
        world.monitor.subscribe(node, change * pairs, world.simulation.now());
        world.server.give_memory(-memory * pairs);
    };
    if (user.persona->sees_webcams) see(world.links.node_of(user.persona->at), webcams_);
    if (!user.persona->webcam) return;
    for (std::size_t node = 0; node < presence_.size(); ++node) see(node, presence_[node].viewers);
}

double Meeting::subscriptions() const
{
    double pairs = 0;
    for (const NodePresence& node : presence_) pairs += node.viewers * webcams_ - node.own_webcams;
    return pairs;
}

// Before the first user comes.
void Meeting::set_up_cameras()
{
    if (!frames_) world.fluid.take_out(*this);
    for (const Persona& persona : world.scenario.workload.personas) {
        const std::size_t node = world.links.node_of(persona.at);
        presence_[node].webcams += persona.cameras;
        webcams_ += persona.cameras;
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
    const auto none = [](const NodePresence& node) { return node.webcams == 0; };
    if (std::ranges::all_of(presence_, none)) return;
    if (!frames_) world.fluid.take_out(*this);
    for (NodePresence& node : presence_) {
        webcams_ -= node.webcams;
        node.webcams = 0;
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
