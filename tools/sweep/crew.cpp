#include "tools/sweep/crew.hpp"

#include <exception>
#include <utility>

namespace tools {
namespace {

constexpr std::size_t most_waiting = 10000;  // finished points that nobody has taken yet

void complete(const Plan& plan, std::uint64_t number, const std::vector<Value>& values,
              PointResult& result)
{
    result.number = number;
    result.outside = plan.known().beyond(plan.design(), values);
    for (std::size_t i = 0; i < values.size(); ++i) {
        result.factors.push_back(plan.points().cell(i, values[i]));
    }
}

// The task of a point; where its scenario cannot be read, what was wrong is in `result`.
std::unique_ptr<PointTask> task_of(const Plan& plan, std::uint64_t number,
                                   std::vector<Value>& values, PointResult& result)
{
    try {
        plan.points().at(number, values);
        return std::make_unique<PointTask>(plan.question(), plan.scenario_at(values));
    } catch (const std::exception& error) {
        result.failure = error.what();
        return nullptr;
    }
}

}  // namespace

PointResult answer_point(const Plan& plan, std::uint64_t number, int threads)
{
    PointResult result;
    std::vector<Value> values;
    const auto task = task_of(plan, number, values, result);
    if (task != nullptr) {
        do {
            for (int part = 0; part < task->parts(); ++part) task->run(part, threads);
        } while (task->extend());
        result = task->result();
    }
    complete(plan, number, values, result);
    return result;
}

Crew::Crew(const Plan& plan, const Plan::Order& order, int threads)
    : plan_(&plan), order_(&order), threads_(threads)
{
    for (int i = 0; i < threads; ++i) running_.emplace_back([this] { work(); });
}

Crew::~Crew()
{
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
}

std::vector<PointResult> Crew::take(std::chrono::milliseconds longest)
{
    std::unique_lock lock(mutex_);
    finished_.wait_for(lock, longest, [this] { return !results_.empty(); });
    changed_.notify_all();
    return std::exchange(results_, {});
}

void Crew::work()
{
    std::unique_lock lock(mutex_);
    Place open;
    int part = 0;
    while (take_part(lock, open, part)) {
        PointTask& task = *open->task;
        const int threads = open->threads;
        lock.unlock();
        task.run(part, threads);
        lock.lock();
        finish_part(lock, open);
    }
}

// The next part to begin, of the point opened first; false when there is none any more.
bool Crew::take_part(std::unique_lock<std::mutex>& lock, Place& open, int& part)
{
    while (!stopping_) {
        for (open = open_.begin(); open != open_.end(); ++open) {
            if (open->next == open->task->parts()) continue;
            part = open->next++;
            ++open->running;
            return true;
        }
        const bool points_left = begun_ < order_->numbers.size();
        if (points_left && results_.size() < most_waiting) {
            open_point(lock);
        } else if (!points_left && open_.empty() && opening_ == 0) {
            return false;
        } else {
            changed_.wait(lock);
        }
    }
    return false;
}

// Threads for a search: all, where it is the last one.
int Crew::share_of_threads() const
{
    const std::size_t left = order_->numbers.size() - begun_ + open_.size() + 1;
    const auto threads = static_cast<std::size_t>(threads_);
    return static_cast<int>((threads + left - 1) / left);
}

void Crew::open_point(std::unique_lock<std::mutex>& lock)
{
    Open open;
    open.number = order_->numbers[begun_++];
    open.threads = share_of_threads();
    ++opening_;
    lock.unlock();
    PointResult failed;
    open.task = task_of(*plan_, open.number, open.values, failed);
    if (open.task == nullptr) complete(*plan_, open.number, open.values, failed);
    lock.lock();
    --opening_;
    if (open.task == nullptr) {
        hand_over(lock, std::move(failed));
    } else {
        open_.push_back(std::move(open));
        changed_.notify_all();
    }
}

void Crew::finish_part(std::unique_lock<std::mutex>& lock, Place open)
{
    --open->running;
    if (open->running > 0 || open->next < open->task->parts()) return;
    if (open->task->extend()) {
        open->next = 0;
        changed_.notify_all();
        return;
    }
    std::list<Open> done;
    done.splice(done.begin(), open_, open);
    lock.unlock();
    PointResult result = done.front().task->result();
    complete(*plan_, done.front().number, done.front().values, result);
    done.clear();
    lock.lock();
    hand_over(lock, std::move(result));
}

void Crew::hand_over(std::unique_lock<std::mutex>&, PointResult result)
{
    results_.push_back(std::move(result));
    finished_.notify_one();
    changed_.notify_all();
}

}  // namespace tools
