#include "sim/radix_queue.hpp"

#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::EventKey;
using sim::RadixQueue;
using sim::Time;

namespace {

std::uint64_t bits(Time time)
{
    return std::bit_cast<std::uint64_t>(time);
}

// A radix queue and a sorted set that must always hold the same keys.
class Duel {
public:
    explicit Duel(const char* name) : random_(20240117, 0, name) {}

    // Times of all magnitudes, many of them near the bound or equal to each other.
    Time any_time()
    {
        const double place = random_.uniform();
        if (place < 0.4) return bound_ + random_.uniform();
        if (place < 0.6) return std::ceil(bound_) + std::floor(10 * random_.uniform());
        if (place < 0.62) return std::numeric_limits<Time>::infinity();
        return bound_ +
               std::ldexp(random_.uniform(), static_cast<int>(80 * random_.uniform()) - 40);
    }
    void push()
    {
        const Time time = any_time();
        if (time <= bound_) return;
        const EventKey key = sim::event_key(time, ++sequence_, 0);
        queue_.push(key);
        keys_.insert(key);
    }
    void move_bound(Time bound)
    {
        if (bound < bound_) {
            queue_.lower_bound(bits(bound));
        } else {
            queue_.raise_bound(bits(bound), [&](EventKey key) { taken_.push_back(key); });
        }
        bound_ = bound;
    }
    void compare()
    {
        std::sort(taken_.begin(), taken_.end());
        std::vector<EventKey> expected;
        while (!keys_.empty() && sim::time_of(*keys_.begin()) <= bound_) {
            expected.push_back(*keys_.begin());
            keys_.erase(keys_.begin());
        }
        differences += taken_ != expected || queue_.size() != keys_.size() ? 1 : 0;
        if (!keys_.empty()) {
            differences += queue_.least_time() != sim::time_of(*keys_.begin()) ? 1 : 0;
        }
        taken_.clear();
    }
    void step()
    {
        if (keys_.size() > 3000) {
            move_bound(std::numeric_limits<Time>::infinity());
            compare();
            return move_bound(random_.uniform());
        }
        const double choice = random_.uniform();
        if (choice < 0.95) return push();
        if (choice < 0.96) return move_bound(bound_ * random_.uniform());
        if (choice < 0.965) return erase();
        if (choice < 0.98 && !keys_.empty() && !std::isinf(queue_.least_time())) {
            move_bound(queue_.least_time());
        } else {
            move_bound(bound_ + random_.uniform());
        }
        compare();
    }
    void erase()
    {
        const auto odd = [](EventKey key) {
            return (static_cast<std::uint64_t>(key) >> 30) % 2 == 1;
        };
        queue_.erase_if(odd);
        std::erase_if(keys_, odd);
    }
    int differences = 0;

private:
    sim::RandomStream random_;
    RadixQueue queue_;
    std::set<EventKey> keys_;
    std::vector<EventKey> taken_;
    Time bound_ = 0;
    std::uint64_t sequence_ = 0;
};

}  // namespace

TEST_CASE("a radix queue gives up exactly the keys up to its bound, wherever that moves")
{
    Duel duel("radix");
    for (int i = 0; i < 1'000'000; ++i) duel.step();
    CHECK(duel.differences == 0);
}

TEST_CASE("a radix queue gives equal times in the order they came")
{
    RadixQueue queue;
    std::vector<EventKey> expected;
    for (std::uint64_t i = 1; i <= 1000; ++i) {
        expected.push_back(sim::event_key(7, i, 0));
        queue.push(expected.back());
    }
    std::vector<EventKey> taken;
    queue.raise_bound(bits(8), [&](EventKey key) { taken.push_back(key); });
    CHECK(taken == expected);
    CHECK(queue.empty());
}
