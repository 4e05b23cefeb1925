#include "sim/event_calendar.hpp"

#include <algorithm>
#include <bit>

#include "sim/expect.hpp"

namespace sim {

Time EventCalendar::time_of_key(Key key)
{
    return std::bit_cast<double>(static_cast<std::uint64_t>(key >> 64));
}

EventCalendar::Slot EventCalendar::slot_of_key(Key key)
{
    return static_cast<Slot>(key) & ((Slot{1} << slot_bits) - 1);
}

EventCalendar::Slot EventCalendar::add(Callback occurrence)
{
    if (!free_.empty()) {
        const Slot slot = free_.back();
        free_.pop_back();
        slots_[slot].occurrence = occurrence;
        return slot;
    }
    EXPECT(slots_.size() < (std::size_t{1} << slot_bits), "too many events exist at once");
    slots_.push_back({idle, occurrence});
    return static_cast<Slot>(slots_.size() - 1);
}

void EventCalendar::remove(Slot slot)
{
    cancel(slot);
    free_.push_back(slot);
}

void EventCalendar::schedule(Slot slot, Time time)
{
    EXPECT(time >= 0, "an event needs a time that is a number and not negative");
    EXPECT(sequence_ + 1 < (std::uint64_t{1} << sequence_bits), "too many events were scheduled");
    if (!pending(slot)) ++pending_;
    const std::uint64_t order = (++sequence_ << slot_bits) | slot;
    // + 0.0 turns a negative zero, whose bits are the largest of all, into zero
    const Key key = (Key{std::bit_cast<std::uint64_t>(time + 0.0)} << 64) | order;
    slots_[slot].key = key;
    push(key);
    if (heap_.size() > 2 * pending_ + 64) sweep();
}

void EventCalendar::cancel(Slot slot)
{
    if (!pending(slot)) return;
    slots_[slot].key = idle;
    --pending_;
}

Time EventCalendar::next_time()
{
    drop_stale_top();
    return time_of_key(heap_.front());
}

EventCalendar::Slot EventCalendar::pop()
{
    drop_stale_top();
    const Slot slot = slot_of_key(heap_.front());
    drop_top();
    slots_[slot].key = idle;
    --pending_;
    return slot;
}

void EventCalendar::push(Key key)
{
    heap_.push_back(key);
    std::size_t hole = heap_.size() - 1;
    while (hole > 0) {
        const std::size_t parent = (hole - 1) / 4;
        if (heap_[parent] < key) break;
        heap_[hole] = heap_[parent];
        hole = parent;
    }
    heap_[hole] = key;
}

void EventCalendar::drop_top()
{
    const Key last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(0, last);
}

void EventCalendar::drop_stale_top()
{
    EXPECT(pending_ > 0, "no event is pending");
    while (slots_[slot_of_key(heap_.front())].key != heap_.front()) drop_top();
}

void EventCalendar::sift_down(std::size_t hole, Key key)
{
    const std::size_t size = heap_.size();
    for (std::size_t child = 4 * hole + 1; child < size; child = 4 * hole + 1) {
        std::size_t least = child;
        const std::size_t end = std::min(child + 4, size);
        for (std::size_t other = child + 1; other < end; ++other) {
            least = heap_[other] < heap_[least] ? other : least;
        }
        if (key < heap_[least]) break;
        heap_[hole] = heap_[least];
        hole = least;
    }
    heap_[hole] = key;
}

void EventCalendar::sweep()
{
    std::erase_if(heap_, [this](Key key) { return slots_[slot_of_key(key)].key != key; });
    if (heap_.size() < 2) return;
    for (std::size_t parent = (heap_.size() - 2) / 4 + 1; parent-- > 0;) {
        sift_down(parent, heap_[parent]);
    }
}

}  // namespace sim
