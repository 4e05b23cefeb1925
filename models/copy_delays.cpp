#include "models/copy_delays.hpp"

#include <algorithm>

namespace models {

CopyDelays::~CopyDelays()
{
    for (const Flight& flight : flights_) simulation_.calendar().remove(flight.slot);
}

CopyDelays::Group CopyDelays::open_group()
{
    if (free_groups_.empty()) {
        groups_.emplace_back();
        return static_cast<Group>(groups_.size() - 1);
    }
    const Group group = free_groups_.back();
    free_groups_.pop_back();
    return group;
}

void CopyDelays::close_group(Group group)
{
    groups_[group] = {};
    free_groups_.push_back(group);
}

CopyDelays::Record CopyDelays::open(Group in)
{
    auto record = static_cast<Record>(viewers_.size());
    if (free_.empty()) {
        viewers_.emplace_back();
    } else {
        record = free_.back();
        free_.pop_back();
    }
    begin(viewers_[record], in);
    return record;
}

void CopyDelays::move(Record record, Group to)
{
    Viewer& viewer = viewers_[record];
    viewer.own = until_now(viewer);
    begin(viewer, to);
}

void CopyDelays::close(Record record)
{
    Viewer& viewer = viewers_[record];
    add(gone_, until_now(viewer));
    viewer = {no_group, viewer.generation + 1, {}, 0, 0};
    free_.push_back(record);
}

void CopyDelays::begin(Viewer& viewer, Group in) const
{
    viewer.in = in;
    viewer.copies_before = groups_[in].copies;
    viewer.sum_before = groups_[in].sum;
}

CopyDelays::Delays CopyDelays::until_now(const Viewer& viewer) const
{
    const Common& group = groups_[viewer.in];
    if (group.copies == viewer.copies_before) return viewer.own;
    const auto longest =
        std::ranges::upper_bound(group.stairs, viewer.copies_before, {}, &Stair::copy);
    return {viewer.own.copies + (group.copies - viewer.copies_before),
            viewer.own.sum + (group.sum - viewer.sum_before),
            std::max(viewer.own.longest, longest->delay)};
}

void CopyDelays::book(Group index, Record but, sim::Time delay)
{
    Common& group = groups_[index];
    if (but != nobody) viewers_[but].own = until_now(viewers_[but]);
    group.copies += 1;
    group.sum += delay;
    while (!group.stairs.empty() && group.stairs.back().delay <= delay) group.stairs.pop_back();
    group.stairs.push_back({group.copies, delay});
    if (but != nobody) begin(viewers_[but], index);
    if (group.stairs.size() > most_stairs) [[unlikely]]
        clear_stairs(index);
}

void CopyDelays::clear_stairs(Group index)
{
    for (Record record = 0; record < viewers_.size(); ++record) {
        if (viewers_[record].in == index) move(record, index);
    }
    groups_[index].stairs.clear();
}

CopyDelays::Summary CopyDelays::summary() const
{
    Summary all = gone_;
    for (const Viewer& viewer : viewers_) {
        if (viewer.in != no_group) add(all, until_now(viewer));
    }
    if (all.copies > 0) all.mean /= all.copies;
    return all;
}

void CopyDelays::add(Summary& all, const Delays& one)
{
    if (one.copies == 0) return;
    all.copies += one.copies;
    all.mean += one.sum;
    all.worst = std::max(all.worst, one.sum / one.copies);
    all.longest = std::max(all.longest, one.longest);
}

void CopyDelays::fly(Record viewer, sim::Time published, sim::Time wait, sim::Time way)
{
    if (landed_.empty()) {
        Flight& made = flights_.emplace_back();
        made.over = this;
        made.slot = simulation_.calendar().add(sim::Callback::to<&Flight::go_on>(&made));
        landed_.push_back(&made);
    }
    Flight& flight = *landed_.back();
    landed_.pop_back();
    flight.viewer = viewer;
    flight.generation = viewers_[viewer].generation;
    flight.published = published;
    flight.way = way;
    flight.departed = false;
    simulation_.calendar().schedule(flight.slot, simulation_.now() + wait);
}

void CopyDelays::Flight::go_on()
{
    const sim::Time now = over->simulation_.now();
    if (!departed) {
        departed = true;
        return over->simulation_.calendar().schedule(slot, now + way);
    }
    over->landed_.push_back(this);
    Viewer& to = over->viewers_[viewer];
    if (to.generation != generation) return;
    const double delay = now - published;
    to.own = {to.own.copies + 1, to.own.sum + delay, std::max(to.own.longest, delay)};
}

}  // namespace models
