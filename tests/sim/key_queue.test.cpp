#include "sim/key_queue.hpp"

#include <cmath>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::EventKey;
using sim::KeyQueue;
using sim::Time;

namespace {

using TimeLaw = Time (*)(sim::RandomStream& random, Time now);

Time exponentially_later(sim::RandomStream& random, Time now)
{
    return now - std::log(random.uniform());
}

Time on_a_grid(sim::RandomStream& random, Time now)
{
    return std::floor(now) + std::floor(4 * random.uniform());
}

Time microseconds_beside_hours(sim::RandomStream& random, Time now)
{
    return now + random.uniform() * (random.uniform() < 0.5 ? 1e-6 : 1e3);
}

// Bursts: most keys close behind each other, then a long silence; now and then never.
Time in_bursts(sim::RandomStream& random, Time now)
{
    const double choice = random.uniform();
    if (choice < 0.001) return std::numeric_limits<Time>::infinity();
    if (choice < 0.01) return now + 1e6 * random.uniform();
    return now + 1e-3 * std::pow(random.uniform(), 8);
}

// Also before what was popped already.
Time at_any_time(sim::RandomStream& random, Time)
{
    return std::ldexp(random.uniform(), static_cast<int>(600 * random.uniform()) - 300);
}

// A queue of keys and a sorted set that must agree after every operation. The number pending
// wanders between the bounds of the three structures and beyond.
class Duel {
public:
    Duel(const char* name, TimeLaw law, std::size_t most)
        : random_(20240117, 0, name), law_(law), most_(most)
    {
    }
    void step()
    {
        if (keys_.size() >= goal_) growing_ = false;
        if (keys_.empty()) {
            growing_ = true;
            goal_ = static_cast<std::size_t>(std::pow(double(most_), random_.uniform())) + 1;
        }
        const double choice = random_.uniform();
        if (choice < (growing_ ? 0.6 : 0.4)) return push();
        if (choice < 0.95) return pop();
        if (choice < 0.998) return erase();
        if (choice < 0.9999) return peek_and_push_below();
        if (choice < 0.99998) return erase_some();
        queue_.clear();
        keys_.clear();
    }
    void agree(bool same) { differences += same ? 0 : 1; }
    int differences = 0;
    std::uint64_t popped = 0;

private:
    void push(Time time)
    {
        const EventKey key = sim::event_key(time, ++sequence_, 0);
        queue_.push(key);
        keys_.insert(key);
        agree(queue_.size() == keys_.size());
        recent_ = key;
    }
    void push() { push(law_(random_, now_)); }
    void pop()
    {
        agree(queue_.empty() == keys_.empty());
        if (keys_.empty()) return;
        const EventKey key = *keys_.begin();
        agree(queue_.least() == key);
        queue_.pop();
        keys_.erase(keys_.begin());
        if (!std::isinf(sim::time_of(key))) now_ = sim::time_of(key);
        ++popped;
    }
    // What is not at hand stays, so the shadow loses it only if the queue did.
    void erase()
    {
        if (!keys_.contains(recent_)) return;
        if (queue_.erase(recent_)) keys_.erase(recent_);
        agree(queue_.size() == keys_.size());
    }
    // The end of a run: the next key is looked at, stays, and earlier ones come.
    void peek_and_push_below()
    {
        if (keys_.empty()) return;
        const Time next = sim::time_of(queue_.least());
        if (std::isinf(next) || next < now_) return;
        for (int i = 0; i < 100; ++i) push(now_ + (next - now_) * random_.uniform());
    }
    void erase_some()
    {
        const auto odd = [](EventKey key) {
            return (static_cast<std::uint64_t>(key) >> 25) % 2 == 1;
        };
        queue_.erase_if(odd);
        std::erase_if(keys_, odd);
        agree(queue_.size() == keys_.size());
    }

    sim::RandomStream random_;
    TimeLaw law_;
    std::size_t most_;
    KeyQueue queue_;
    std::set<EventKey> keys_;
    EventKey recent_ = 0;
    Time now_ = 0;
    std::uint64_t sequence_ = 0;
    std::size_t goal_ = 0;
    bool growing_ = true;
};

}  // namespace

TEST_CASE("three million random operations on a key queue agree with a sorted set")
{
    const std::vector<std::pair<const char*, TimeLaw>> laws{
        {"exponential", exponentially_later},
        {"grid", on_a_grid},
        {"two scales", microseconds_beside_hours},
        {"bursts", in_bursts},
        {"any", at_any_time},
    };
    for (const auto& [name, law] : laws) {
        for (const std::size_t most : {100u, 2'000u, 50'000u}) {
            Duel duel(name, law, most);
            for (int i = 0; i < 200'000; ++i) duel.step();
            INFO(name << " times, up to " << most << " keys");
            CHECK(duel.differences == 0);
            CHECK(duel.popped > 50'000);
        }
    }
}

TEST_CASE("a key queue is small while it is empty and can be moved")
{
    CHECK(sizeof(KeyQueue) <= 40);
    KeyQueue queue;
    for (std::uint32_t i = 1; i <= 1000; ++i) queue.push(sim::event_key(1.0 / i, i, i));
    KeyQueue heir = std::move(queue);
    CHECK(heir.size() == 1000);
    for (std::uint32_t i = 1000; i > 0; --i) {
        CHECK(sim::index_of(heir.least()) == i);
        heir.pop();
    }
    CHECK(heir.empty());
}

TEST_CASE("masses of equal times come in order of their sequence numbers")
{
    KeyQueue queue;
    std::uint64_t sequence = 0;
    for (int i = 0; i < 30'000; ++i) queue.push(sim::event_key(i % 3, ++sequence, 0));
    EventKey last = 0;
    while (!queue.empty()) {
        REQUIRE(queue.least() > last);
        last = queue.least();
        queue.pop();
    }
}

TEST_CASE("keys that never come up stand behind all others")
{
    const Time never = std::numeric_limits<Time>::infinity();
    KeyQueue queue;
    for (std::uint32_t i = 1; i <= 500; ++i) queue.push(sim::event_key(never, i, i));
    for (std::uint32_t i = 1; i <= 500; ++i) queue.push(sim::event_key(1e9 * i, 500 + i, 500 + i));
    for (std::uint32_t i = 501; i <= 1000; ++i) {
        REQUIRE(sim::index_of(queue.least()) == i);
        queue.pop();
    }
    REQUIRE(sim::index_of(queue.least()) == 1);
    queue.push(sim::event_key(1e300, 2000, 2000));
    REQUIRE(sim::index_of(queue.least()) == 2000);
    queue.pop();
    for (std::uint32_t i = 1; i <= 500; ++i) {
        REQUIRE(sim::index_of(queue.least()) == i);
        queue.pop();
    }
    CHECK(queue.empty());
}
