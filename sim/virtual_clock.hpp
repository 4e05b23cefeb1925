#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sim/expect.hpp"
#include "sim/key_queue.hpp"

namespace sim {

// Who is done when on a virtual clock: the tags of its members, the earliest first, equal tags in
// the order they came. Members are numbers below 2^24. Nothing is allocated before the first tag.
class FinishTags {
public:
    struct Tag {
        double at;
        std::uint32_t member;
    };

    bool empty() const { return keys_.empty(); }
    std::size_t size() const { return keys_.size(); }
    Tag earliest()  // there must be one
    {
        const EventKey key = keys_.least();
        return {time_of(key), index_of(key)};
    }
    void push(double at, std::uint32_t member)  // at >= 0
    {
        EXPECT(order_ < most, "a virtual clock was given too many tags");
        keys_.push(event_key(at, order_++, member));
    }
    void pop() { keys_.pop(); }
    template <class Predicate>
    void erase_if(Predicate gone)  // of a member
    {
        keys_.erase_if([&gone](EventKey key) { return gone(index_of(key)); });
    }

private:
    static constexpr std::uint64_t most = std::uint64_t{1} << key_sequence_bits;

    KeyQueue keys_{192};  // there may be as many queues as classes of connections
    std::uint64_t order_ = 0;
};

// The common clock of members served at equal rates: `served` is what each member present all the
// time has received. A member that enters with an amount x is done when the clock reaches its tag
// served + x, so a change of rate touches the clock and no member.
class VirtualClock {
public:
    double served() const { return served_; }
    void advance(double amount) { served_ += amount; }
    void reach(double tag) { served_ = std::max(served_, tag); }  // against rounding
    void restart() { served_ = 0; }                               // only with no member left

    bool empty() const { return tags_.empty(); }
    std::size_t size() const { return tags_.size(); }
    FinishTags::Tag earliest() { return tags_.earliest(); }
    void push(double at, std::uint32_t member) { tags_.push(at, member); }
    void pop() { tags_.pop(); }
    template <class Predicate>
    void erase_if(Predicate gone)
    {
        tags_.erase_if(gone);
    }

private:
    double served_ = 0;
    FinishTags tags_;
};

}  // namespace sim
