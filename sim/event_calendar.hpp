#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/callback.hpp"
#include "sim/time.hpp"

namespace sim {

// The future event list: events in order of time, equal times in order of scheduling.
//
// An event has a slot for life and is pending at most once; scheduling it again moves it. The heap
// holds 16-byte keys (time : sequence : slot) compared as one integer: non-negative doubles order
// like their bits. A moved or cancelled event leaves a stale key behind that is skipped when it
// comes up; the heap is swept when more than half of it is stale.
// Limits: 16,777,216 slots, 2^40 schedulings.
class EventCalendar {
public:
    using Slot = std::uint32_t;

    Slot add(Callback occurrence);
    void remove(Slot slot);

    void schedule(Slot slot, Time time);
    void cancel(Slot slot);
    bool pending(Slot slot) const { return slots_[slot].key != idle; }
    Time time_of(Slot slot) const { return time_of_key(slots_[slot].key); }

    std::size_t size() const { return pending_; }
    bool empty() const { return pending_ == 0; }
    Time next_time();  // of the earliest event; the calendar must not be empty
    Slot pop();        // takes the earliest event out
    const Callback& occurrence(Slot slot) const { return slots_[slot].occurrence; }

private:
    __extension__ using Key = unsigned __int128;
    struct Entry {
        Key key;
        Callback occurrence;
    };
    static constexpr Key idle = 0;
    static constexpr int slot_bits = 24;
    static constexpr int sequence_bits = 40;

    static Time time_of_key(Key key);
    static Slot slot_of_key(Key key);
    void push(Key key);
    void drop_top();
    void drop_stale_top();
    void sift_down(std::size_t hole, Key key);
    void sweep();

    std::vector<Key> heap_;  // 4-ary
    std::vector<Entry> slots_;
    std::vector<Slot> free_;
    std::uint64_t sequence_ = 0;
    std::size_t pending_ = 0;
};

}  // namespace sim
