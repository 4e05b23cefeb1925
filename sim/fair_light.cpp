// Light parts of FairSharing: few busy classes, each on the clock of real time with its rate as
// factor.
#include <algorithm>
#include <array>

#include "sim/fair_sharing.hpp"

namespace sim {

void FairSharing::make_heavy(Part index)
{
    PartState& part = parts_[index];
    if (!part.light) return;
    part.light = false;
    for (const Class busy : part.busy) {
        shares_.set(busy, classes_[busy].busy + classes_[busy].streams, shares_.cap(busy));
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
        of.factor *= paces_[of.pace].speed;
        of.pace = shares_.own_pace(index);
        of.from = paces_[of.pace].at(at);
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
    for (const Link link : shares_.shared_links(index)) {
        LinkBook& book = books_[link];
        book.carried += book.load * (at - book.since);
        book.since = at;
        book.load = 0;
    }
    if (part.busy.size() == 1) {
        rates_.assign(1, rate_alone(part.busy.front()));
    } else if (part.busy.size() > 1) {
        fill_light(part);
    }
    for (std::size_t place = 0; place < part.busy.size(); ++place) {
        FlowClass& of = classes_[part.busy[place]];
        settle(of, at);
        of.pace = shares_.own_pace(index);
        of.from = paces_[of.pace].at(at);
        of.factor = rates_[place];
        const double load = of.factor * (of.busy + of.streams);
        for (const FairShares::Crossing& crossing : shares_.route(part.busy[place])) {
            books_[crossing.link].load += load * crossing.times;
        }
    }
    plan_light(index, at);
}

double FairSharing::rate_alone(Class index) const
{
    const double members = classes_[index].busy + classes_[index].streams;
    double rate = shares_.cap(index);
    for (const FairShares::Crossing& crossing : shares_.route(index)) {
        rate = std::min(rate, shares_.capacity(crossing.link) / (members * crossing.times));
    }
    return rate;
}

// Progressive filling: the level rises for all; whoever meets his cap or a full link is fixed.
void FairSharing::fill_light(const PartState& part)
{
    rates_.assign(part.busy.size(), -1);
    filling_.resize(books_.size());
    for (const Class busy : part.busy) {
        for (const FairShares::Crossing& crossing : shares_.route(busy)) {
            filling_[crossing.link] = {shares_.capacity(crossing.link), 0};
        }
    }
    const auto weigh = [this](Class busy, double sign) {
        const FlowClass& of = classes_[busy];
        const double weight = sign * shares_.weight(busy) * (of.busy + of.streams);
        for (const FairShares::Crossing& crossing : shares_.route(busy)) {
            filling_[crossing.link].weight += weight * crossing.times;
        }
    };
    for (const Class busy : part.busy) weigh(busy, 1);
    const auto highest = [this](Class busy) {  // level that the class could reach
        double level = shares_.cap(busy) / shares_.weight(busy);
        for (const FairShares::Crossing& crossing : shares_.route(busy)) {
            const Filling& link = filling_[crossing.link];
            level = std::min(level, std::max(0.0, link.left) / link.weight);
        }
        return level;
    };
    for (std::size_t open = part.busy.size(); open > 0;) {
        std::array<double, light_until> reach;
        double level = infinity;
        for (std::size_t place = 0; place < part.busy.size(); ++place) {
            if (rates_[place] >= 0) continue;
            reach[place] = highest(part.busy[place]);
            level = std::min(level, reach[place]);
        }
        for (std::size_t place = 0; place < part.busy.size(); ++place) {
            if (rates_[place] >= 0 || reach[place] > level) continue;
            const Class busy = part.busy[place];
            rates_[place] = std::min(shares_.cap(busy), level * shares_.weight(busy));
            --open;
            weigh(busy, -1);
            const double load = rates_[place] * (classes_[busy].busy + classes_[busy].streams);
            for (const FairShares::Crossing& crossing : shares_.route(busy)) {
                filling_[crossing.link].left -= load * crossing.times;
            }
        }
    }
}

void FairSharing::plan_light(Part index, Time at)
{
    PartState& part = parts_[index];
    part.planned_at = infinity;
    for (const Class busy : part.busy) {
        FlowClass& of = classes_[busy];
        if (of.busy == 0) continue;
        const double left = std::max(0.0, earliest_tag(of) - of.served);
        const Time then = left > 0 ? of.from + left / of.factor : of.from;
        if (then >= part.planned_at) continue;
        part.planned_at = then;
        part.planned_class = busy;
    }
    part.planned_at = std::max(part.planned_at, at);
    announce(index);
}

}  // namespace sim
