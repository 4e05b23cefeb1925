#include "models/attendee.hpp"

#include <algorithm>
#include <string>

#include "models/world.hpp"

namespace models {

namespace {

double memory_of(const Footprint& footprint, const Persona& persona)
{
    const bool audio = persona.microphone != Microphone::none;
    return footprint.per_user.value + (audio ? footprint.per_audio_user.value : 0);
}

double memory_of(const World& world, const User& user)
{
    return memory_of(world.scenario.profile.footprint, *user.persona);
}

// A user's place in a meeting and the memory he was given, until he goes, whatever the way.
class Presence {
public:
    Presence(Meeting& meeting, const User& user) : meeting_(meeting), user_(user)
    {
        meeting_.expect(1);
        meeting_.sit_down(user_);
    }
    ~Presence()
    {
        meeting_.stand_up(user_);
        meeting_.world.server.give_memory(memory_of(meeting_.world, user_));
        meeting_.expect(-1);
    }
    Presence(const Presence&) = delete;
    Presence& operator=(const Presence&) = delete;

private:
    Meeting& meeting_;
    const User& user_;
};

// Until the user is there or was refused, the meeting is not over.
class Expected {
public:
    explicit Expected(Meeting& meeting) : meeting_(meeting) { meeting_.expect(1); }
    ~Expected() { meeting_.expect(-1); }
    Expected(const Expected&) = delete;
    Expected& operator=(const Expected&) = delete;

private:
    Meeting& meeting_;
};

// The slides and the state of the meeting; with them the join has ended that began with the click.
// What it took is told here, as no user who is idle later should keep it in his frame.
sim::Task<double> download(Meeting& meeting, const User& user, sim::Time clicked)
{
    World& world = meeting.world;
    const Links::Node& at = world.links.nodes[world.links.node_of(user.persona->at)];
    sim::Transfer slides(world.links.shares, at.web_down,
                         world.scenario.profile.behaviour.join_bytes.value);
    co_await slides;
    const double took = world.simulation.now() - clicked + 2 * at.delay;
    world.monitor.joined_after(took);
    co_return took;
}

void keep_alive(Meeting& meeting)
{
    meeting.world.server.spend(EventStream::keep_alive, meeting.counts(), {});
}

sim::Time first_keep_alive(World& world, const User& user)
{
    sim::RandomStream random = world.stream("user " + std::to_string(user.number) + "/keep-alive");
    const double interval = world.scenario.profile.behaviour.keep_alive_interval.value;
    return world.simulation.now() + random.uniform() * interval;
}

// Most users of a large run are idle in here: this frame is what a user costs in memory, so nothing
// stands in it that can be had otherwise.
sim::Process attend(Meeting& meeting, User user, Stay stay)
{
    {
        const Presence presence(meeting, user);
        // connected; for a newcomer the slides and the state of the meeting are still on their way
        if (!stay.seated) co_await download(meeting, user, stay.click);
        sim::Time next = first_keep_alive(meeting.world, user);
        while (meeting.world.simulation.now() < stay.until) {
            sim::Delay pause(meeting.world.simulation,
                             std::min(next, stay.until) - meeting.world.simulation.now());
            co_await pause;
            if (next >= stay.until) break;
            keep_alive(meeting);
            next += meeting.world.scenario.profile.behaviour.keep_alive_interval.value;
        }
    }
    meeting.world.server.spend(EventStream::leave, meeting.counts(), {});
}

}  // namespace

sim::Process join(Meeting& meeting, User user, Stay stay)
{
    World& world = meeting.world;
    const Expected expected(meeting);
    if (stay.click > world.simulation.now()) {
        sim::Delay before(world.simulation, stay.click - world.simulation.now());
        co_await before;
    }
    if (!world.server.take_memory(memory_of(world, user))) {
        world.monitor.refused();
        co_return;
    }
    if (!stay.seated) {
        const Counts room = meeting.counts();
        const double answer = co_await world.server.perform(EventStream::join, room);
        if (answer > world.scenario.profile.behaviour.join_timeout.value) {
            world.server.give_memory(memory_of(world, user));
            world.monitor.refused();
            co_return;
        }
    }
    world.start(attend(meeting, user, stay));
}

}  // namespace models
