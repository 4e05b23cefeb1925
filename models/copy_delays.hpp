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
// moment, and is on the way for the delay of the links. So a frame needs no event for its copies.
// Viewers to whom the same copies are sent are a group, which books a frame once; who comes into it
// or leaves it has the difference, so a frame costs the same with any number of viewers.
//
// With `copies: events` every copy is two events instead, its departure and its arrival, and is
// counted when it arrives: slow, and to the same sums.
class CopyDelays {
public:
    using Group = std::uint32_t;
    using Record = std::uint32_t;  // of a viewer
    static constexpr Record nobody = ~Record{0};

    CopyDelays(sim::Simulation& simulation, Copies keep) : simulation_(simulation), keep_(keep) {}
    CopyDelays(const CopyDelays&) = delete;
    CopyDelays& operator=(const CopyDelays&) = delete;
    ~CopyDelays();

    CopyDelays* if_kept() { return keep_ == Copies::count ? nullptr : this; }
    Group open_group();
    void close_group(Group group);  // without viewers
    Record open(Group in);          // for a viewer who comes
    void move(Record viewer, Group to);
    void close(Record viewer);  // when he goes; what is on the way to him is lost

    // The copies of a frame published at some time leave after `wait` for each of the group but one
    // and arrive `way` later, s. The records of the group are the `delays` of `viewers`.
    template <class Viewers>
    void sent(Group group, const Viewers& viewers, Record but, sim::Time published, sim::Time wait,
              sim::Time way)
    {
        if (keep_ == Copies::delays) {
            return book(group, but, simulation_.now() - published + wait + way);
        }
        for (const auto& viewer : viewers) {
            if (viewer.delays != but) fly(viewer.delays, published, wait, way);
        }
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
    static constexpr Group no_group = ~Group{0};
    static constexpr std::size_t most_stairs = 4096;

    struct Delays {
        double copies = 0;
        double sum = 0;
        double longest = 0;
    };
    struct Stair {  // a delay longer than all later ones
        double copy;
        double delay;
    };
    struct Common {  // of a group
        double copies = 0;
        double sum = 0;
        std::vector<Stair> stairs;  // down from the longest delay, in order of time
    };
    struct Viewer {
        Group in = no_group;
        std::uint32_t generation = 0;
        Delays own;                // until he came into the group
        double copies_before = 0;  // of the group, then
        double sum_before = 0;
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

    void book(Group group, Record but, sim::Time delay);
    void clear_stairs(Group group);
    Delays until_now(const Viewer& viewer) const;
    void begin(Viewer& viewer, Group in) const;
    void fly(Record viewer, sim::Time published, sim::Time wait, sim::Time way);
    static void add(Summary& all, const Delays& one);

    sim::Simulation& simulation_;
    Copies keep_;
    std::vector<Common> groups_;
    std::vector<Group> free_groups_;
    std::vector<Viewer> viewers_;
    std::vector<Record> free_;
    Summary gone_;  // `mean` is their sum
    std::deque<Flight> flights_;
    std::vector<Flight*> landed_;
};

}  // namespace models
