// The rates of a part of the network, kept from change to change, for FairShares.
#include "sim/fair_shares.hpp"

namespace sim {

void FairShares::solve(Part index)
{
    PartState& part = parts_[index];
    if (part.changes > 16 * part.classes.size()) sum_anew(part);
    move_sides(part);
    const bool one_level =
        part.tightest == none || links_[part.tightest].hungry.classes == part.hungry_classes;
    if (!one_level || part.several_levels) {
        for (const Class k : part.classes) note_moved(part, k);
    }
    part.several_levels = !one_level;
    if (one_level) {
        assign_paces(part);
    } else {
        fill(part);
    }
}

// Sums that numbers are added to and taken from drift by a rounding each time.
void FairShares::sum_anew(PartState& part)
{
    for (const Link index : part.shared) {
        LinkState& link = links_[index];
        link.content = link.hungry = {};
    }
    for (const Class k : part.classes) {
        count(classes_[k], Side::idle, classes_[k].side);
    }
    part.changes = 0;
}

void FairShares::find_level(PartState& part)
{
    part.level = infinity;
    part.tightest = none;
    for (const Link index : part.shared) {
        const LinkState& link = links_[index];
        const double left = link.capacity - link.content.total;
        const double level = link.hungry.classes > 0 ? left / link.hungry.total
                             : left < 0              ? -infinity  // some must give way
                                                     : infinity;
        if (level >= part.level) continue;
        part.level = level;
        part.tightest = index;
    }
}

// First those who are content although the level is below them, the highest first: each raises the
// level, but not above itself. Then the hungry whom the level has reached: each raises it further,
// so none of those before has to come back.
void FairShares::move_sides(PartState& part)
{
    find_level(part);
    while (-part.content.least() > part.level) {
        take_side(part.classes[part.content.winner()], Side::hungry);
        find_level(part);
    }
    while (part.hungry.least() <= part.level && part.hungry.least() < infinity) {
        take_side(part.classes[part.hungry.winner()], Side::content);
        find_level(part);
    }
}

void FairShares::assign_paces(PartState& part)
{
    for (const Class index : part.moved) {
        ClassState& k = classes_[index];
        k.pace = k.side == Side::idle      ? at_rest
                 : k.side == Side::content ? part.own
                                           : part.first_level;
        k.factor = k.side == Side::idle ? 0 : k.side == Side::content ? k.limit : k.weight;
    }
    speeds_[part.first_level] = part.hungry_classes > 0 ? part.level : 0;
    part.levels.assign(1, part.first_level);
}

}  // namespace sim
