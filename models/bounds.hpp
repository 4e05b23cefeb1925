#pragma once

#include <vector>

namespace models {

// Closed networks. Exact mean value analysis (Reiser and Lavenberg 1980): stations with these
// service demands (s), one server each, `think` s between requests, `customers` in all.
struct ClosedNetwork {
    double throughput = 0;      // requests/s
    double response = 0;        // s
    std::vector<double> queue;  // mean number at each station
};
ClosedNetwork mean_value_analysis(const std::vector<double>& demands, double think, int customers);

// Asymptotic bounds on throughput: min(N / (D + Z), 1 / max D).
double throughput_bound(const std::vector<double>& demands, double think, int customers);

}  // namespace models
