#include "sim/event_calendar.hpp"

#include <algorithm>
#include <limits>

namespace sim {

EventCalendar::Slot EventCalendar::add(Callback occurrence)
{
    if (!free_.empty()) {
        const Slot slot = free_.back();
        free_.pop_back();
        slots_[slot].occurrence = occurrence;
        return slot;
    }
    EXPECT(slots_.size() < (std::size_t{1} << key_index_bits), "too many events exist at once");
    slots_.push_back({no_event, occurrence});
    return static_cast<Slot>(slots_.size() - 1);
}

void EventCalendar::remove(Slot slot)
{
    cancel(slot);
    free_.push_back(slot);
}

Time EventCalendar::next_time()
{
    EXPECT(pending_ > 0, "no event is pending");
    while (true) {
        if (queue_.next_keys().empty()) refill();
        const EventKey key = queue_.least();
        if (slots_[index_of(key)].key == key) return sim::time_of(key);
        queue_.pop();
        --stale_;
    }
}

EventCalendar::Slot EventCalendar::pop()
{
    EXPECT(pending_ > 0, "no event is pending");
    return index_of(pop_until(std::numeric_limits<Time>::infinity()));
}

bool EventCalendar::refill()
{
    if (pending_ == 0) return false;
    queue_.refill();
    if (slots_.size() < many) return true;
    const std::size_t last = slots_.size() - 1;
    for (const EventKey key : queue_.coming_keys(0)) {
        const std::size_t slot = std::min<std::size_t>(index_of(key), last);
        __builtin_prefetch(slots_[slot].occurrence.object, 1);
    }
    for (const EventKey key : queue_.coming_keys(1)) {
        const std::size_t slot = std::min<std::size_t>(index_of(key), last);
        __builtin_prefetch(&slots_[slot], 1);
    }
    return true;
}

void EventCalendar::sweep()
{
    queue_.erase_if([this](EventKey key) { return slots_[index_of(key)].key != key; });
    stale_ = 0;
}

}  // namespace sim
