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
        put_on_own_pace(of, of.factor * paces_[of.pace].speed, at);
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
    book_links(index, at);
    for (const Link link : shares_.shared_links(index)) books_[link].load = 0;
    few_.clear();
    for (const Class busy : part.busy) few_.push_back({busy, classes_[busy].members()});
    shares_.fill_few(few_);
    for (const FairShares::Few& busy : few_) {
        FlowClass& of = classes_[busy.which];
        settle(of, at);
        put_on_own_pace(of, busy.rate, at);
        const double load = of.factor * of.members();
        for (const FairShares::Crossing& crossing : shares_.route(busy.which)) {
            books_[crossing.link].load += load * crossing.times;
        }
    }
    plan_light(index, at);
}

void FairSharing::put_on_own_pace(FlowClass& of, double rate, Time at)
{
    of.factor = rate;
    of.pace = shares_.own_pace(of.part);
    of.from = paces_[of.pace].at(at);
}

void FairSharing::plan_light(Part index, Time at)
{
    PartState& part = parts_[index];
    part.planned_at = infinity;
    for (const Class busy : part.busy) {
        FlowClass& of = classes_[busy];
        if (of.busy == 0) continue;
        const Time then = due(of);
        if (then >= part.planned_at) continue;
        part.planned_at = then;
        part.planned_class = busy;
    }
    part.planned_at = std::max(part.planned_at, at);
    announce(index);
}

}  // namespace sim
