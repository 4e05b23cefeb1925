#pragma once

#include <string>
#include <vector>

#include "models/resource_use.hpp"
#include "models/scenario.hpp"

namespace models {

struct Sample;

// What a number of users asks of each resource, nothing simulated: the utilization law
// U = sum of throughput x service demand (Denning and Buzen, Computing Surveys 1978).
// Utilizations may exceed 1.
struct OfferedLoad {
    double cpu = 0;
    double memory = 0;  // bytes
    double memory_utilization = 0;
    std::vector<double> links;       // utilization by directed link of Network, then the network
    std::vector<double> link_bits;   // card out and in; payload, bit/s
    std::vector<double> link_pairs;  // (webcam, viewer) pairs between which the link lies
    std::vector<std::string> link_names;
    std::vector<double> gates;  // by component with few threads, others 0
};

// `frames` and `bits`: shares of the webcam frames and bits that are delivered, by node in the
// order of the personas' first mention; empty: all.
OfferedLoad offered_load(const Scenario& scenario, const Platform& platform, int users,
                         const std::vector<double>& frames = {},
                         const std::vector<double>& bits = {});

// CPU utilization by the law with the deliveries that the sample saw at this number of users.
double utilization_law(const Scenario& scenario, const Platform& platform, int users,
                       const Sample& sample);

// Largest number of users whose offered load at full quality keeps the SLO's limits on utilization
// (where it names none for a resource: 1; an SLO that asks for connections only limits memory
// alone), 0 ... scenario.max_users.
int users_by_law(const Scenario& scenario, const Platform& platform);

// What each resource is offered as a share of its limit, all as users_by_law() has them.
std::vector<ResourceUse> offered_uses(const Scenario& scenario, const Platform& platform,
                                      int users);

// The highest of them.
double tightest_use(const Scenario& scenario, const Platform& platform, int users);

// Asymptotic bound: no more users than this, whatever the queues do, with the least CPU time and
// the fewest bits with which the SLO's limits could still hold.
int users_at_most(const Scenario& scenario, const Platform& platform);

}  // namespace models
