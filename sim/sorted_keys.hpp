#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "sim/event_key.hpp"

namespace sim {

// Keys in ascending order in one array: the least leaves at the front, a new one moves those behind
// it, or those before it where they are fewer. Best for some tens of keys, right for any number
// below 2^31.
//
// Invariant: keys_[first_ .. last_) ascends, and all places before it hold zero, which no key is
// below; so 1 <= first_ <= last_ <= capacity_ once there is an array.
class SortedKeys {
public:
    static constexpr std::ptrdiff_t most_moved = 512;  // by erase()

    SortedKeys() = default;
    SortedKeys(SortedKeys&& other) noexcept { swap(other); }
    SortedKeys& operator=(SortedKeys&& other) noexcept
    {
        swap(other);
        return *this;
    }

    bool empty() const { return first_ == last_; }
    std::size_t size() const { return last_ - first_; }
    EventKey least() const { return keys_[first_]; }
    EventKey greatest() const { return keys_[last_ - 1]; }
    std::span<const EventKey> all() const { return {keys_.get() + first_, size()}; }

    void pop() { keys_[first_++] = 0; }
    void clear() { last_ = first_; }
    void insert(EventKey key)
    {
        if (last_ == capacity_) [[unlikely]]
            make_room(1);
        if (first_ > 1 && last_ - first_ > several && key < keys_[first_ + (last_ - first_) / 2]) {
            return insert_in_front(key);
        }
        EventKey* hole = keys_.get() + last_++;
        for (; key < hole[-1]; --hole) *hole = hole[-1];
        *hole = key;
    }

    // To put in many at once: write up to `most` keys behind the present ones and say how many they
    // were, or append them one by one; then sort the array where it is not.
    EventKey* room(std::size_t most)
    {
        if (capacity_ - last_ < most) [[unlikely]]
            make_room(most);
        return keys_.get() + last_;
    }
    void filled(std::size_t count) { last_ += static_cast<std::uint32_t>(count); }
    void append(EventKey key)
    {
        *room(1) = key;
        filled(1);
    }
    void sort_from(std::size_t place)
    {
        EventKey* first = keys_.get() + first_ + place;
        EventKey* last = keys_.get() + last_;
        if (!std::is_sorted(first, last)) std::sort(first, last);
    }

    // Only if few stand behind it: false, and nothing is done, where that would cost more than to
    // skip the key when it comes up.
    bool erase(EventKey key)
    {
        EventKey* last = keys_.get() + last_;
        EventKey* place = std::lower_bound(keys_.get() + first_, last, key);
        if (place == last || *place != key || last - place > most_moved) return false;
        std::move(place + 1, last, place);
        --last_;
        return true;
    }
    template <class Predicate>
    void erase_if(Predicate predicate)
    {
        EventKey* last = keys_.get() + last_;
        EventKey* end = std::remove_if(keys_.get() + first_, last, predicate);
        last_ = static_cast<std::uint32_t>(end - keys_.get());
    }

private:
    static constexpr std::uint32_t several = 8;

    void insert_in_front(EventKey key)  // not behind all of them
    {
        EventKey* hole = keys_.get() + --first_;
        for (; hole[1] < key; ++hole) *hole = hole[1];
        *hole = key;
    }
    void swap(SortedKeys& other) noexcept
    {
        std::swap(keys_, other.keys_);
        std::swap(first_, other.first_);
        std::swap(last_, other.last_);
        std::swap(capacity_, other.capacity_);
    }
    // Moves the keys to the start of the array, which grows if more than half of it would be full.
    [[gnu::noinline]] void make_room(std::size_t more)
    {
        const std::size_t needed = 2 * (size() + more);
        const EventKey* from = keys_.get() + first_;
        if (needed < capacity_) {
            last_ =
                static_cast<std::uint32_t>(std::copy(from, from + size(), &keys_[1]) - &keys_[0]);
        } else {
            auto keys = std::make_unique_for_overwrite<EventKey[]>(needed + 6);
            last_ = static_cast<std::uint32_t>(std::copy(from, from + size(), &keys[1]) - &keys[0]);
            capacity_ = static_cast<std::uint32_t>(needed + 6);
            keys_ = std::move(keys);
            keys_[0] = 0;
        }
        first_ = 1;
    }

    std::unique_ptr<EventKey[]> keys_;
    std::uint32_t first_ = 0;
    std::uint32_t last_ = 0;
    std::uint32_t capacity_ = 0;
};

}  // namespace sim
