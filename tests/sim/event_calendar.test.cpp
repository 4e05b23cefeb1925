#include "sim/event_calendar.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::EventCalendar;
using sim::Time;
using Slot = EventCalendar::Slot;

namespace {

// The calendar without cleverness: a map from (time, number of the scheduling) to the slot.
class Shadow {
public:
    void schedule(Slot slot, Time time)
    {
        cancel(slot);
        const Place place{time, ++sequence_};
        places_[slot] = place;
        order_.emplace(place, slot);
    }
    void cancel(Slot slot)
    {
        const auto found = places_.find(slot);
        if (found == places_.end()) return;
        order_.erase(found->second);
        places_.erase(found);
    }
    Slot pop()
    {
        const Slot slot = order_.begin()->second;
        cancel(slot);
        return slot;
    }
    bool pending(Slot slot) const { return places_.contains(slot); }
    Time time_of(Slot slot) const { return places_.at(slot).first; }
    Time next_time() const { return order_.begin()->first.first; }
    std::size_t size() const { return order_.size(); }

private:
    using Place = std::pair<Time, std::uint64_t>;
    std::map<Place, Slot> order_;
    std::map<Slot, Place> places_;
    std::uint64_t sequence_ = 0;
};

using TimeLaw = Time (*)(sim::RandomStream& random, Time now);

Time uniformly_later(sim::RandomStream& random, Time now)
{
    return now + random.uniform();
}

Time exponentially_later(sim::RandomStream& random, Time now)
{
    return now - 100 * std::log(random.uniform());
}

Time at_one_of_four_times(sim::RandomStream& random, Time now)
{
    return std::floor(now) + std::floor(4 * random.uniform());
}

Time always_at_once(sim::RandomStream&, Time now)
{
    return now;
}

Time soon_or_far_away(sim::RandomStream& random, Time now)
{
    const bool soon = random.uniform() < 0.9;
    return now + random.uniform() * (soon ? 1e-6 : 1e9);
}

// At any time, also before what was popped already: the calendar itself has no clock.
Time at_any_time(sim::RandomStream& random, Time)
{
    return std::ldexp(random.uniform(), static_cast<int>(600 * random.uniform()) - 300);
}

class Duel {
public:
    Duel(const char* name, TimeLaw law, std::size_t most_slots)
        : random_(20240117, 0, name), law_(law), most_slots_(most_slots)
    {
        for (std::size_t i = 0; i < most_slots / 2; ++i) slots_.push_back(calendar_.add({}));
    }

    void step()
    {
        const double choice = random_.uniform();
        if (choice < 0.45) return schedule();
        if (choice < 0.60) return cancel();
        if (choice < 0.95) return pop();
        if (choice < 0.975) return remove();
        return add();
    }
    std::uint64_t popped() const { return popped_; }
    std::uint64_t differences() const { return differences_; }

private:
    std::size_t any()
    {
        return static_cast<std::size_t>(random_.uniform() * double(slots_.size()));
    }
    void agree(bool same) { differences_ += same ? 0 : 1; }
    void schedule()
    {
        const Slot slot = slots_[any()];
        const Time time = law_(random_, now_);
        calendar_.schedule(slot, time);
        shadow_.schedule(slot, time);
        agree(calendar_.time_of(slot) == time);
        agree(calendar_.size() == shadow_.size());
    }
    void cancel()
    {
        const Slot slot = slots_[any()];
        agree(calendar_.pending(slot) == shadow_.pending(slot));
        calendar_.cancel(slot);
        shadow_.cancel(slot);
        agree(!calendar_.pending(slot) && calendar_.size() == shadow_.size());
    }
    void pop()
    {
        agree(calendar_.empty() == (shadow_.size() == 0));
        if (calendar_.empty()) return;
        const Time time = shadow_.next_time();
        agree(calendar_.next_time() == time);
        const Slot slot = calendar_.pop();
        agree(slot == shadow_.pop() && !calendar_.pending(slot));
        now_ = time;
        ++popped_;
    }
    void remove()
    {
        if (slots_.size() < 2) return;
        const std::size_t place = any();
        calendar_.remove(slots_[place]);
        shadow_.cancel(slots_[place]);
        slots_[place] = slots_.back();
        slots_.pop_back();
    }
    void add()
    {
        if (slots_.size() >= most_slots_) return;
        slots_.push_back(calendar_.add({}));
        agree(!calendar_.pending(slots_.back()));
    }

    sim::RandomStream random_;
    TimeLaw law_;
    std::size_t most_slots_;
    EventCalendar calendar_;
    Shadow shadow_;
    std::vector<Slot> slots_;
    Time now_ = 0;
    std::uint64_t popped_ = 0;
    std::uint64_t differences_ = 0;
};

std::vector<Slot> all_in_order(EventCalendar& calendar)
{
    std::vector<Slot> order;
    while (!calendar.empty()) order.push_back(calendar.pop());
    return order;
}

}  // namespace

TEST_CASE("two million random operations agree with a sorted map")
{
    const std::vector<std::pair<const char*, TimeLaw>> laws{
        {"uniform", uniformly_later},   {"exponential", exponentially_later},
        {"ties", at_one_of_four_times}, {"at once", always_at_once},
        {"bimodal", soon_or_far_away},  {"any", at_any_time},
    };
    for (const auto& [name, law] : laws) {
        for (const std::size_t slots : {3u, 60u, 5000u}) {
            Duel duel(name, law, slots);
            for (int i = 0; i < 112'000; ++i) duel.step();
            INFO(name << " times, at most " << slots << " events");
            CHECK(duel.differences() == 0);
            CHECK(duel.popped() > 10'000);
        }
    }
}

TEST_CASE("equal times come in order of scheduling, a moved event as scheduled last")
{
    EventCalendar calendar;
    std::vector<Slot> slots;
    for (int i = 0; i < 5; ++i) slots.push_back(calendar.add({}));
    for (const int i : {3, 0, 4, 1, 2}) calendar.schedule(slots[static_cast<std::size_t>(i)], 7);
    calendar.schedule(slots[0], 7);
    CHECK(all_in_order(calendar) ==
          std::vector<Slot>{slots[3], slots[4], slots[1], slots[2], slots[0]});
}

TEST_CASE("a negative zero is zero")
{
    EventCalendar calendar;
    const Slot early = calendar.add({});
    const Slot late = calendar.add({});
    calendar.schedule(late, 1e-300);
    calendar.schedule(early, -0.0);
    CHECK(calendar.next_time() == 0);
    CHECK(calendar.pop() == early);
    CHECK(calendar.pop() == late);
}

TEST_CASE("the smallest and the largest times are kept apart")
{
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<Time> times{
        0,   std::numeric_limits<double>::denorm_min(), 1,       std::nextafter(1, 2),
        1e9, std::numeric_limits<double>::max(),        infinity};
    EventCalendar calendar;
    std::vector<Slot> slots;
    for (std::size_t i = 0; i < times.size(); ++i) slots.push_back(calendar.add({}));
    for (std::size_t i = times.size(); i-- > 0;) calendar.schedule(slots[i], times[i]);
    for (std::size_t i = 0; i < times.size(); ++i) CHECK(calendar.time_of(slots[i]) == times[i]);
    CHECK(all_in_order(calendar) == slots);
}

TEST_CASE("a time that is negative or not a number is refused and changes nothing")
{
    EventCalendar calendar;
    const Slot slot = calendar.add({});
    calendar.schedule(slot, 3);
    CHECK_THROWS_AS(calendar.schedule(slot, std::nan("")), sim::LogicError);
    CHECK_THROWS_AS(calendar.schedule(slot, -1e-300), sim::LogicError);
    CHECK(calendar.size() == 1);
    CHECK(calendar.time_of(slot) == 3);
}

TEST_CASE("nothing can be taken out of an empty calendar")
{
    EventCalendar calendar;
    CHECK_THROWS_AS(calendar.pop(), sim::LogicError);
    calendar.schedule(calendar.add({}), 1);
    calendar.cancel(0);
    CHECK(calendar.empty());
    CHECK_THROWS_AS(calendar.next_time(), sim::LogicError);
}

TEST_CASE("a removed event never occurs, whoever has its slot then")
{
    EventCalendar calendar;
    const Slot gone = calendar.add({});
    calendar.schedule(gone, 1);
    calendar.remove(gone);
    const Slot heir = calendar.add({});
    CHECK(heir == gone);
    CHECK_FALSE(calendar.pending(heir));
    calendar.schedule(heir, 2);
    CHECK(calendar.next_time() == 2);
    CHECK(calendar.pop() == heir);
    CHECK(calendar.empty());
}

// Each event is moved a hundred times, so the heap is swept again and again; the last time counts.
TEST_CASE("sweeping out stale keys keeps the order")
{
    EventCalendar calendar;
    sim::RandomStream random(20240117, 0, "sweep");
    std::multimap<Time, Slot> last;
    for (int i = 0; i < 1000; ++i) calendar.add({});
    for (int round = 0; round < 100; ++round) {
        last.clear();
        for (Slot slot = 0; slot < 1000; ++slot) {
            const Time time = std::floor(300 * random.uniform());
            calendar.schedule(slot, time);
            last.emplace(time, slot);  // equal times: behind those already there
        }
    }
    CHECK(calendar.size() == 1000);
    std::vector<Slot> expected;
    for (const auto& [time, slot] : last) expected.push_back(slot);
    CHECK(all_in_order(calendar) == expected);
}
