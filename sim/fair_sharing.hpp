#pragma once

#include <coroutine>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/fair_shares.hpp"
#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "sim/tournament.hpp"
#include "sim/virtual_clock.hpp"

namespace sim {

// Flows over links, max-min fair (FairShares has the rates). Flows with the same route, weight and
// cap are a class with one virtual clock; rates are recomputed by class, only when the number of
// busy flows of a class changes, and only in the part of the network that hangs together with it.
// A flow is a connection that lives on: `send` adds to what it has to carry, and it is busy until
// all is through. A flow may stand for `members` equal connections.
//
// A part in which few classes are busy is light: their rates are worked out by filling the links
// they cross, with no levels kept. From more classes on it is in the hands of FairShares.
//
// Nothing is carried along: a class knows what it had received when its pace was last changed, a
// pace how far it had come when its speed was. Drained flows that nobody listens to cost no event:
// they are taken out when somebody next looks at their part.
class FairSharing {
public:
    using Link = FairShares::Link;
    using Class = FairShares::Class;
    using Flow = std::uint32_t;  // at most 2^24 at a time

    explicit FairSharing(Simulation& simulation);

    Link add_link(double capacity);  // units/s, > 0
    // `weight` > 0; `cap` is the most one connection can take, units/s.
    Class add_class(const std::vector<Link>& route, double weight = 1,
                    double cap = std::numeric_limits<double>::infinity());
    Class add_class_like(Class other);  // of the same route, weight and cap
    // `drained` is called each time the flow has carried all it was given.
    Flow add_flow(Class in, std::uint32_t members = 1, Callback drained = {});
    void remove_flow(Flow flow);
    void set_members(Flow flow, std::uint32_t members);  // who joins shares its backlog
    void send(Flow flow, double amount);                 // to each member, >= 0

    // Between the two, rates are left as they are: for many changes at one moment.
    void begin_batch() { batch_ = true; }
    void end_batch();

    // `members` connections of the class that send without end at up to `cap` units/s each.
    void set_streams(Class in, std::uint32_t members, double cap);

    bool idle(Flow flow);
    double backlog(Flow flow);  // units each member still waits for
    double served(Class in);    // what a member busy all the time has received
    double tail(Flow flow) const { return flows_[flow].tail; }  // `served` when all is through
    double rate(Class in);                                      // units/s of a busy connection
    double cap(Class in) const { return shares_.cap(in); }
    double load(Link link);     // units/s now; this and the next ask all classes of its part
    double carried(Link link);  // units until now
    double capacity(Link link) const { return shares_.capacity(link); }
    // Conservation: received = sent - backlogs - removed, no link above its capacity; or
    // LogicError.
    void check_laws();

private:
    using Part = FairShares::Part;
    static constexpr double infinity = std::numeric_limits<double>::infinity();
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr std::size_t light_until = FairShares::few;  // busy classes in a light part
    static constexpr std::size_t light_again = 2;

    // A clock shared by classes: virtual time of a level, or real time for those at their own
    // limit.
    struct Pace {
        double reached = 0;  // at `since`
        Time since = 0;
        double speed = 0;
        Tournament due;              // by place: when its class has a flow through, on this clock
        std::vector<Class> classes;  // by place
        std::vector<std::uint32_t> free;  // places
        double at(Time time) const { return reached + speed * (time - since); }
    };
    struct FlowClass {
        double served = 0;  // when the pace had reached `from`
        double from = 0;
        double factor = 0;  // rate = factor x speed of the pace
        FairShares::Pace pace = FairShares::at_rest;
        std::uint32_t place = none;  // among those due on its pace
        Part part = 0;
        std::uint32_t busy = 0;  // members of busy flows
        std::uint32_t streams = 0;
        std::uint32_t given_up = 0;       // flows, since the tags were swept
        std::uint32_t busy_place = none;  // in its part
        std::uint32_t lone = none;        // its only busy flow, if that has no tag in the queue
        double lone_tag = 0;              // of it, when it was last planned
        FinishTags tags;                  // of flows; also of some that gave up
        double offered = 0;               // units sent, over all members
        double expected = 0;              // the same, less what was given up; and by streams
        double delivered = 0;             // units, until the pace had reached `from`
        std::uint32_t members() const { return busy + streams; }
    };
    struct FlowState {
        double tail = 0;  // tag of the last unit it has to carry
        Callback drained;
        Class in = 0;
        std::uint32_t members = 0;
        std::uint32_t filed : 30 = 0;  // tags of it in the queue; one is at its tail or before it
        bool busy : 1 = false;
        bool alive : 1 = false;
    };
    struct PartState {
        Time planned_at = infinity;                      // somebody is due then,
        FairShares::Pace planned = FairShares::at_rest;  // on this pace
        Class planned_class = 0;                         // or this class, in a light part
        bool light = true;
        std::vector<Class> busy;              // with members
        std::vector<FairShares::Few> filled;  // while light: rates last worked out
        std::uint32_t listening = 0;  // busy flows whose owner wants to hear when they are drained
        Time announced = infinity;    // in the agenda
        bool dirty = false;           // changed in a batch
    };
    void catch_up(Part part)
    {
        if (parts_[part].planned_at < simulation_.now()) [[unlikely]]
            drain_until_now(part);
    }
    double served_at(const FlowClass& of, Time time) const
    {
        return of.served + of.factor * (paces_[of.pace].at(time) - of.from);
    }
    double delivered(Class of) const;
    void prepare_to_join(Link link);
    Class file(Class added);

    void make_busy(Flow flow, double amount);
    void file_tag(FlowClass& in, Flow flow);
    double earliest_tag(FlowClass& in);
    void give_up(FlowState& flow);
    void sweep(FlowClass& in);
    void change_part(Class index);
    void count_members(Class index);
    void list_busy(Class index, bool busy);
    void drain_until_now(Part part);
    Callback drain(Part part, Time at);
    void occur();

    bool alone(Class in) const;
    void start_alone(Flow flow, double amount);
    Callback drain_alone(Part part);

    void settle(FlowClass& of, Time at);
    void resolve(Part part, Time at);
    void resolve_light(Part part, Time at);
    void fill_light(PartState& part);
    void put_on_own_pace(Class index, double rate, Time at);
    void plan_light(Part part, Time at);
    void make_heavy(Part part);
    void make_light(Part part, Time at);
    void rebind(Class index, Time at);
    double due(FlowClass& of);
    void set_due(Class index);
    void file_due(Class index, double due);
    void drop_due(FlowClass& of);
    void mend_earliest(FlowClass& of);
    void plan(Part part, Time at);
    void announce(Part part);
    std::vector<double> remaining() const;

    Simulation& simulation_;
    Event drain_;
    Time announced_ = infinity;  // when it is to occur
    FairShares shares_;
    std::vector<Pace> paces_;
    std::vector<FlowClass> classes_;
    std::vector<FlowState> flows_;
    std::vector<Flow> free_;
    std::vector<PartState> parts_;
    Tournament agenda_;  // by part: when somebody who is listened to may be due
    std::vector<Part> dirty_;
    bool batch_ = false;
};

inline void FairSharing::send(Flow flow, double amount)
{
    EXPECT(amount >= 0 && amount < infinity, "an amount to carry is finite and not negative");
    FlowState& to = flows_[flow];
    if (to.members == 0) return;
    FlowClass& in = classes_[to.in];
    catch_up(in.part);
    in.offered += amount * to.members;
    in.expected += amount * to.members;
    if (!to.busy) return make_busy(flow, amount);
    to.tail += amount;  // its tag in the queue is now early and is mended when it comes up
}

inline bool FairSharing::idle(Flow flow)
{
    const FlowState& of = flows_[flow];
    catch_up(classes_[of.in].part);
    return !of.busy;
}

inline double FairSharing::served(Class in)
{
    catch_up(classes_[in].part);
    return served_at(classes_[in], simulation_.now());
}

inline double FairSharing::backlog(Flow flow)
{
    const FlowState& of = flows_[flow];
    if (!of.busy) return 0;
    const double ahead = of.tail - served(of.in);
    return of.busy && ahead > 0 ? ahead : 0;
}

inline double FairSharing::rate(Class in)
{
    const FlowClass& of = classes_[in];
    catch_up(of.part);
    return of.factor * paces_[of.pace].speed;
}

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
