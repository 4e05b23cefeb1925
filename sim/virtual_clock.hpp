#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace sim {

// The common clock of members served at equal rates: `served` is what each member present all the
// time has received. A member that enters with an amount x is done when the clock reaches its tag
// served + x, so a change of rate touches the clock and no member.
class VirtualClock {
public:
    struct Tag {
        double at;
        std::uint64_t order;  // equal tags leave in the order they came
        std::uint32_t member;
    };

    double served() const { return served_; }
    void advance(double amount) { served_ += amount; }
    void reach(double tag) { served_ = std::max(served_, tag); }  // against rounding
    void restart() { served_ = 0; }                               // only with no member left

    bool empty() const { return tags_.empty(); }
    const Tag& earliest() const { return tags_.front(); }
    void push(double at, std::uint32_t member)
    {
        tags_.push_back({at, ++order_, member});
        std::push_heap(tags_.begin(), tags_.end(), later);
    }
    void pop()
    {
        std::pop_heap(tags_.begin(), tags_.end(), later);
        tags_.pop_back();
    }

private:
    static bool later(const Tag& one, const Tag& other)
    {
        return one.at != other.at ? one.at > other.at : one.order > other.order;
    }

    double served_ = 0;
    std::uint64_t order_ = 0;
    std::vector<Tag> tags_;  // heap
};

}  // namespace sim
