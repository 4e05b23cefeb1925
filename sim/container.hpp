#pragma once

#include <boost/circular_buffer.hpp>
#include <coroutine>
#include <cstddef>
#include <cstdint>

#include "sim/expect.hpp"
#include "sim/process.hpp"
#include "sim/simulation.hpp"

namespace sim {

// A countable amount, taken and given back: memory, threads, ports. Who cannot be served waits in
// line, first come first served.
class Container {
public:
    using Ticket = std::uint64_t;

    Container(Simulation& simulation, double capacity);

    bool try_take(double amount)  // false: not enough free, or others wait
    {
        EXPECT(amount >= 0, "an amount is not negative");
        if (!line_.empty() || !fits(amount)) return false;
        set(taken_ + amount);
        return true;
    }
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
    // Within the rounding of very many amounts taken and given back.
    bool fits(double amount) const { return taken_ + amount <= capacity_ * (1 + 1e-12); }
    void set(double taken)
    {
        area_ += taken_ * (simulation_.now() - last_);
        last_ = simulation_.now();
        taken_ = taken;
    }
    void serve();

    Simulation& simulation_;
    double capacity_;
    double taken_ = 0;
    double area_ = 0;
    Time last_ = 0;
    Ticket last_ticket_ = 0;
    boost::circular_buffer<Claim> line_;  // grows, never shrinks; in the order of the tickets
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
