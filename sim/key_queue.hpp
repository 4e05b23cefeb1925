#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "sim/calendar_queue.hpp"
#include "sim/event_key.hpp"
#include "sim/sorted_keys.hpp"

namespace sim {

// A queue of keys, the least first: the heart of the future event list and of every virtual clock.
// What a key's index means is its user's affair. Any key may come at any time; it is fast when few
// come before those already popped.
//
// Few keys stand in one sorted array. When they become many, only the earliest stay there and the
// others wait in a calendar, and beyond its year in a radix queue. The order is that of the keys,
// whatever the structure. An empty queue has 40 bytes and owns nothing; one of few keys owns one
// array.
class KeyQueue {
public:
    // `few`: from more keys than these on the later ones go to the calendar. Many for a queue
    // beside many others, whose calendars would not stay in cache.
    explicit KeyQueue(std::uint32_t few = 64) : few_(few) {}

    bool empty() const { return sorted_.empty() && (!calendar_ || calendar_->empty()); }
    std::size_t size() const { return sorted_.size() + (calendar_ ? calendar_->size() : 0); }

    void push(EventKey key);

    // The queue must not be empty.
    EventKey least()
    {
        if (sorted_.empty()) refill();
        return sorted_.least();
    }
    void pop()  // takes the least out
    {
        if (sorted_.empty()) refill();
        sorted_.pop();
    }

    // The keys that come next, as far as they are in order already; none may be.
    std::span<const EventKey> next_keys() const { return sorted_.all(); }
    // Brings the next keys in order; only while there are none and the queue is not empty.
    void refill();

    void clear();
    // Keys that will be the next ones `batches` refills after this one, in no order, where that is
    // known; last_key among them stands for none.
    std::span<const EventKey> coming_keys(std::size_t batches) const
    {
        return deep_ ? calendar_->coming(batches) : std::span<const EventKey>{};
    }

    // Takes the key out if that is quickly done, else leaves it to come up; says which.
    bool erase(EventKey key)
    {
        if (deep_ && !calendar_->gave(key)) return calendar_->erase(key);
        return sorted_.erase(key);
    }
    template <class Predicate>
    void erase_if(Predicate predicate)
    {
        sorted_.erase_if(predicate);
        if (deep_) calendar_->erase_if(predicate);
    }

private:
    static constexpr std::size_t few_again = 24;  // no more than these come back from there

    [[gnu::noinline]] void insert(EventKey key);  // apart, so that `push` stays slender
    void unburden();

    SortedKeys sorted_;  // all keys, or those of the calendar's buckets that were taken
    std::uint32_t few_;
    bool deep_ = false;  // whether the calendar is in use
    std::unique_ptr<CalendarQueue> calendar_;
};

}  // namespace sim
