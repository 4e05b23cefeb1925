#include "models/world.hpp"

#include <algorithm>
#include <cmath>

#include "models/attendee.hpp"
#include "models/seating.hpp"
#include "sim/distribution.hpp"

namespace models {

namespace {
constexpr sim::Time end_of_time = 1e9;  // s, later than any run
}  // namespace

World::World(const Scenario& of, const Platform& on, std::uint64_t number)
    : scenario(of),
      platform(on),
      replication(number),
      links(simulation, of, on),
      server(simulation, of, on),
      monitor(links.nodes.size()),
      delays(simulation, of.copies),
      fluid(*this),
      people_(simulation)
{
    people_.start(idle());
    begin_ = before_ = glanced_ = totals();
}

sim::RandomStream World::stream(const std::string& name) const
{
    return sim::RandomStream(scenario.seed, replication, name);
}

Meeting& World::open_meeting()
{
    if (meetings.size() >= room_for_) {
        std::erase_if(meetings, [](const Meeting& meeting) { return meeting.over(); });
        room_for_ = 2 * meetings.size() + 64;
    }
    Meeting& meeting = meetings.emplace_back(*this, rooms_named_++);
    meeting.open();
    return meeting;
}

User World::next_user(std::size_t persona)
{
    return {users_named_++, &scenario.workload.personas[persona]};
}

// What the server does without users, once a second.
sim::Process World::idle()
{
    while (true) {
        server.spend(EventStream::idle, {}, {});
        sim::Delay second(simulation, 1);
        co_await second;
    }
}

void World::open_workload()
{
    const Workload& workload = scenario.workload;
    switch (workload.kind) {
        case WorkloadKind::ramp:
            join_rate = 1 / workload.interval;
            return people_.start(ramp());
        case WorkloadKind::fixed:
            (void)hold(workload.users);
            return;
        case WorkloadKind::poisson:
            return people_.start(poisson_meetings());
        case WorkloadKind::timetable:
            for (const Lesson& lesson : workload.lessons) {
                for (int room = 0; room < lesson.rooms; ++room) {
                    people_.start(meet(lesson.size, lesson.start, lesson.duration));
                }
            }
    }
}

// One user joins every interval, room after room.
sim::Process World::ramp()
{
    const Workload& workload = scenario.workload;
    Stay stay;
    stay.until = end_of_time;
    for (const int size : room_sizes(workload, workload.users)) {
        Meeting& meeting = open_meeting();
        for (const std::size_t persona : seating(workload, size)) {
            stay.click = simulation.now();
            people_.start(join(meeting, next_user(persona), stay));
            sim::Delay interval(simulation, workload.interval);
            co_await interval;
        }
    }
}

sim::Time World::hold(int users)
{
    const Workload& workload = scenario.workload;
    if (workload.kind == WorkloadKind::timetable) {
        const double longest = std::ranges::max(workload.lessons, {}, &Lesson::duration).duration;
        const double earliest = workload.lateness.quantile(0.001);
        const sim::Time begin = std::max(0.0, -earliest);
        for (const int size : room_sizes(workload, users)) {
            people_.start(meet(size, begin, longest));
        }
        return begin + std::max(0.0, workload.lateness.quantile(0.95));
    }
    join_rate = models::join_rate(workload, users);
    for (const int size : room_sizes(workload, users)) {
        hold_room(size, join_rate > 0 ? users / join_rate / size : 0);
    }
    return 0;
}

// A room that is full from the start; every `interval` seconds (0: never) one user goes and another
// comes in his place, the presenters (personas with `first`) excepted.
void World::hold_room(int users, double interval)
{
    Meeting& meeting = open_meeting();
    const std::vector<std::size_t> seats = seating(scenario.workload, users);
    std::vector<std::size_t> guests;
    for (const std::size_t persona : seats) {
        if (scenario.workload.personas[persona].first == 0) guests.push_back(persona);
    }
    Stay stay;
    stay.seated = true;
    double next = interval > 0 ? interval : end_of_time;
    for (const std::size_t persona : seats) {
        const bool guest = scenario.workload.personas[persona].first == 0;
        stay.until = guest ? next : end_of_time;
        if (guest && interval > 0) next += interval;
        people_.start(join(meeting, next_user(persona), stay));
    }
    if (interval > 0 && !guests.empty()) {
        people_.start(turn_over(meeting, guests, interval));
    }
}

sim::Process World::turn_over(Meeting& meeting, std::vector<std::size_t> guests, double interval)
{
    Stay stay;
    for (std::size_t next = 0;; next = next + 1 < guests.size() ? next + 1 : 0) {
        sim::Delay pause(simulation, interval);
        co_await pause;
        stay.click = simulation.now();
        stay.until = stay.click + interval * static_cast<double>(guests.size());
        people_.start(join(meeting, next_user(guests[next]), stay));
    }
}

sim::Process World::poisson_meetings()
{
    const Workload& workload = scenario.workload;
    const sim::Distribution pause =
        sim::Distribution::exponential(3600 / workload.meetings_per_hour);
    sim::RandomStream random = stream("meetings");
    while (true) {
        sim::Delay wait(simulation, pause.next(random));
        co_await wait;
        const double size = std::round(workload.meeting_size.next(random));
        const double duration = workload.meeting_duration.next(random);
        const int users = std::max(1, static_cast<int>(size));
        people_.start(meet(users, simulation.now(), std::max(0.0, duration)));
    }
}

// A meeting for which users come when they think it begins, and which they leave at its end.
sim::Process World::meet(int users, sim::Time begin, double duration)
{
    const Workload& workload = scenario.workload;
    Meeting& meeting = open_meeting();
    sim::RandomStream random = stream("room " + std::to_string(meeting.number) + "/lateness");
    Stay stay;
    for (const std::size_t persona : seating(workload, users)) {
        const double late = workload.lateness.next(random);
        stay.click = std::max(simulation.now(), begin + late);
        stay.until = begin + duration;
        people_.start(join(meeting, next_user(persona), stay));
    }
    sim::Delay lesson(simulation, std::max(0.0, begin + duration - simulation.now()));
    co_await lesson;
    meeting.close();
}

void World::check_laws()
{
    server.check_laws();
    links.shares.check_laws();
}

}  // namespace models
