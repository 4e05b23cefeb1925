#include "models/copy_delays.hpp"

namespace models {

CopyDelays::~CopyDelays()
{
    for (const Flight& flight : flights_) simulation_.calendar().remove(flight.slot);
}

CopyDelays::Record CopyDelays::open()
{
    if (free_.empty()) {
        viewers_.emplace_back();
        generations_.push_back(0);
        return static_cast<Record>(viewers_.size() - 1);
    }
    const Record viewer = free_.back();
    free_.pop_back();
    return viewer;
}

void CopyDelays::close(Record viewer)
{
    add(gone_, viewers_[viewer]);
    viewers_[viewer] = {};
    ++generations_[viewer];
    free_.push_back(viewer);
}

void CopyDelays::add(Summary& all, const Delays& one)
{
    if (one.copies == 0) return;
    all.copies += one.copies;
    all.mean += one.sum;
    all.worst = std::max(all.worst, one.sum / one.copies);
    all.longest = std::max(all.longest, one.longest);
}

CopyDelays::Summary CopyDelays::summary() const
{
    Summary all = gone_;
    for (const Delays& viewer : viewers_) add(all, viewer);
    if (all.copies > 0) all.mean /= all.copies;
    return all;
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
    flight.generation = generations_[viewer];
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
    if (generation == over->generations_[viewer]) over->arrived(viewer, now - published);
    over->landed_.push_back(this);
}

}  // namespace models
