#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "sim/simulation.hpp"

// Coroutine plumbing, the one clever file. Rules that keep GCC 12 from miscompiling it:
// a co_await is a statement of its own (`co_await x;` or `const T y = co_await x;`), only plain
// names stand in it, parameters are values or references to what outlives the run, and processes
// are functions, not lambdas.

namespace sim {

// Memory of coroutine frames: recycled per thread by size, so that a process that ends and one that
// begins cost no allocation.
void* take_frame(std::size_t size);
void give_frame(void* frame, std::size_t size) noexcept;

struct PooledFrame {
    static void* operator new(std::size_t size) { return take_frame(size); }
    static void operator delete(void* frame, std::size_t size) { give_frame(frame, size); }
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
    // Destroys all that still live, the youngest first. Not to be called by one of them.
    void end();
    std::size_t size() const { return size_; }

private:
    friend struct Process::promise_type;
    void unlink(Process::Handle handle);

    Simulation& simulation_;
    Process::Handle youngest_;  // and from each on to the next older one
    std::size_t size_ = 0;
};

struct Process::promise_type : PooledFrame {
    ProcessGroup* group = nullptr;
    Handle older;
    Handle younger;

    struct Farewell {
        bool await_ready() noexcept { return false; }
        void await_suspend(Handle handle) noexcept
        {
            handle.promise().group->unlink(handle);
            handle.destroy();
        }
        void await_resume() noexcept {}
    };
    Process get_return_object() { return Process(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Farewell final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { group->simulation_.fail(std::current_exception()); }
};

// A sub-activity with a result: `const bool admitted = co_await join(meeting);`.
template <class T>
class Task {
public:
    struct promise_type : PooledFrame {
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

// What a waiting process leaves with whoever is to wake it.
inline Callback resume(std::coroutine_handle<> handle)
{
    return {[](void* frame) { std::coroutine_handle<>::from_address(frame).resume(); },
            handle.address()};
}

// `co_await Delay(simulation, seconds);`
class Delay {
public:
    Delay(Simulation& simulation, Time seconds) : simulation_(simulation), seconds_(seconds) {}
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> process)
    {
        event_.emplace(simulation_, resume(process));
        event_->after(seconds_);
    }
    void await_resume() { event_.reset(); }

private:
    Simulation& simulation_;
    Time seconds_;
    std::optional<Event> event_;
};

}  // namespace sim
