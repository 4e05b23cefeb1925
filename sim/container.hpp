#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <deque>

#include "sim/process.hpp"
#include "sim/simulation.hpp"

namespace sim {

// A countable amount, taken and given back: memory, threads, ports. Who cannot be served waits in
// line, first come first served.
class Container {
public:
    using Ticket = std::uint64_t;

    Container(Simulation& simulation, double capacity);

    bool try_take(double amount);  // false: not enough free, or others wait
    // Calls `granted` when the amount is taken, at once or later. 0: it was granted at once.
    Ticket take(double amount, Callback granted);
    void withdraw(Ticket ticket);  // leaves the line
    void give(double amount);

    double capacity() const { return capacity_; }
    double taken() const { return taken_; }
    double free() const { return capacity_ - taken_; }
    std::size_t waiting() const { return line_.size(); }
    double area();  // integral of the amount taken until now

private:
    struct Claim {
        Ticket ticket;
        double amount;
        Callback granted;
    };
    bool fits(double amount) const;
    void set(double taken);
    void serve();

    Simulation& simulation_;
    double capacity_;
    double taken_ = 0;
    double area_ = 0;
    Time last_ = 0;
    Ticket last_ticket_ = 0;
    std::deque<Claim> line_;
    bool serving_ = false;
};

// `co_await Take(container, amount);` The amount is given back by the process, or by `Held`.
class Take {
public:
    Take(Container& container, double amount) : container_(container), amount_(amount) {}
    ~Take()
    {
        if (ticket_ != 0) container_.withdraw(ticket_);
    }
    Take(const Take&) = delete;
    Take& operator=(const Take&) = delete;

    bool await_ready() { return container_.try_take(amount_); }
    void await_suspend(std::coroutine_handle<> process)
    {
        ticket_ = container_.take(amount_, resume(process));
    }
    void await_resume() { ticket_ = 0; }

private:
    Container& container_;
    double amount_;
    Container::Ticket ticket_ = 0;
};

// An amount already taken, given back on every way out.
class Held {
public:
    Held(Container& container, double amount) : container_(container), amount_(amount) {}
    ~Held() { container_.give(amount_); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

private:
    Container& container_;
    double amount_;
};

}  // namespace sim
