// The rates of FairSharing: weighted max-min shares by class.
#include <algorithm>
#include <limits>

#include "sim/fair_sharing.hpp"

namespace sim {

// Progressive filling: the level rises for all; whoever meets a cap or a full link is fixed.
void FairSharing::share()
{
    for (std::size_t link = 0; link < links_.size(); ++link) {
        left_[link] = links_[link].capacity;
        weights_[link] = 0;
        links_[link].load = 0;
    }
    for (const Class index : busy_) {
        FlowClass& k = classes_[index];
        k.fixed = false;
        for (const Link link : k.route) weights_[link] += k.weight * k.busy;
    }
    for (std::size_t open = busy_.size(); open > 0;) {
        const double now = level();
        for (const Class index : busy_) {
            FlowClass& k = classes_[index];
            k.hit = !k.fixed && (k.cap / k.weight <= now || limited_by_link(k, now));
        }
        for (const Class index : busy_) {
            FlowClass& k = classes_[index];
            if (!k.hit) continue;
            k.rate = std::min(k.cap, k.weight * now);
            k.fixed = true;
            --open;
            for (const Link link : k.route) {
                left_[link] -= k.rate * k.busy;
                links_[link].load += k.rate * k.busy;
                weights_[link] -= k.weight * k.busy;
            }
        }
    }
}

double FairSharing::level() const
{
    double least = std::numeric_limits<double>::infinity();
    for (const Class index : busy_) {
        const FlowClass& k = classes_[index];
        if (k.fixed) continue;
        least = std::min(least, k.cap / k.weight);
        for (const Link link : k.route) {
            least = std::min(least, std::max(0.0, left_[link]) / weights_[link]);
        }
    }
    return least;
}

bool FairSharing::limited_by_link(const FlowClass& of, double at_level) const
{
    return std::ranges::any_of(of.route, [&](Link link) {
        return std::max(0.0, left_[link]) / weights_[link] <= at_level;
    });
}

}  // namespace sim
