#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/callback.hpp"
#include "sim/event_key.hpp"
#include "sim/expect.hpp"
#include "sim/huge_pages.hpp"
#include "sim/key_queue.hpp"
#include "sim/time.hpp"

namespace sim {

// The future event list: events in order of time, equal times in order of scheduling.
//
// An event has a slot for life and is pending at most once; scheduling it again moves it. Its slot
// knows its key in the queue. The key of a moved or cancelled event is taken out where that is
// quickly done; where not, it stays behind, stale, and is skipped when it comes up. The queue is
// swept when more than half of it is stale.
// Limits: 16,777,216 slots, 2^40 schedulings.
class EventCalendar {
public:
    using Slot = std::uint32_t;
    static constexpr EventKey no_event = 0;  // sequence numbers begin with 1

    Slot add(Callback occurrence);
    void remove(Slot slot);

    void schedule(Slot slot, Time time)
    {
        EXPECT(time >= 0, "an event needs a time that is a number and not negative");
        EXPECT(sequence_ < last_sequence, "too many events were scheduled");
        const EventKey key = event_key(time, ++sequence_, slot);
        const EventKey before = std::exchange(slots_[slot].key, key);
        if (before == no_event) {
            ++pending_;
        } else {
            drop(before);
        }
        queue_.push(key);
    }
    void cancel(Slot slot)
    {
        const EventKey before = std::exchange(slots_[slot].key, no_event);
        if (before == no_event) return;
        --pending_;
        drop(before);
    }
    bool pending(Slot slot) const { return slots_[slot].key != no_event; }
    Time time_of(Slot slot) const { return sim::time_of(slots_[slot].key); }

    std::size_t size() const { return pending_; }
    bool empty() const { return pending_ == 0; }
    Time next_time();  // of the earliest event; the calendar must not be empty
    Slot pop();        // takes the earliest event out
    // Takes the earliest event out and returns its key, or returns no_event if there is none up to
    // `end`.
    EventKey pop_until(Time end)
    {
        while (true) {
            if (queue_.next_keys().empty() && !refill()) return no_event;
            const auto keys = queue_.next_keys();
            const EventKey key = keys.front();
            if (keys.size() > crowd) [[unlikely]]
                ask_for(keys[12], keys[24]);
            Entry& entry = slots_[index_of(key)];
            if (stale_ > 0 && entry.key != key) {
                queue_.pop();
                --stale_;
                continue;
            }
            if (sim::time_of(key) > end) return no_event;
            queue_.pop();
            entry.key = no_event;
            --pending_;
            return key;
        }
    }
    const Callback& occurrence(Slot slot) const { return slots_[slot].occurrence; }

private:
    static constexpr std::size_t many = 8192;  // slots: more than the near caches hold
    static constexpr std::size_t crowd = 64;   // keys at once: mostly of equal times
    struct alignas(32) Entry {
        EventKey key;
        Callback occurrence;
    };
    static constexpr std::uint64_t last_sequence = (std::uint64_t{1} << key_sequence_bits) - 1;

    // The slots and objects of many events are far away in memory, so they are asked for in time: a
    // slot first, its object when it has come.
    void ask_for(EventKey object, EventKey slot) const
    {
        __builtin_prefetch(slots_[index_of(object)].occurrence.object, 1);
        __builtin_prefetch(&slots_[index_of(slot)], 1);
    }
    // Of an event that is not pending with this key any more.
    void drop(EventKey key)
    {
        if (queue_.erase(key)) return;
        if (++stale_ > pending_ + 64) sweep();
    }
    bool refill();  // false if no event is pending
    void sweep();

    KeyQueue queue_;
    std::vector<Entry, HugePages<Entry>> slots_;
    std::vector<Slot> free_;
    std::uint64_t sequence_ = 0;
    std::size_t pending_ = 0;
    std::size_t stale_ = 0;  // keys in the queue whose event is not pending with them any more
};

}  // namespace sim
