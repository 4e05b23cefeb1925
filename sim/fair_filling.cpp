// Progressive filling of a part of the network in full, and of few classes, for FairShares.
#include <algorithm>
#include <array>

#include "sim/fair_shares.hpp"

namespace sim {

// The level rises for all who are open; whoever meets its own limit or a full link is fixed.
void FairShares::fill(PartState& part)
{
    open(part);
    part.levels.clear();
    while (!open_.empty()) {
        double level = infinity;
        for (const Link link : part.shared) level = std::min(level, level_of(links_[link]));
        if (!fix_content(part, level)) fix_held_back(part, level);
    }
}

void FairShares::open(PartState& part)
{
    for (const Link index : part.shared) {
        LinkState& link = links_[index];
        link.load = link.open_weight = 0;
        link.open = 0;
        link.full = false;
    }
    open_.clear();
    for (const Class index : part.classes) {
        ClassState& k = classes_[index];
        k.pace = at_rest;
        k.factor = 0;
        if (k.side == Side::idle) continue;
        open_.push_back(index);
        for (const Crossing& crossing : route(k)) {
            LinkState& link = links_[crossing.link];
            link.open_weight += k.weight * k.members * crossing.times;
            ++link.open;
        }
    }
}

double FairShares::level_of(const LinkState& link) const
{
    if (link.open == 0) return infinity;
    return std::max(0.0, link.capacity - link.load) / link.open_weight;
}

// Says whether there was any.
bool FairShares::fix_content(const PartState& part, double level)
{
    const std::size_t before = open_.size();
    std::erase_if(open_, [&](Class index) {
        ClassState& k = classes_[index];
        if (k.content_at > level) return false;
        fix(k, part.own, k.limit, k.limit);
        return true;
    });
    return open_.size() < before;
}

void FairShares::fix_held_back(PartState& part, double level)
{
    const Pace pace = pace_of_full_links(part, level);
    std::erase_if(open_, [&](Class index) {
        ClassState& k = classes_[index];
        const bool held_back = std::ranges::any_of(
            route(k), [this](const Crossing& crossing) { return links_[crossing.link].full; });
        if (held_back) fix(k, pace, k.weight, k.weight * level);
        return held_back;
    });
}

// Links that are full at the same level share the pace of one of them.
FairShares::Pace FairShares::pace_of_full_links(PartState& part, double level)
{
    Pace pace = part.levels.empty() ? part.first_level : at_rest;
    for (const Link index : part.shared) {
        LinkState& link = links_[index];
        link.full = level_of(link) <= level;
        if (!link.full || pace != at_rest) continue;
        if (link.pace == at_rest) link.pace = add_pace(0);
        pace = link.pace;
    }
    part.levels.push_back(pace);
    speeds_[pace] = level;
    return pace;
}

void FairShares::fix(ClassState& of, Pace pace, double factor, double rate)
{
    of.pace = pace;
    of.factor = factor;
    for (const Crossing& crossing : route(of)) {
        LinkState& link = links_[crossing.link];
        link.load += rate * of.members * crossing.times;
        link.open_weight -= of.weight * of.members * crossing.times;
        --link.open;
    }
}

struct FairShares::Rising {  // a class while few are filled
    Few* of;
    std::span<const Crossing> route;
    double weight;
    double cap;
    double reached = 0;  // level it could get to
};

// The level rises for all; whoever meets the cap or a full link is fixed.
void FairShares::fill_few(std::span<Few> classes)
{
    std::array<Rising, few> rising;
    std::size_t open = 0;
    for (Few& k : classes) {
        const ClassState& its = classes_[k.which];
        rising[open++] = {&k, route(its), its.weight, its.cap};
        for (const Crossing& crossing : route(its)) {
            links_[crossing.link].left = links_[crossing.link].capacity;
            links_[crossing.link].weight = 0;
        }
    }
    for (const Rising& k : std::span(rising).first(open)) {
        for (const Crossing& crossing : k.route) {
            links_[crossing.link].weight += k.weight * k.of->members * crossing.times;
        }
    }
    while (open > 0) {
        double level = infinity;
        for (Rising& k : std::span(rising).first(open)) {
            k.reached = reach(k);
            level = std::min(level, k.reached);
        }
        std::size_t still = 0;
        for (const Rising& k : std::span(rising).first(open)) {
            if (k.reached > level) {
                rising[still++] = k;
            } else {
                fix(k, level);
            }
        }
        open = still;
    }
}

double FairShares::reach(const Rising& of) const
{
    double level = of.cap / of.weight;
    for (const Crossing& crossing : of.route) {
        const LinkState& link = links_[crossing.link];
        level = std::min(level, std::max(0.0, link.left) / link.weight);
    }
    return level;
}

void FairShares::fix(const Rising& of, double level)
{
    of.of->rate = std::min(of.cap, level * of.weight);
    for (const Crossing& crossing : of.route) {
        LinkState& link = links_[crossing.link];
        link.weight -= of.weight * of.of->members * crossing.times;
        link.left -= of.of->rate * of.of->members * crossing.times;
    }
}

double FairShares::rate_alone(const Few& only) const
{
    const ClassState& its = classes_[only.which];
    return std::min(its.cap, routes_[its.route].narrowest / only.members);
}

}  // namespace sim
