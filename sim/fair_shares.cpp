#include "sim/fair_shares.hpp"

#include <algorithm>
#include <utility>

#include "sim/expect.hpp"

namespace sim {

FairShares::Link FairShares::add_link(double capacity)
{
    EXPECT(capacity > 0, "a link needs a positive capacity");
    links_.emplace_back().capacity = capacity;
    return static_cast<Link>(links_.size() - 1);
}

FairShares::Class FairShares::add_class(std::span<const Link> route, double weight, double cap)
{
    EXPECT(weight > 0 && cap > 0, "a class needs a positive weight and a positive cap");
    EXPECT(!route.empty() || cap < infinity, "a class needs a link or a cap to limit its rate");
    Route added{static_cast<std::uint32_t>(crossings_.size()), 0, join(route)};
    for (const Link link : route) {
        const auto known = std::find_if(crossings_.begin() + added.first, crossings_.end(),
                                        [link](const Crossing& c) { return c.link == link; });
        if (known != crossings_.end()) {
            ++known->times;
        } else {
            crossings_.push_back({link, 1});
            ++added.size;
        }
    }
    for (const Crossing& crossing : std::span(crossings_).subspan(added.first)) {
        const double capacity = links_[crossing.link].capacity;
        added.narrowest = std::min(added.narrowest, capacity / crossing.times);
    }
    routes_.push_back(added);
    return file(static_cast<std::uint32_t>(routes_.size() - 1), weight, cap);
}

FairShares::Class FairShares::add_class_like(Class other)
{
    const ClassState& like = classes_[other];
    return file(like.route, like.weight, like.cap);
}

FairShares::Class FairShares::file(std::uint32_t route, double weight, double cap)
{
    const auto index = static_cast<Class>(classes_.size());
    ClassState& added = classes_.emplace_back();
    added.weight = weight;
    added.cap = cap;
    added.route = route;
    PartState& part = parts_[routes_[route].part];
    added.place = static_cast<std::uint32_t>(part.classes.size());
    part.classes.push_back(index);
    for (const Crossing& crossing : this->route(added)) use(crossing.link, index);
    return index;
}

// A link with a second user is no longer a limit of the first one's own.
void FairShares::use(Link index, Class by)
{
    LinkState& link = links_[index];
    if (++link.users == 1) {
        link.first_user = by;
        return;
    }
    if (link.users > 2) return;
    const Class first = link.first_user;
    link.users = 1;
    take_out(first);
    link.users = 2;
    parts_[link.part].shared.push_back(index);
    put_in(first);
}

FairShares::Pace FairShares::add_pace(double speed)
{
    speeds_.push_back(speed);
    return static_cast<Pace>(speeds_.size() - 1);
}

FairShares::Part FairShares::new_part()
{
    PartState& part = parts_.emplace_back();
    part.own = add_pace(1);
    part.first_level = add_pace(0);
    part.levels = {part.first_level};
    return static_cast<Part>(parts_.size() - 1);
}

// The part of a class over these links: a new one, or the greatest of theirs, which takes in the
// others.
FairShares::Part FairShares::join(std::span<const Link> route)
{
    Part joined = none;
    for (const Link link : route) {
        const Part its = links_[link].part;
        if (its == none) continue;
        if (joined == none || parts_[its].classes.size() > parts_[joined].classes.size()) {
            joined = its;
        }
    }
    if (joined == none) joined = new_part();
    for (const Link link : route) {
        if (links_[link].part == none) links_[link].part = joined;
        if (links_[link].part != joined) absorb(joined, links_[link].part);
    }
    return joined;
}

void FairShares::absorb(Part into, Part other)
{
    const PartState gone = std::exchange(parts_[other], {});
    PartState& part = parts_[into];
    for (const Link index : gone.shared) {
        LinkState& link = links_[index];
        link.content = link.hungry = {};
        link.pace = at_rest;  // its classes still have to be moved away from the one it had
        part.shared.push_back(index);
    }
    for (const Class index : gone.classes) {
        ClassState& k = classes_[index];
        for (const Crossing& crossing : route(index)) links_[crossing.link].part = into;
        routes_[k.route].part = into;
        k.place = static_cast<std::uint32_t>(part.classes.size());
        part.classes.push_back(index);
        k.side = Side::idle;
        k.moved = false;
        note_moved(part, index);
        put_in(index);
    }
}

void FairShares::set(Class which, std::uint32_t members, double cap)
{
    EXPECT(cap >= 0, "a cap is not negative");
    take_out(which);
    classes_[which].members = members;
    classes_[which].cap = cap;
    put_in(which);
    note_moved(parts_[part_of(which)], which);
}

std::uint32_t FairShares::times(Class by, Link over) const
{
    for (const Crossing& crossing : route(by)) {
        if (crossing.link == over) return crossing.times;
    }
    return 0;
}

double FairShares::own_limit(const ClassState& of) const
{
    double limit = of.cap;
    for (const Crossing& crossing : route(of)) {
        const LinkState& link = links_[crossing.link];
        if (link.users > 1) continue;
        limit = std::min(limit, link.capacity / (double(of.members) * crossing.times));
    }
    return limit;
}

void FairShares::take_out(Class index)
{
    if (classes_[index].side != Side::idle) take_side(index, Side::idle);
}

// On the side where the last level would have it: mostly that is right.
void FairShares::put_in(Class index)
{
    ClassState& k = classes_[index];
    if (k.members == 0) return;
    k.limit = own_limit(k);
    k.content_at = k.weight == 1 ? k.limit : k.limit / k.weight;
    const bool content = k.content_at <= parts_[part_of(index)].level && k.content_at < infinity;
    take_side(index, content ? Side::content : Side::hungry);
}

void FairShares::take_side(Class index, Side side)
{
    ClassState& k = classes_[index];
    PartState& part = parts_[routes_[k.route].part];
    if (k.side != Side::idle) {
        (k.side == Side::content ? part.content : part.hungry).set(k.place, infinity);
    }
    count(k, k.side, side);
    part.hungry_classes += (side == Side::hungry) - (k.side == Side::hungry);
    k.side = side;
    if (side == Side::content) part.content.set(k.place, -k.content_at);
    if (side == Side::hungry) part.hungry.set(k.place, k.content_at);
    ++part.changes;
    note_moved(part, index);
}

// Moves a class in the sums of its links from those of one side to those of another.
void FairShares::count(const ClassState& of, Side from, Side to)
{
    const double limit = of.limit * of.members;
    const double weight = of.weight * of.members;
    for (const Crossing& crossing : route(of)) {
        LinkState& link = links_[crossing.link];
        if (link.users == 1) continue;
        if (from == Side::content) link.content.take(limit * crossing.times);
        if (from == Side::hungry) link.hungry.take(weight * crossing.times);
        if (to == Side::content) link.content.add(limit * crossing.times);
        if (to == Side::hungry) link.hungry.add(weight * crossing.times);
    }
}

void FairShares::note_moved(PartState& part, Class index)
{
    if (classes_[index].moved) return;
    classes_[index].moved = true;
    part.moved.push_back(index);
}

void FairShares::forget_moved(Part index)
{
    for (const Class moved : parts_[index].moved) classes_[moved].moved = false;
    parts_[index].moved.clear();
}

}  // namespace sim
