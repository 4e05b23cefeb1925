#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "tools/sweep/plan.hpp"
#include "tools/sweep/point_task.hpp"

namespace tools {

// The result of a point computed at once, without a crew.
PointResult answer_point(const Plan& plan, std::uint64_t number, int threads);

// Threads that answer the points of an order. Each takes the next replication, whosever point it
// is, so that none is idle before the last replications begin; searches share the threads that are
// left over when fewer points than threads are.
class Crew {
public:
    Crew(const Plan& plan, const Plan::Order& order, int threads);
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;
    ~Crew();  // waits for what is running

    // Points finished since the last call, in no particular order; waits for one, at most so long.
    std::vector<PointResult> take(std::chrono::milliseconds longest);

private:
    // A point at work.
    struct Open {
        std::uint64_t number = 0;
        std::vector<Value> values;
        std::unique_ptr<PointTask> task;
        int next = 0;     // part to begin
        int running = 0;  // parts begun and not finished
        int threads = 1;  // that a search may use
    };
    using Place = std::list<Open>::iterator;

    void work();
    bool take_part(std::unique_lock<std::mutex>& lock, Place& open, int& part);
    void open_point(std::unique_lock<std::mutex>& lock);
    void finish_part(std::unique_lock<std::mutex>& lock, Place open);
    void hand_over(std::unique_lock<std::mutex>& lock, PointResult result);
    int share_of_threads() const;

    const Plan* plan_;
    const Plan::Order* order_;
    int threads_;
    std::mutex mutex_;
    std::condition_variable changed_;   // there may be a part to begin
    std::condition_variable finished_;  // there is a point to take
    std::size_t begun_ = 0;             // points of the order
    int opening_ = 0;                   // points being read
    bool stopping_ = false;
    std::list<Open> open_;
    std::vector<PointResult> results_;
    std::vector<std::jthread> running_;  // last: joined first
};

}  // namespace tools
