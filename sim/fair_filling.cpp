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

// The level rises for all; whoever meets the cap or a full link is fixed.
void FairShares::fill_few(std::span<Few> classes)
{
    if (classes.size() == 1) {
        classes.front().rate = rate_alone(classes.front());
        return;
    }
    for (Few& k : classes) {
        k.rate = -1;  // not yet fixed
        for (const Crossing& crossing : route(k.which)) {
            LinkState& link = links_[crossing.link];
            link.left = link.capacity;
            link.weight = 0;
        }
    }
    for (const Few& k : classes) weigh(k, 1);
    for (std::size_t open = classes.size(); open > 0;) {
        std::array<double, few> reached;
        double level = infinity;
        for (std::size_t place = 0; place < classes.size(); ++place) {
            if (classes[place].rate >= 0) continue;
            reached[place] = reach(classes[place]);
            level = std::min(level, reached[place]);
        }
        for (std::size_t place = 0; place < classes.size(); ++place) {
            Few& k = classes[place];
            if (k.rate >= 0 || reached[place] > level) continue;
            k.rate = std::min(cap(k.which), level * classes_[k.which].weight);
            --open;
            weigh(k, -1);
            for (const Crossing& crossing : route(k.which)) {
                links_[crossing.link].left -= k.rate * k.members * crossing.times;
            }
        }
    }
}

double FairShares::rate_alone(const Few& only) const
{
    const double members = only.members;
    double rate = cap(only.which);
    for (const Crossing& crossing : route(only.which)) {
        rate = std::min(rate, links_[crossing.link].capacity / (members * crossing.times));
    }
    return rate;
}

// The level that a class not yet fixed could get to.
double FairShares::reach(const Few& of) const
{
    double level = cap(of.which) / classes_[of.which].weight;
    for (const Crossing& crossing : route(of.which)) {
        const LinkState& link = links_[crossing.link];
        level = std::min(level, std::max(0.0, link.left) / link.weight);
    }
    return level;
}

void FairShares::weigh(const Few& of, double sign)
{
    const double weight = sign * classes_[of.which].weight * of.members;
    for (const Crossing& crossing : route(of.which)) {
        links_[crossing.link].weight += weight * crossing.times;
    }
}

}  // namespace sim
