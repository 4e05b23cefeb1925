// Light parts of FairSharing: few busy classes, each on the clock of real time with its rate as
// factor.
#include <algorithm>

#include "sim/fair_sharing.hpp"

namespace sim {

void FairSharing::make_heavy(Part index)
{
    PartState& part = parts_[index];
    if (!part.light) return;
    part.light = false;
    for (const Class busy : part.busy) {
        shares_.set(busy, classes_[busy].members(), shares_.cap(busy));
    }
}

void FairSharing::make_light(Part index, Time at)
{
    PartState& part = parts_[index];
    part.light = true;
    for (const Class busy : part.busy) {
        FlowClass& of = classes_[busy];
        settle(of, at);
        drop_due(of);
        put_on_own_pace(busy, of.factor * paces_[of.pace].speed, at);
        shares_.set(busy, 0, shares_.cap(busy));
    }
}

void FairSharing::resolve_light(Part index, Time at)
{
    PartState& part = parts_[index];
    if (part.busy.size() > light_until) {
        make_heavy(index);
        return resolve(index, at);
    }
    for (const Class busy : part.busy) settle(classes_[busy], at);
    if (part.busy.size() == 1) {
        const Class only = part.busy.front();
        put_on_own_pace(only, shares_.rate_alone({only, classes_[only].members()}), at);
    } else {
        fill_light(part);
        for (const FairShares::Few& busy : part.filled) put_on_own_pace(busy.which, busy.rate, at);
    }
    plan_light(index, at);
}

// Mostly the same classes with as many members meet again and again.
void FairSharing::fill_light(PartState& part)
{
    const auto as_before = [&](Class busy) {
        return std::ranges::any_of(part.filled, [&](const FairShares::Few& before) {
            return before.which == busy && before.members == classes_[busy].members();
        });
    };
    if (part.filled.size() == part.busy.size() && std::ranges::all_of(part.busy, as_before)) return;
    part.filled.clear();
    for (const Class busy : part.busy) part.filled.push_back({busy, classes_[busy].members()});
    shares_.fill_few(part.filled);
}

// What changes most often, a flow that has an idle part to itself and is through before another
// comes, in short.
void FairSharing::start_alone(Flow flow, double amount)
{
    FlowState& to = flows_[flow];
    FlowClass& in = classes_[to.in];
    PartState& part = parts_[in.part];
    to.tail = in.served + amount;
    to.busy = true;
    in.busy = to.members;
    in.busy_place = 0;
    in.lone = flow;
    in.lone_tag = to.tail;
    put_on_own_pace(to.in, shares_.rate_alone({to.in, to.members}), simulation_.now());
    part.busy.push_back(to.in);
    part.planned_class = to.in;
    part.planned_at = in.from + (to.tail - in.served) / in.factor;
    if (!to.drained) return;
    ++part.listening;
    announce(in.part);
}

// Whether the class has nothing but a flow that was sent no more since its drain was planned.
bool FairSharing::alone(Class index) const
{
    const FlowClass& in = classes_[index];
    return in.lone != none && in.streams == 0 && flows_[in.lone].tail <= in.lone_tag;
}

Callback FairSharing::drain_alone(Part index)
{
    PartState& part = parts_[index];
    FlowClass& in = classes_[part.planned_class];
    FlowState& flow = flows_[in.lone];
    in.delivered += (in.lone_tag - in.served) * flow.members;
    in.served = in.lone_tag;
    in.factor = 0;
    in.busy = 0;
    in.busy_place = in.lone = none;
    flow.busy = false;
    part.busy.clear();
    part.planned_at = infinity;
    const Callback drained = flow.drained;
    if (!drained) return {};
    --part.listening;
    announce(index);
    return drained;
}

// A clock of real time.
void FairSharing::put_on_own_pace(Class index, double rate, Time at)
{
    FlowClass& of = classes_[index];
    of.factor = rate;
    of.pace = shares_.own_pace(of.part);
    of.from = at;
}

void FairSharing::plan_light(Part index, Time at)
{
    PartState& part = parts_[index];
    part.planned_at = infinity;
    for (const Class busy : part.busy) {
        FlowClass& of = classes_[busy];
        if (of.busy == 0) continue;
        const Time then = std::max(at, due(of));
        if (then >= part.planned_at) continue;
        part.planned_at = then;
        part.planned_class = busy;
    }
    announce(index);
}

}  // namespace sim
