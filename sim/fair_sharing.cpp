#include "sim/fair_sharing.hpp"

#include <algorithm>
#include <cmath>

#include "sim/expect.hpp"

namespace sim {

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
}

FairSharing::FairSharing(Simulation& simulation)
    : simulation_(simulation), drain_(simulation, Callback::to<&FairSharing::occur>(this))
{
}

FairSharing::Link FairSharing::add_link(double capacity)
{
    EXPECT(capacity > 0, "a link needs a positive capacity");
    LinkState link;
    link.capacity = capacity;
    links_.push_back(link);
    left_.push_back(0);
    weights_.push_back(0);
    return static_cast<Link>(links_.size() - 1);
}

FairSharing::Class FairSharing::add_class(std::vector<Link> route, double weight, double cap)
{
    EXPECT(weight > 0 && cap > 0, "a class needs a positive weight and a positive cap");
    EXPECT(!route.empty() || std::isfinite(cap), "a class needs a link or a cap to limit its rate");
    FlowClass added;
    added.route = std::move(route);
    added.weight = weight;
    added.cap = cap;
    classes_.push_back(std::move(added));
    return static_cast<Class>(classes_.size() - 1);
}

FairSharing::Class FairSharing::add_class_like(Class other)
{
    return add_class(classes_[other].route, classes_[other].weight, classes_[other].cap);
}

FairSharing::Flow FairSharing::add_flow(Class in, std::uint32_t members, Callback drained)
{
    Flow flow;
    if (free_.empty()) {
        flow = static_cast<Flow>(flows_.size());
        flows_.emplace_back();
    } else {
        flow = free_.back();
        free_.pop_back();
    }
    flows_[flow] = {in, members, false, true, 0, 0, drained};
    return flow;
}

void FairSharing::remove_flow(Flow flow)
{
    set_members(flow, 0);
    FlowState& gone = flows_[flow];
    gone.alive = false;
    if (gone.filed == 0) free_.push_back(flow);
}

void FairSharing::set_members(Flow flow, std::uint32_t members)
{
    advance();
    FlowState& of = flows_[flow];
    if (of.busy) {
        FlowClass& in = classes_[of.in];
        const double change = static_cast<double>(members) - of.members;
        expect(in, (of.tail - in.clock.served()) * change);
        change_busy(in, in.busy + members - of.members);
        of.members = members;
        of.busy = members > 0;
        if (!of.busy && of.drained) --listening_;
        share_and_plan();
    }
    of.members = members;
}

void FairSharing::send(Flow flow, double amount)
{
    EXPECT(amount >= 0 && std::isfinite(amount), "an amount to carry is finite and not negative");
    FlowState& to = flows_[flow];
    if (to.members == 0) return;
    advance();
    FlowClass& in = classes_[to.in];
    expect(in, amount * to.members);
    if (to.busy) {
        to.tail += amount;  // its tag in the heap is now early and is mended when it comes up
        return;
    }
    to.tail = in.clock.served() + amount;
    make_busy(flow);
}

void FairSharing::make_busy(Flow flow)
{
    FlowState& to = flows_[flow];
    FlowClass& in = classes_[to.in];
    to.busy = true;
    ++to.filed;
    if (to.drained) ++listening_;
    change_busy(in, in.busy + to.members);
    in.clock.push(to.tail, flow);
    share_and_plan();
}

void FairSharing::share_and_plan()
{
    changed_ = batch_;
    if (batch_) return;
    share();
    plan();
}

void FairSharing::begin_batch()
{
    advance();
    batch_ = true;
}

void FairSharing::end_batch()
{
    batch_ = false;
    if (changed_) share_and_plan();
}

void FairSharing::expect(const FlowClass& of, double amount)
{
    for (const Link link : of.route) {
        links_[link].offered += std::max(0.0, amount);
        links_[link].expected += amount;
    }
}

void FairSharing::set_streams(Class in, std::uint32_t members, double cap)
{
    advance();
    FlowClass& of = classes_[in];
    change_busy(of, of.busy + members - of.streams);
    of.streams = members;
    of.cap = cap;
    share_and_plan();
}

void FairSharing::change_busy(FlowClass& of, std::uint32_t members)
{
    const bool was = of.busy > 0;
    of.busy = members;
    if (was == (members > 0)) return;
    const auto index = static_cast<Class>(&of - classes_.data());
    const auto place = std::ranges::lower_bound(busy_, index);
    if (was) {
        busy_.erase(place);
        of.rate = 0;
    } else {
        busy_.insert(place, index);
    }
}

// Steps from drain to drain: each changes the rates of the others.
void FairSharing::advance()
{
    if (batch_) return;  // the clocks stand still and the plan is about to be made anew
    while (planned_at_ < simulation_.now()) {
        accrue(planned_at_);
        drain(classes_[planned_]);
        share();
        plan();
    }
    accrue(simulation_.now());
}

void FairSharing::accrue(Time until)
{
    const double passed = until - last_;
    if (passed <= 0) return;
    last_ = until;  // last_ + passed may be one bit off, and what is due at once then in the past
    for (LinkState& link : links_) link.carried += link.load * passed;
    for (const Class index : busy_) {
        FlowClass& k = classes_[index];
        k.clock.advance(k.rate * passed);
        if (k.streams == 0) continue;
        for (const Link link : k.route) links_[link].streamed += k.rate * k.streams * passed;
    }
}

// Takes out the flow whose tag is due. The moment of a drain is rounded to what a clock can tell;
// the units that this adds or takes are booked, or they would add up over a long run.
void FairSharing::drain(FlowClass& in)
{
    const VirtualClock::Tag first = in.clock.earliest();
    FlowState& flow = flows_[first.member];
    const double missing = first.at - in.clock.served();
    const bool done = flow.tail <= first.at;  // or it was given more meanwhile
    const double units = missing > 0 ? missing * in.busy : done ? missing * flow.members : 0;
    for (const Link link : in.route) links_[link].carried += units;
    in.clock.reach(first.at);
    if (!done) return refresh_earliest(in);
    in.clock.pop();
    --flow.filed;
    flow.busy = false;
    if (flow.drained) --listening_;
    change_busy(in, in.busy - flow.members);
}

void FairSharing::plan()
{
    planned_at_ = infinity;
    for (const Class index : busy_) {
        FlowClass& k = classes_[index];
        if (k.busy == k.streams) continue;
        refresh_earliest(k);
        const double until = std::max(0.0, k.clock.earliest().at - k.clock.served()) / k.rate;
        if (last_ + until < planned_at_) {
            planned_at_ = last_ + until;
            planned_ = index;
        }
    }
    if (listening_ > 0) {
        drain_.at(std::max(planned_at_, simulation_.now()));
    } else {
        drain_.cancel();
    }
}

void FairSharing::refresh_earliest(FlowClass& of)
{
    while (!of.clock.empty()) {
        const VirtualClock::Tag first = of.clock.earliest();
        FlowState& flow = flows_[first.member];
        if (flow.busy && flow.tail <= first.at) return;
        of.clock.pop();
        if (flow.busy) {
            of.clock.push(flow.tail, first.member);
        } else if (--flow.filed == 0 && !flow.alive) {
            free_.push_back(first.member);
        }
    }
}

void FairSharing::occur()
{
    advance();
    if (planned_at_ > simulation_.now()) return plan();
    const Flow due = classes_[planned_].clock.earliest().member;
    drain(classes_[planned_]);
    const Callback drained = flows_[due].busy ? Callback() : flows_[due].drained;
    share_and_plan();
    if (drained) drained();
}

bool FairSharing::idle(Flow flow)
{
    advance();
    return !flows_[flow].busy;
}

double FairSharing::rate(Class in)
{
    advance();
    return classes_[in].rate;
}

double FairSharing::load(Link link)
{
    advance();
    return links_[link].load;
}

double FairSharing::backlog(Flow flow)
{
    advance();
    const FlowState& of = flows_[flow];
    if (!of.busy) return 0;
    return std::max(0.0, of.tail - classes_[of.in].clock.served());
}

double FairSharing::served(Class in)
{
    advance();
    return classes_[in].clock.served();
}

double FairSharing::carried(Link link)
{
    advance();
    return links_[link].carried;
}

}  // namespace sim
