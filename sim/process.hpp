#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <utility>

#include "sim/expect.hpp"
#include "sim/frame_pool.hpp"
#include "sim/simulation.hpp"

// Coroutine plumbing, the one clever file. Rules that keep GCC 12 from miscompiling it:
// a co_await is a statement of its own (`co_await x;` or `const T y = co_await x;`), only plain
// names stand in it, parameters are values or references to what outlives the run, and processes
// are functions, not lambdas.

namespace sim {

// What an exception becomes that leaves a process: its sentence with the simulated time before it.
// The exception itself is nested in it. (std::bad_alloc and what is no std::exception pass
// unchanged.)
class ProcessError : public LogicError {
public:
    ProcessError(Time time, const char* sentence);
    Time time() const { return time_; }

private:
    Time time_;
};

class ProcessGroup;

// What is at the head of the frame of every process and of every task that it waits for.
struct Activity : PooledFrame {
    static constexpr EventCalendar::Slot none = ~EventCalendar::Slot{0};

    ProcessGroup* group = nullptr;
    EventCalendar::Slot alarm = none;  // ends its delays; made for the first of them

    Activity() = default;
    ~Activity()
    {
        if (alarm != none) remove_alarm();
    }
    Activity(const Activity&) = delete;
    Activity& operator=(const Activity&) = delete;

    static Activity& of(std::coroutine_handle<> handle)
    {
        return std::coroutine_handle<Activity>::from_address(handle.address()).promise();
    }
    void add_alarm(Simulation& simulation, std::coroutine_handle<> handle);
    void remove_alarm();
};

// Something that lives in simulated time: an attendee, a meeting, a source of arrivals. It belongs
// to a ProcessGroup, which starts it and destroys it, at its end or earlier.
class Process {
public:
    struct promise_type;
    using Handle = std::coroutine_handle<promise_type>;

    explicit Process(Handle handle) : handle_(handle) {}
    Process(Process&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    Process& operator=(Process&&) = delete;
    ~Process()
    {
        if (handle_) handle_.destroy();
    }
    Handle release() { return std::exchange(handle_, {}); }

private:
    Handle handle_;
};

// Owns processes. Make it last and destroy it first: what its processes hold, they give back then.
class ProcessGroup {
public:
    explicit ProcessGroup(Simulation& simulation) : simulation_(simulation) {}
    ~ProcessGroup() { end(); }
    ProcessGroup(const ProcessGroup&) = delete;
    ProcessGroup& operator=(const ProcessGroup&) = delete;

    void start(Process process);  // runs it up to its first wait
    // Destroys all that still live, the youngest first. LogicError if one of them calls it, itself
    // or by waking somebody who does.
    void end();
    std::size_t size() const { return size_; }
    Simulation& simulation() const { return simulation_; }

    // Runs a process of the group, or a task of one, up to its next wait.
    void run(std::coroutine_handle<> activity)
    {
        ++running_;
        activity.resume();
        --running_;
    }

private:
    friend struct Process::promise_type;
    void link(Process::promise_type& process);
    void unlink(Process::promise_type& process);
    void fail();  // in a handler: the process ends by this exception

    Simulation& simulation_;
    Process::promise_type* youngest_ = nullptr;  // and from each on to the next older one
    std::size_t size_ = 0;
    std::size_t running_ = 0;
};

struct Process::promise_type : Activity {
    bool linked = false;  // in the list of its group
    promise_type* older = nullptr;
    promise_type* younger = nullptr;

    promise_type() = default;
    ~promise_type()
    {
        if (linked) group->unlink(*this);
    }

    Process get_return_object() { return Process(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }  // the frame goes at once
    void return_void() {}
    void unhandled_exception() { group->fail(); }
};

inline void ProcessGroup::link(Process::promise_type& process)
{
    process.group = this;
    process.older = youngest_;
    if (youngest_ != nullptr) youngest_->younger = &process;
    youngest_ = &process;
    process.linked = true;
    ++size_;
}

inline void ProcessGroup::unlink(Process::promise_type& process)
{
    if (process.older != nullptr) process.older->younger = process.younger;
    (process.younger != nullptr ? process.younger->older : youngest_) = process.older;
    process.linked = false;
    --size_;
}

inline void ProcessGroup::start(Process process)
{
    const Process::Handle handle = process.release();
    link(handle.promise());
    run(handle);
}

// A sub-activity with a result: `const bool admitted = co_await join(meeting);`.
template <class T>
class Task {
public:
    struct promise_type : Activity {
        static_assert(alignof(T) <= 2 * sizeof(void*), "Activity::of needs it at this place");

        std::coroutine_handle<> caller;
        std::optional<T> result;
        std::exception_ptr error;

        struct Back {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(
                std::coroutine_handle<promise_type> handle) noexcept
            {
                return handle.promise().caller;
            }
            void await_resume() noexcept {}
        };
        Task get_return_object()
        {
            return Task(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        Back final_suspend() noexcept { return {}; }
        void return_value(T value) { result = std::move(value); }
        void unhandled_exception() { error = std::current_exception(); }
    };

    explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    Task& operator=(Task&&) = delete;
    ~Task()
    {
        if (handle_) handle_.destroy();
    }

    bool await_ready() const { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller)
    {
        handle_.promise().group = Activity::of(caller).group;
        handle_.promise().caller = caller;
        return handle_;
    }
    T await_resume()
    {
        if (handle_.promise().error) std::rethrow_exception(handle_.promise().error);
        return std::move(*handle_.promise().result);
    }

private:
    std::coroutine_handle<promise_type> handle_;
};

// What a waiting process or task leaves with whoever is to wake it.
inline Callback resume(std::coroutine_handle<> handle)
{
    return {[](void* frame) {
                const auto waiting = std::coroutine_handle<>::from_address(frame);
                Activity::of(waiting).group->run(waiting);
            },
            handle.address()};
}

inline void Activity::remove_alarm()
{
    group->simulation().calendar().remove(alarm);
}

// `co_await Delay(simulation, seconds);`
class Delay {
public:
    Delay(Simulation& simulation, Time seconds) : simulation_(simulation), seconds_(seconds) {}
    Delay(const Delay&) = delete;
    Delay& operator=(const Delay&) = delete;

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> handle)
    {
        EXPECT(seconds_ >= 0, "a delay is a number of seconds, not negative");
        Activity& activity = Activity::of(handle);
        if (activity.alarm == Activity::none) activity.add_alarm(simulation_, handle);
        simulation_.calendar().schedule(activity.alarm, simulation_.now() + seconds_);
    }
    void await_resume() const {}

private:
    Simulation& simulation_;
    Time seconds_;
};

}  // namespace sim
