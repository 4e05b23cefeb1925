// The clocks of FairSharing: how far classes, paces and links have come, and who is due next.
#include <algorithm>

#include "sim/fair_sharing.hpp"

namespace sim {

FairSharing::Link FairSharing::add_link(double capacity)
{
    return shares_.add_link(capacity);
}

FairSharing::Class FairSharing::add_class(const std::vector<Link>& route, double weight, double cap)
{
    for (const Link link : route) prepare_to_join(link);
    return file(shares_.add_class(route, weight, cap));
}

FairSharing::Class FairSharing::add_class_like(Class other)
{
    for (const FairShares::Crossing& crossing : shares_.route(other)) {
        prepare_to_join(crossing.link);
    }
    return file(shares_.add_class_like(other));
}

// FairShares moves the classes of parts that become one: it has to know how they are.
void FairSharing::prepare_to_join(Link link)
{
    if (shares_.users(link) > 0) make_heavy(shares_.part_over(link));
}

FairSharing::Class FairSharing::file(Class added)
{
    paces_.resize(shares_.paces());
    parts_.resize(shares_.parts());
    const Part part = shares_.part_of(added);
    parts_[part].light = false;
    classes_.emplace_back().part = part;
    paces_[shares_.own_pace(part)].speed = 1;
    for (const Class moved : shares_.moved(part)) {
        PartState& before = parts_[classes_[moved].part];
        if (classes_[moved].part != part)
            parts_[part].listening += std::exchange(before.listening, 0);
        if (classes_[moved].part != part) before.planned_at = infinity;
        announce(classes_[moved].part);
        const bool busy = classes_[moved].busy_place != none;
        if (busy) list_busy(moved, false);
        classes_[moved].part = part;
        if (busy) list_busy(moved, true);
    }
    resolve(part, simulation_.now());
    return added;
}

// A class without a rate stays where it is.
void FairSharing::settle(FlowClass& of, Time at)
{
    if (of.factor == 0) return;
    const double reached = paces_[of.pace].at(at);
    if (reached == of.from) return;
    const double gain = of.factor * (reached - of.from);
    of.from = reached;
    of.served += gain;
    of.expected += gain * of.streams;
    of.delivered += gain * of.members();
}

// Works out the rates of a part in which something changed. Classes that move to another pace take
// with them what they have received.
void FairSharing::resolve(Part part, Time at)
{
    if (parts_[part].light) return resolve_light(part, at);
    for (const FairShares::Pace index : shares_.levels(part)) {
        Pace& pace = paces_[index];
        pace.reached = pace.at(at);
        pace.since = at;
    }
    shares_.solve(part);
    if (paces_.size() < shares_.paces()) paces_.resize(shares_.paces());
    for (const FairShares::Pace index : shares_.levels(part)) paces_[index].since = at;
    for (const Class moved : shares_.moved(part)) rebind(moved, at);
    shares_.forget_moved(part);
    for (const FairShares::Pace index : shares_.levels(part)) {
        paces_[index].speed = shares_.speed(index);
    }
    if (parts_[part].busy.size() <= light_again) make_light(part, at);
    plan(part, at);
}

void FairSharing::rebind(Class index, Time at)
{
    FlowClass& of = classes_[index];
    settle(of, at);
    const FairShares::Pace pace = shares_.pace(index);
    if (pace != of.pace) {
        drop_due(of);
        of.pace = pace;
    }
    of.from = paces_[pace].at(at);
    of.factor = shares_.factor(index);
    set_due(index);
}

void FairSharing::set_due(Class index)
{
    FlowClass& of = classes_[index];
    if (of.busy == 0) return drop_due(of);
    file_due(index, due(of));
}

// When the earliest of its busy flows is through, on the clock of its pace.
double FairSharing::due(FlowClass& of)
{
    const double left = std::max(0.0, earliest_tag(of) - of.served);
    return of.from + (left > 0 ? left / of.factor : 0);
}

void FairSharing::file_due(Class index, double due)
{
    FlowClass& of = classes_[index];
    Pace& pace = paces_[of.pace];
    if (of.place == none) {
        if (pace.free.empty()) {
            pace.free.push_back(static_cast<std::uint32_t>(pace.classes.size()));
            pace.classes.emplace_back();
        }
        of.place = pace.free.back();
        pace.free.pop_back();
        pace.classes[of.place] = index;
    }
    pace.due.set(of.place, due);
}

void FairSharing::drop_due(FlowClass& of)
{
    if (of.place == none) return;
    Pace& pace = paces_[of.pace];
    pace.due.set(of.place, infinity);
    pace.free.push_back(of.place);
    of.place = none;
}

// Takes out the tags of flows that gave up and puts those of flows that were sent more where they
// belong, until the earliest tag holds. There is a busy flow.
void FairSharing::mend_earliest(FlowClass& of)
{
    for (;;) {
        const FinishTags::Tag first = of.tags.earliest();
        FlowState& flow = flows_[first.member];
        if (flow.busy && flow.tail <= first.at) return;
        of.tags.pop();
        if (flow.busy) {
            of.tags.push(flow.tail, first.member);
        } else if (--flow.filed == 0 && !flow.alive) {
            free_.push_back(first.member);
        }
    }
}

void FairSharing::plan(Part index, Time at)
{
    if (parts_[index].light) return plan_light(index, at);
    PartState& part = parts_[index];
    part.planned = shares_.own_pace(index);
    part.planned_at = paces_[part.planned].due.least();  // a clock of real time
    for (const FairShares::Pace level : shares_.levels(index)) {
        const Pace& pace = paces_[level];
        const double due = pace.due.least();
        if (due == infinity) continue;
        const Time then = pace.since + std::max(0.0, due - pace.reached) / pace.speed;
        if (then >= part.planned_at) continue;
        part.planned_at = then;
        part.planned = level;
    }
    part.planned_at = std::max(part.planned_at, at);
    announce(index);
}

// Keeps the event where the next drain in a part with listeners is due.
void FairSharing::announce(Part index)
{
    PartState& part = parts_[index];
    const Time next = part.listening > 0 ? part.planned_at : infinity;
    if (next != part.announced) {
        part.announced = next;
        agenda_.set(index, next);
    } else if (next == infinity) {
        return;
    }
    const Time soonest = agenda_.least();
    if (soonest == announced_) return;
    announced_ = soonest;
    if (soonest < infinity) {
        drain_.at(std::max(soonest, simulation_.now()));
    } else {
        drain_.cancel();
    }
}

double FairSharing::load(Link link)
{
    if (shares_.users(link) == 0) return 0;
    const Part part = shares_.part_over(link);
    catch_up(part);
    double load = 0;
    for (const Class index : shares_.classes(part)) {
        const FlowClass& by = classes_[index];
        load += by.factor * paces_[by.pace].speed * by.members() * shares_.times(index, link);
    }
    return load;
}

double FairSharing::carried(Link link)
{
    if (shares_.users(link) == 0) return 0;
    const Part part = shares_.part_over(link);
    catch_up(part);
    double units = 0;
    for (const Class index : shares_.classes(part)) {
        units += delivered(index) * shares_.times(index, link);
    }
    return units;
}

// By all members of a class until now, its part caught up with.
double FairSharing::delivered(Class index) const
{
    const FlowClass& of = classes_[index];
    return of.delivered + (served_at(of, simulation_.now()) - of.served) * of.members();
}

}  // namespace sim
