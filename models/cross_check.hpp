#pragma once

#include <string>
#include <vector>

#include "models/parameter.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace models {

struct CapacityOptions;
struct CapacitySearch;

// What follows without simulation, or is documented, beside what was simulated.
struct CrossCheck {
    std::string name;
    std::string source;  // of the law or rule
    Dimension dimension = Dimension::count;
    double low = 0;  // what it says: from ... to, the same twice where it is one number
    double high = 0;
    sim::ConfidenceInterval simulated{};
    std::string disagreement{};  // one sentence; empty where the two agree

    bool agrees() const { return disagreement.empty(); }
};

// At a capacity of so many users, with its interval: the utilization law, the asymptotic bounds,
// the number of jobs at the CPU by M/M/c where the model reduces to it, and the rules that the
// profile documents. A check disagrees where what it says lies outside the interval of what was
// simulated, and by more than the law's own approximations.
std::vector<CrossCheck> cross_checks(CapacitySearch& search, int users,
                                     const sim::ConfidenceInterval& interval, double level);

}  // namespace models
