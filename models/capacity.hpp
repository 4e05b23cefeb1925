#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/capacity_gain.hpp"
#include "models/capacity_level.hpp"
#include "models/capacity_options.hpp"
#include "models/capacity_prediction.hpp"
#include "models/cross_check.hpp"
#include "models/resource_use.hpp"
#include "models/scenario.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace models {

// What an assumed parameter does to the capacity by the utilization law over its range.
struct AssumedParameter {
    std::string name;
    int users_low = 0;   // with the parameter at the low end
    int users_high = 0;  // at the high end
    double swing = 0;    // relative change of the tightest utilization over the range
};

struct Capacity {
    std::string platform;
    int users = 0;  // largest level known to hold the SLO with the probability asked for
    sim::LevelBracket bracket{};  // of `users`; where it is not narrow, `users` is an estimate
    // For the capacity of one further replication: of one further real server, where `prediction`
    // says what numbers with standard errors add.
    sim::ConfidenceInterval interval{};
    std::vector<int> by_replication;  // largest levels that the first ones held, for pairing
    std::optional<CapacityPrediction> prediction;
    std::vector<std::vector<double>> by_draw;  // users, for pairing where numbers were drawn
    bool precise = false;
    bool beyond_search = false;  // held up to `max_users`: the capacity is larger
    ResourceUse limit;           // what gives out first, as used at `users`
    SloMetric limited_metric = SloMetric::cpu_utilization;  // the limit of the SLO that breaks
    std::vector<ResourceUse> resources;                     // all, at `users`, fullest first
    int bound = 0;                 // no more by the asymptotic bounds, whatever the queues do
    int by_law = 0;                // at full quality by the utilization law
    std::vector<LimitFigure> slo;  // at `users`
    std::vector<CrossCheck> checks;
    std::vector<CapacityLevel> curve;       // around `users`, which is one of them; if asked for
    std::vector<CapacityGain> gains;        // what more of each resource buys; if asked for
    std::vector<AssumedParameter> assumed;  // strongest first
    std::vector<std::string> warnings;
    std::uint64_t fingerprint = 0;
    int evaluations = 0;  // levels simulated
};

// The largest number of users present at once for which the SLO holds with the probability of
// options.decision, on each platform of the scenario. `resolution: flow` finds the neighbourhood;
// then each replication is bisected by itself with its own random numbers, the same at every level
// and on every platform, and further ones are asked at the levels still undecided. `users` holds
// with the parameters as they stand; the interval spans what their standard errors say besides. The
// same answer for any number of threads. Throws sim::LogicError where a conservation law does not
// hold.
std::vector<Capacity> find_capacities(const Scenario& scenario, const CapacityOptions& options);

// The assumed parameters that change the tightest utilization at this level, strongest first.
std::vector<AssumedParameter> assumed_parameters(const Scenario& scenario, const Platform& platform,
                                                 int users);

// What the reader has to know about how an answer was found.
std::vector<std::string> warnings_about(const Scenario& scenario, const Capacity& capacity);

// What the reader has to know about standard errors that were drawn, or could not be.
std::vector<std::string> warnings_about_errors(const Scenario& scenario, const Platform& platform,
                                               const std::optional<CapacityPrediction>& prediction);

}  // namespace models
