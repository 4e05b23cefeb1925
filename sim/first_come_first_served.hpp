#pragma once

#include <coroutine>
#include <cstdint>
#include <deque>
#include <vector>

#include "sim/process.hpp"
#include "sim/simulation.hpp"

namespace sim {

// c servers and one line in front of them.
class FirstComeFirstServed {
public:
    using Customer = std::uint64_t;

    FirstComeFirstServed(Simulation& simulation, int servers);
    FirstComeFirstServed(const FirstComeFirstServed&) = delete;
    FirstComeFirstServed& operator=(const FirstComeFirstServed&) = delete;

    Customer enter(Time service_time, Callback done);
    void leave(Customer customer);  // out of the line, or out of service

    int servers() const { return static_cast<int>(servers_.size()); }
    std::size_t present() const { return present_; }
    std::uint64_t finished() const { return finished_; }
    double busy();          // server-seconds until now
    double response_sum();  // time spent here by all customers until now
    void check_laws();      // Little's law, busy time = service given; throws LogicError

private:
    struct Waiting {
        Customer customer;
        Time service_time;
        Callback done;
    };
    struct Server {
        FirstComeFirstServed* station = nullptr;
        Event* completion = nullptr;
        Waiting serving{};
        Time began = 0;
        bool busy = false;
        void occur();
    };

    void advance();
    void begin(Server& server, const Waiting& next);
    void release(Server& server);

    Simulation& simulation_;
    std::deque<Event> completions_;
    std::vector<Server> servers_;
    std::deque<Waiting> line_;
    Customer last_customer_ = 0;
    std::size_t present_ = 0;
    std::size_t serving_ = 0;
    std::uint64_t finished_ = 0;
    Time last_ = 0;
    double busy_ = 0;
    double given_ = 0;
    double number_ = 0;
    double entry_times_ = 0;
    double exit_times_ = 0;
};

// `co_await Service(disk, seconds);` leaves the station when the process dies.
class Service {
public:
    Service(FirstComeFirstServed& station, Time service_time)
        : station_(station), service_time_(service_time)
    {
    }
    ~Service()
    {
        if (waiting_) station_.leave(customer_);
    }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> process)
    {
        customer_ = station_.enter(service_time_, resume(process));
        waiting_ = true;
    }
    void await_resume() { waiting_ = false; }

private:
    FirstComeFirstServed& station_;
    Time service_time_;
    FirstComeFirstServed::Customer customer_ = 0;
    bool waiting_ = false;
};

}  // namespace sim
