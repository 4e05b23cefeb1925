#include "sim/frame_pool.hpp"

#include <cstdint>
#include <cstring>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::FramePool;

namespace {

struct Frame {
    unsigned char* bytes;
    std::size_t size;
    unsigned char mark;
};

Frame take(std::size_t size, unsigned char mark)
{
    auto* const bytes = static_cast<unsigned char*>(FramePool::take(size));
    std::memset(bytes, mark, size);
    return {bytes, size, mark};
}

// Gives it back; false if somebody else has written into it.
bool give(const Frame& frame)
{
    bool sound = true;
    for (std::size_t i = 0; i < frame.size; ++i) sound = sound && frame.bytes[i] == frame.mark;
    FramePool::give(frame.bytes, frame.size);
    return sound;
}

std::vector<Frame> take_many(int count, std::size_t size)
{
    std::vector<Frame> frames;
    for (int i = 0; i < count; ++i) frames.push_back(take(size, static_cast<unsigned char>(i)));
    return frames;
}

bool give_all(const std::vector<Frame>& frames)
{
    bool sound = true;
    for (const Frame& frame : frames) sound = give(frame) && sound;
    return sound;
}

// Frames of threads that have ended or will take others.
class Exchange {
public:
    void put(const Frame& frame)
    {
        const std::scoped_lock lock(mutex_);
        frames_.push_back(frame);
    }
    std::vector<Frame> take_all()
    {
        const std::scoped_lock lock(mutex_);
        return std::exchange(frames_, {});
    }

private:
    std::mutex mutex_;
    std::vector<Frame> frames_;
};

}  // namespace

TEST_CASE("the frame given back last is the next of its size")
{
    void* const first = FramePool::take(200);
    void* const second = FramePool::take(200);
    void* const other = FramePool::take(300);
    FramePool::give(first, 200);
    FramePool::give(second, 200);
    CHECK(FramePool::take(200) == second);
    CHECK(FramePool::take(200) == first);
    FramePool::give(first, 200);
    FramePool::give(second, 200);
    FramePool::give(other, 300);
}

TEST_CASE("frames lie side by side and are aligned for anything")
{
    std::thread([] {
        const std::vector<Frame> frames = take_many(1000, 100);
        std::set<std::uintptr_t> places;
        for (const Frame& frame : frames) {
            places.insert(reinterpret_cast<std::uintptr_t>(frame.bytes));
        }
        CHECK(places.size() == 1000);
        int apart = 0;
        std::uintptr_t before = 0;
        for (const std::uintptr_t place : places) {
            CHECK(place % 16 == 0);
            apart += place - before == 112 ? 0 : 1;
            before = place;
        }
        CHECK(apart <= 2);  // the first, and where the next block begins
        CHECK(give_all(frames));
    }).join();
}

TEST_CASE("frames of every size keep what is written into them")
{
    std::vector<Frame> frames;
    for (std::size_t size = 1; size <= 3000; ++size) {
        frames.push_back(take(size, static_cast<unsigned char>(size)));
    }
    CHECK(give_all(frames));
}

TEST_CASE("a million frames taken and given back at random are never lent twice")
{
    sim::RandomStream random(41, 0, "frames");
    std::vector<Frame> frames;
    int torn = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        if (frames.empty() || (frames.size() < 2000 && random.uniform() < 0.5)) {
            const auto size = 1 + static_cast<std::size_t>(300 * random.uniform());
            frames.push_back(take(size, static_cast<unsigned char>(i)));
        } else {
            const double place = random.uniform() * static_cast<double>(frames.size());
            std::swap(frames[static_cast<std::size_t>(place)], frames.back());
            torn += give(frames.back()) ? 0 : 1;
            frames.pop_back();
        }
    }
    CHECK(torn == 0);
    CHECK(give_all(frames));
}

TEST_CASE("frames outlive the thread that took them and are given back on another")
{
    std::vector<Frame> frames;
    std::thread([&frames] {
        frames = take_many(2000, 150);
        for (int i = 0; i < 500; ++i) {
            give(frames.back());
            frames.pop_back();
        }
    }).join();
    CHECK(give_all(frames));
    const std::vector<Frame> again = take_many(2000, 150);
    bool sound = true;
    std::thread([&] { sound = give_all(again); }).join();
    CHECK(sound);
}

TEST_CASE("threads that hand their frames to each other do no harm")
{
    Exchange exchange;
    std::vector<std::thread> threads;
    std::vector<int> torn(4, 0);
    for (std::size_t number = 0; number < torn.size(); ++number) {
        threads.emplace_back([&, number] {
            for (int round = 0; round < 50; ++round) {
                for (const Frame& frame : take_many(100, 64 + 16 * number)) exchange.put(frame);
                if (!give_all(exchange.take_all())) ++torn[number];
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(give_all(exchange.take_all()));
    CHECK(torn == std::vector<int>(4, 0));
}
