#include "models/attendee.hpp"

#include <algorithm>
#include <string>

#include "models/world.hpp"

namespace models {

namespace {

class MemoryHeld {
public:
    MemoryHeld(Server& server, double bytes) : server_(server), bytes_(bytes) {}
    ~MemoryHeld() { server_.give_memory(bytes_); }
    MemoryHeld(const MemoryHeld&) = delete;
    MemoryHeld& operator=(const MemoryHeld&) = delete;

private:
    Server& server_;
    double bytes_;
};

double memory_of(const Footprint& footprint, const Persona& persona)
{
    const bool audio = persona.microphone != Microphone::none;
    return footprint.per_user.value + (audio ? footprint.per_audio_user.value : 0);
}

}  // namespace

sim::Process attend(World& world, Meeting& meeting, User user, Stay stay)
{
    sim::Simulation& simulation = world.simulation;
    sim::Delay before(simulation, stay.click - simulation.now());
    co_await before;

    const Behaviour& behaviour = world.scenario.profile.behaviour;
    const double bytes = memory_of(world.scenario.profile.footprint, *user.persona);
    if (!world.server.take_memory(bytes)) {
        world.monitor.refused();
        co_return;
    }
    const MemoryHeld memory(world.server, bytes);
    const sim::Time clicked = simulation.now();
    if (!stay.seated) {
        const Counts room = meeting.counts();
        const double answer = co_await world.server.perform(EventStream::join, room);
        if (answer > behaviour.join_timeout.value) {
            world.monitor.refused();
            co_return;
        }
    }
    {
        const Seat seat(meeting, user);
        if (!stay.seated) {
            // connected; the slides and the state of the meeting are still on their way
            const Links::Node& at = world.links.nodes[world.links.node_of(user.persona->at)];
            sim::Transfer slides(world.links.shares, at.web_down, behaviour.join_bytes.value);
            co_await slides;
            world.monitor.joined_after(simulation.now() - clicked + 2 * at.delay);
        }
        const double interval = behaviour.keep_alive_interval.value;
        const std::string name = "user " + std::to_string(user.number) + "/keep-alive";
        sim::RandomStream random = world.stream(name);
        sim::Time next = simulation.now() + random.uniform() * interval;
        while (next < stay.until) {
            sim::Delay pause(simulation, next - simulation.now());
            co_await pause;
            world.server.spend(EventStream::keep_alive, meeting.counts(), {});
            next += interval;
        }
        sim::Delay rest(simulation, std::max(0.0, stay.until - simulation.now()));
        co_await rest;
    }
    world.server.spend(EventStream::leave, meeting.counts(), {});
}

}  // namespace models
