#include "models/bounds.hpp"

#include <algorithm>
#include <numeric>

#include "sim/expect.hpp"

namespace models {

ClosedNetwork mean_value_analysis(const std::vector<double>& demands, double think, int customers)
{
    EXPECT(think >= 0 && customers >= 0, "a closed network has a think time and customers");
    ClosedNetwork network;
    network.queue.assign(demands.size(), 0);
    for (int n = 1; n <= customers; ++n) {
        network.response = 0;
        for (std::size_t k = 0; k < demands.size(); ++k) {
            network.response += demands[k] * (1 + network.queue[k]);
        }
        network.throughput = n / (think + network.response);
        for (std::size_t k = 0; k < demands.size(); ++k) {
            network.queue[k] = network.throughput * demands[k] * (1 + network.queue[k]);
        }
    }
    return network;
}

double throughput_bound(const std::vector<double>& demands, double think, int customers)
{
    const double total = std::accumulate(demands.begin(), demands.end(), 0.0);
    const double largest = demands.empty() ? 0 : std::ranges::max(demands);
    const double alone = customers / (total + think);
    return largest > 0 ? std::min(alone, 1 / largest) : alone;
}

}  // namespace models
