// The conservation laws of FairSharing.
#include <algorithm>
#include <cmath>

#include "sim/expect.hpp"
#include "sim/fair_sharing.hpp"

namespace sim {

double FairSharing::remaining(Link link) const
{
    double amount = 0;
    for (const FlowState& flow : flows_) {
        if (!flow.busy) continue;
        const FlowClass& in = classes_[flow.in];
        const auto crossings = std::ranges::count(in.route, link);
        amount += static_cast<double>(crossings) * flow.members * (flow.tail - in.clock.served());
    }
    return amount;
}

void FairSharing::check_laws()
{
    advance();
    for (Link index = 0; index < links_.size(); ++index) {
        const LinkState& link = links_[index];
        EXPECT(link.load <= link.capacity * (1 + 1e-9), "a link carries more than its capacity");
        EXPECT(std::abs(link.expected + link.streamed - remaining(index) - link.carried) <=
                   1e-8 * (1 + link.expected + link.carried) + 1e-12 * link.offered,
               "conservation: what a link carried differs from what was sent over it");
    }
}

}  // namespace sim
