#pragma once

#include <vector>

#include "models/demands.hpp"
#include "models/room_users.hpp"
#include "models/scenario.hpp"

namespace models {

// Adds up the work of events: rate x service demand, by component.
class RoomWork {
public:
    RoomWork(const Scenario& scenario, const Platform& platform)
        : scenario_(scenario),
          demands_(scenario, platform),
          cores_(scenario.profile.components.size())
    {
    }

    void add(EventStream stream, double rate, const Counts& counts)
    {
        for (const Demands::Visit& visit : demands_.visits(stream)) {
            cores_[visit.component] += rate * visit.work(counts);
        }
    }

    // `frames` and `bits`: shares of what is delivered of the webcams, by node; empty: all.
    void add_room(const RoomUsers& room, const std::vector<double>& frames,
                  const std::vector<double>& bits);

    const std::vector<double>& cores() const { return cores_; }  // by component

private:
    void add_webcams(const RoomUsers& room, Counts counts, const std::vector<double>& frames,
                     const std::vector<double>& bits);
    void add_desktops(const RoomUsers& room, Counts counts);

    const Scenario& scenario_;
    Demands demands_;
    std::vector<double> cores_;
};

// The share at a node; what is not said is delivered whole.
inline double share_at(const std::vector<double>& shares, std::size_t node)
{
    return node < shares.size() ? shares[node] : 1;
}

}  // namespace models
