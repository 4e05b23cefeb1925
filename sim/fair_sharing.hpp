#pragma once

#include <coroutine>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "sim/virtual_clock.hpp"

namespace sim {

// Flows over links, max-min fair (Bertsekas and Gallager, Data Networks, 6.5.2): a flow's rate can
// only grow at the cost of one that has no more. Flows with the same route, weight and cap are a
// class with one virtual clock; rates are recomputed by class, and only when the number of busy
// flows of a class changes. Drained flows that nobody listens to cost no event: they are taken out
// when somebody next looks. A flow is a connection that lives on: `send` adds to what it has to
// carry, and it is busy until all is through. A flow may stand for `members` equal connections.
class FairSharing {
public:
    using Link = std::uint32_t;
    using Class = std::uint32_t;
    using Flow = std::uint32_t;

    explicit FairSharing(Simulation& simulation);

    Link add_link(double capacity);  // units/s, > 0
    // `weight` > 0; `cap` is the most one connection can take, units/s.
    Class add_class(std::vector<Link> route, double weight = 1,
                    double cap = std::numeric_limits<double>::infinity());
    Class add_class_like(Class other);  // of the same route, weight and cap
    // `drained` is called each time the flow has carried all it was given.
    Flow add_flow(Class in, std::uint32_t members = 1, Callback drained = {});
    void remove_flow(Flow flow);
    void set_members(Flow flow, std::uint32_t members);  // who joins shares its backlog
    void send(Flow flow, double amount);                 // to each member, >= 0

    // Between the two, rates are left as they are: for many sends at one moment.
    void begin_batch();
    void end_batch();

    // `members` connections of the class that send without end at up to `cap` units/s each.
    void set_streams(Class in, std::uint32_t members, double cap);

    bool idle(Flow flow);
    double backlog(Flow flow);  // units each member still waits for
    double served(Class in);    // what a member busy all the time has received
    double tail(Flow flow) const { return flows_[flow].tail; }  // `served` when all is through
    double rate(Class in);                                      // units/s of a busy connection
    double cap(Class in) const { return classes_[in].cap; }
    double load(Link link);     // units/s now
    double carried(Link link);  // units until now
    double capacity(Link link) const { return links_[link].capacity; }
    // Conservation: carried = sent - backlogs - removed, no link above its capacity; or LogicError.
    void check_laws();

private:
    struct LinkState {
        double capacity = 0;
        double load = 0;
        double carried = 0;
        double streamed = 0;  // of `carried`, by streams
        double offered = 0;   // sent over it by flows
        double expected = 0;  // the same, less what was given up
    };
    struct FlowClass {
        std::vector<Link> route;
        double weight;
        double cap;
        double rate = 0;
        std::uint32_t busy = 0;     // members of busy flows, and streams
        std::uint32_t streams = 0;  // of `busy`
        bool fixed = false;         // while sharing
        bool hit = false;           // idem: its rate is known at this level
        VirtualClock clock;
    };
    struct FlowState {
        Class in = 0;
        std::uint32_t members = 0;
        bool busy = false;
        bool alive = false;
        std::uint32_t filed = 0;  // tags of it in the heap; one is at its tail or before it
        double tail = 0;          // tag of the last unit it has to carry
        Callback drained;
    };

    void advance();
    void accrue(Time until);
    void drain(FlowClass& in);
    void share();
    void share_and_plan();
    double level() const;
    bool limited_by_link(const FlowClass& of, double at_level) const;
    void plan();
    void occur();
    void change_busy(FlowClass& of, std::uint32_t members);
    void make_busy(Flow flow);
    void refresh_earliest(FlowClass& of);
    void expect(const FlowClass& of, double amount);
    double remaining(Link link) const;

    Simulation& simulation_;
    Event drain_;
    std::vector<LinkState> links_;
    std::vector<FlowClass> classes_;
    std::vector<FlowState> flows_;
    std::vector<Flow> free_;
    std::vector<Class> busy_;      // classes with somebody busy, ascending
    std::uint32_t listening_ = 0;  // busy flows whose owner wants to hear when they are drained
    std::vector<double> left_;     // capacity not yet given out, by link, while sharing
    std::vector<double> weights_;  // of classes not yet fixed, by link, while sharing
    Class planned_ = 0;            // drains next,
    Time planned_at_ = std::numeric_limits<double>::infinity();  // then
    Time last_ = 0;
    bool batch_ = false;
    bool changed_ = false;  // since the batch began
};

// `co_await Transfer(links, in, amount);` a connection for one amount, closed when the process
// dies.
class Transfer {
public:
    Transfer(FairSharing& links, FairSharing::Class in, double amount)
        : links_(links), in_(in), amount_(amount)
    {
    }
    ~Transfer()
    {
        if (open_) links_.remove_flow(flow_);
    }
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> process)
    {
        flow_ = links_.add_flow(in_, 1, resume(process));
        open_ = true;
        links_.send(flow_, amount_);
    }
    void await_resume() {}

private:
    FairSharing& links_;
    FairSharing::Class in_;
    double amount_;
    FairSharing::Flow flow_ = 0;
    bool open_ = false;
};

}  // namespace sim
