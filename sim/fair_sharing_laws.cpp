// The conservation laws of FairSharing.
#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/expect.hpp"
#include "sim/fair_sharing.hpp"

namespace sim {

// Units the members of each class still wait for.
std::vector<double> FairSharing::remaining() const
{
    std::vector<double> units(classes_.size(), 0);
    for (const FlowState& flow : flows_) {
        if (!flow.busy) continue;
        const double left = flow.tail - served_at(classes_[flow.in], simulation_.now());
        units[flow.in] += flow.members * left;
    }
    return units;
}

void FairSharing::check_laws()
{
    for (Part part = 0; part < parts_.size(); ++part) catch_up(part);
    const std::vector<double> left = remaining();
    for (Class index = 0; index < classes_.size(); ++index) {
        const FlowClass& of = classes_[index];
        const double through = delivered(index);
        const double streamed =
            (served_at(of, simulation_.now()) - of.served) * of.streams;  // since last booked
        EXPECT(std::abs(of.expected + streamed - left[index] - through) <=
                   1e-8 * (1 + of.expected + through) + 1e-12 * of.offered,
               "conservation: what a class received differs from what was sent to it");
    }
    for (Link link = 0; link < shares_.links(); ++link) {
        EXPECT(load(link) <= capacity(link) * (1 + 1e-9), "a link carries more than its capacity");
    }
}

}  // namespace sim
