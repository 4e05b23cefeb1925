#pragma once

#include <boost/circular_buffer.hpp>
#include <coroutine>
#include <cstdint>
#include <deque>

#include "sim/process.hpp"
#include "sim/simulation.hpp"

namespace sim {

// c servers and one line in front of them. Entering and finishing cost the same at any number of
// servers and any length of the line.
class FirstComeFirstServed {
public:
    using Customer = std::uint64_t;  // from 1 on, in the order of entering

    FirstComeFirstServed(Simulation& simulation, int servers);
    FirstComeFirstServed(const FirstComeFirstServed&) = delete;
    FirstComeFirstServed& operator=(const FirstComeFirstServed&) = delete;

    Customer enter(Time service_time, Callback done);
    void leave(Customer customer);  // out of the line, or out of service

    int servers() const { return static_cast<int>(servers_.size()); }
    std::size_t present() const { return static_cast<std::size_t>(present_); }
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
        explicit Server(FirstComeFirstServed& of)
            : station(of), completion(of.simulation_, Callback::to<&Server::occur>(this))
        {
        }
        void occur();

        FirstComeFirstServed& station;
        Server* next_idle = nullptr;
        Customer customer = 0;  // 0: idle
        Callback done;
        Time began = 0;
        Event completion;
    };

    void advance();
    void begin(Server& server, Customer customer, Time service_time, Callback done);
    void release(Server& server);
    void rest(Server& server);
    bool leave_line(Customer customer);
    bool leave_service(Customer customer);

    Simulation& simulation_;
    std::deque<Server> servers_;
    Server* idle_ = nullptr;                // the latest to become idle is the next to serve
    boost::circular_buffer<Waiting> line_;  // grows, never shrinks; in the order of entering
    Customer last_customer_ = 0;
    // signed: converted to double in one instruction
    std::int64_t present_ = 0;
    std::int64_t serving_ = 0;
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
        if (customer_ != 0) station_.leave(customer_);
    }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> process)
    {
        customer_ = station_.enter(service_time_, resume(process));
    }
    void await_resume() { customer_ = 0; }

private:
    FirstComeFirstServed& station_;
    Time service_time_;
    FirstComeFirstServed::Customer customer_ = 0;
};

}  // namespace sim
