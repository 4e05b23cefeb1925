#include "models/monitor.hpp"

#include <utility>

namespace models {

void Monitor::advance(sim::Time now)
{
    const double passed = now - last_;
    last_ = now;
    user_seconds_ += users_ * passed;
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
        nodes_[node].webcam_seconds += subscriptions_[node] * passed;
    }
}

const std::vector<NodeCounts>& Monitor::nodes(sim::Time now)
{
    advance(now);
    return nodes_;
}

double Monitor::user_seconds(sim::Time now)
{
    advance(now);
    return user_seconds_;
}

void Monitor::subscribe(std::size_t node, double change, sim::Time now)
{
    advance(now);
    subscriptions_[node] += change;
}

void Monitor::present(std::size_t node, int change, sim::Time now)
{
    advance(now);
    users_ += change;
    users_at_[node] += change;
}

void Monitor::dropped()
{
    if (users_at_first_drop_.empty()) users_at_first_drop_ = users_at_;
}

void Monitor::joined_after(sim::Time took)
{
    ++joins_;
    join_times_.add(took);
}

sim::Quantiles Monitor::take_join_times()
{
    return std::exchange(join_times_, sim::Quantiles());
}

}  // namespace models
