#include "models/bounds.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/expect.hpp"

namespace models {
namespace {

double share_met(int customers)
{
    return (customers - 1.0) / customers;
}

// With a = (N - 1) / N the queues are Q_k = X D_k / (1 - a X D_k), and Little's law over the whole
// network leaves one equation: F(X) = X Z + sum of Q_k - N = 0. F rises and is convex, and at the
// asymptotic bound it is not negative (X D_k = 1 gives Q_k = N). So Newton's method from there
// falls towards the solution and never passes it, and the digits double with every step.
double approximate_throughput(const std::vector<double>& demands, double think, int customers)
{
    const double a = share_met(customers);
    double x = throughput_bound(demands, think, customers);
    EXPECT(std::isfinite(x), "a request takes time at a station or in thought");
    for (double step = x; step > 1e-9 * x; x -= step) {
        double slope = think;
        double excess = x * think - customers;
        for (const double demand : demands) {
            const double stretch = 1 / (1 - a * x * demand);
            excess += x * demand * stretch;
            slope += demand * stretch * stretch;
        }
        step = excess / slope;
    }
    return x;
}

}  // namespace

ClosedNetwork mean_value_analysis(const std::vector<double>& demands, double think, int customers)
{
    EXPECT(think >= 0 && customers >= 0, "a closed network has a think time and customers");
    ClosedNetwork network;
    network.queue.assign(demands.size(), 0);
    for (int n = 1; n <= customers; ++n) {
        double response = 0;
        for (std::size_t k = 0; k < demands.size(); ++k) {
            response += demands[k] * (1 + network.queue[k]);
        }
        const double throughput = n / (think + response);
        for (std::size_t k = 0; k < demands.size(); ++k) {
            network.queue[k] = throughput * demands[k] * (1 + network.queue[k]);
        }
        network.response = response;
        network.throughput = throughput;
    }
    return network;
}

ClosedNetwork approximate_mean_value_analysis(const std::vector<double>& demands, double think,
                                              int customers)
{
    EXPECT(think >= 0 && customers >= 0, "a closed network has a think time and customers");
    ClosedNetwork network;
    network.queue.assign(demands.size(), 0);
    if (customers == 0) return network;
    const double x = approximate_throughput(demands, think, customers);
    network.throughput = x;
    for (std::size_t k = 0; k < demands.size(); ++k) {
        const double response = demands[k] / (1 - share_met(customers) * x * demands[k]);
        network.response += response;
        network.queue[k] = x * response;
    }
    return network;
}

double jobs_present(double offered, int servers)
{
    EXPECT(offered >= 0 && offered < servers,
           "the offered load of a stable line is below c erlang");
    double loss = 1;  // Erlang's B by its recursion
    for (int n = 1; n <= servers; ++n) loss = offered * loss / (n + offered * loss);
    const double rho = offered / servers;
    const double waits = loss / (1 - rho * (1 - loss));
    return offered + waits * rho / (1 - rho);
}

double throughput_bound(const std::vector<double>& demands, double think, int customers)
{
    const double total = std::accumulate(demands.begin(), demands.end(), 0.0);
    const double largest = demands.empty() ? 0 : std::ranges::max(demands);
    const double alone = customers / (total + think);
    return largest > 0 ? std::min(alone, 1 / largest) : alone;
}

}  // namespace models
