#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

#include "models/scenario.hpp"
#include "sim/simulation.hpp"
#include "sim/time.hpp"

namespace models {

// Delays of the copies of frames, from the camera to each viewer. A copy has its place on the
// connection when it is sent: it leaves the server when all before it has left, at the rate of that
// moment, and is on the way for the delay of the links. So a frame needs one pass over its viewers
// and no event. With `copies: events` every copy is two events instead, its departure and its
// arrival, and is counted when it arrives: slow, and to the same sums.
class CopyDelays {
public:
    using Record = std::uint32_t;

    CopyDelays(sim::Simulation& simulation, Copies keep) : simulation_(simulation), keep_(keep) {}
    CopyDelays(const CopyDelays&) = delete;
    CopyDelays& operator=(const CopyDelays&) = delete;
    ~CopyDelays();

    CopyDelays* if_kept() { return keep_ == Copies::count ? nullptr : this; }
    Record open();              // for a viewer who comes
    void close(Record viewer);  // when he goes; what is on the way to him is lost

    // A copy of a frame published at some time leaves after `wait` and arrives `way` later, s.
    void sent(Record viewer, sim::Time published, sim::Time wait, sim::Time way)
    {
        if (keep_ == Copies::events) return fly(viewer, published, wait, way);
        arrived(viewer, simulation_.now() - published + wait + way);
    }

    struct Summary {
        double copies = 0;
        double mean = 0;     // s
        double worst = 0;    // s, mean of the viewer who has the longest
        double longest = 0;  // s
    };
    Summary summary() const;
    std::size_t on_the_way() const { return flights_.size() - landed_.size(); }

private:
    struct Delays {  // of one viewer
        double copies = 0;
        double sum = 0;
        double longest = 0;
    };
    struct Flight {
        CopyDelays* over;
        Record viewer = 0;
        std::uint32_t generation = 0;
        sim::Time published = 0;
        sim::Time way = 0;
        bool departed = false;
        sim::EventCalendar::Slot slot = 0;
        void go_on();
    };

    void arrived(Record viewer, sim::Time delay)
    {
        Delays& of = viewers_[viewer];
        of.copies += 1;
        of.sum += delay;
        of.longest = std::max(of.longest, delay);
    }
    void fly(Record viewer, sim::Time published, sim::Time wait, sim::Time way);
    static void add(Summary& all, const Delays& one);

    sim::Simulation& simulation_;
    Copies keep_;
    std::vector<Delays> viewers_;
    std::vector<std::uint32_t> generations_;  // of the records
    std::vector<Record> free_;
    Summary gone_;  // `mean` is their sum
    std::deque<Flight> flights_;
    std::vector<Flight*> landed_;
};

}  // namespace models
