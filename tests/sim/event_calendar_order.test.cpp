#include <cmath>
#include <queue>
#include <utility>
#include <vector>

#include "sim/event_calendar.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::EventCalendar;
using sim::RandomStream;
using sim::Time;

namespace {

using Increment = Time (*)(RandomStream& random);

Time exponential(RandomStream& random)
{
    return -std::log(random.uniform());
}
Time bimodal(RandomStream& random)
{
    return exponential(random) * (random.uniform() < 0.125 ? 8 : 0.01);
}
Time constant(RandomStream&)
{
    return 1;
}
Time grid(RandomStream& random)
{
    return 0.0625 * (1 + std::floor(16 * random.uniform()));
}
Time pareto(RandomStream& random)
{
    return std::pow(random.uniform(), -1 / 1.2) - 1;
}
Time camel(RandomStream& random)
{
    return exponential(random) * (random.uniform() < 0.5 ? 0.001 : 1000);
}
Time micro(RandomStream& random)
{
    return 1e-6 * exponential(random);
}

// Events as in every textbook: the earliest first, equal times in order of scheduling.
struct Pending {
    Time time;
    std::uint64_t sequence;
    EventCalendar::Slot slot;
    bool operator<(const Pending& other) const  // the greatest comes first
    {
        return time != other.time ? time > other.time : sequence > other.sequence;
    }
};

// The hold model: every event that occurs is scheduled again. Number of pops until the calendar and
// the priority queue differ, `pops` if they never do.
std::size_t pops_in_step(Increment increment, std::size_t events, std::size_t pops)
{
    RandomStream random(20240117, 0, "hold");
    EventCalendar calendar;
    std::priority_queue<Pending> reference;
    std::uint64_t sequence = 0;
    const auto schedule = [&](EventCalendar::Slot slot, Time time) {
        calendar.schedule(slot, time);
        reference.push({time, ++sequence, slot});
    };
    for (std::size_t i = 0; i < events; ++i) schedule(calendar.add({}), increment(random));
    for (std::size_t i = 0; i < pops; ++i) {
        const Pending next = reference.top();
        reference.pop();
        if (calendar.next_time() != next.time || calendar.pop() != next.slot) return i;
        schedule(next.slot, next.time + increment(random));
    }
    return pops;
}

const std::vector<std::pair<const char*, Increment>> laws{
    {"exponential", exponential}, {"bimodal", bimodal}, {"constant", constant}, {"grid", grid},
    {"Pareto", pareto},           {"camel", camel},     {"micro", micro},
};

}  // namespace

TEST_CASE("events occur in the order of a priority queue, to the last one")
{
    for (const auto& [name, increment] : laws) {
        for (const std::size_t events : {10u, 100u, 1'000u, 10'000u, 100'000u}) {
            INFO(name << " increments, " << events << " events");
            const std::size_t pops = std::max<std::size_t>(50'000, 2 * events);
            CHECK(pops_in_step(increment, events, pops) == pops);
        }
    }
}

TEST_CASE("a million events occur in the order of a priority queue", "[slow]")
{
    for (const auto& [name, increment] : laws) {
        INFO(name << " increments");
        CHECK(pops_in_step(increment, 1'000'000, 3'000'000) == 3'000'000);
    }
}
