#pragma once

#include <string>
#include <vector>

#include "models/capacity_options.hpp"
#include "models/scenario.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace models {

// What the standard error of a parameter makes of the variance behind an interval, to first order;
// 0: it does not stand out from the rest.
struct ErrorShare {
    std::string name;
    std::string source;                 // where the parameter was taken from
    std::vector<std::string> measured;  // metrics it was computed from, if they are known
    double share = 0;
};

// The capacity of one further real server, whose parameters are not known better than their
// standard errors say, with one further workload. Variances are those of ln(users + 1/2), as a
// capacity lies between `users` and users + 1 and is nearly inversely proportional to a demand.
struct CapacityPrediction {
    sim::ConfidenceInterval interval{};  // users
    // What makes the interval, shares of its variance with the sum 1 (all 0 where it has none):
    double calibration = 0;          // between draws of the parameters
    double workload = 0;             // between replications of a draw
    double simulation = 0;           // how well the mean of so many of both is known
    std::vector<ErrorShare> errors;  // of all doubtful parameters, strongest first
    int draws = 0;
    int replications = 0;  // of each draw
    int beyond = 0;        // replications that held up to `max_users`: the capacity is larger
    bool precise = false;
};

// Capacities by draw, then by replication, in users.
using DrawnCapacities = std::vector<std::vector<double>>;

// Capacities on a platform, draw by draw, each of its own replications (draw x replications +
// number) in `resolution: flow`; where the scenario has frames, each moved by what frames changed
// in one of the capacities `found` by replication with the parameters as they stand, in turn. 40
// draws, then more until the mean is as precise as the options ask. The same for any number of
// threads.
class CapacityDraws {
public:
    CapacityDraws(const Scenario& scenario, const Platform& platform, const std::vector<int>& found,
                  const CapacityOptions& options);

    DrawnCapacities users() const;
    CapacityPrediction prediction() const;

private:
    struct Analysis;

    void extend(int last);
    void compare_resolutions(const std::vector<int>& found);
    DrawnCapacities logarithms() const;
    Analysis analyse() const;
    bool precise(const Analysis& analysis) const;

    const Scenario* scenario_;
    const Platform* platform_;
    const CapacityOptions* options_;
    Scenario fluid_;
    int start_;                         // users, with the parameters as they stand
    double by_law_;                     // idem, by the utilization law
    std::vector<double> shifts_ = {0};  // of the logarithm from rates to frames, by replication
    double of_shift_ = 0;               // variance with which their mean is known
    DrawnCapacities found_;             // with rates
};

}  // namespace models
