#pragma once

#include <string>
#include <vector>

#include "models/observation.hpp"
#include "models/scenario.hpp"

namespace models {

// A resource and how much of it is in use.
struct ResourceUse {
    std::string resource;  // cpu, memory, disk, the name of a link, of a component with few threads
    double utilization = 0;
};

// The resource that a directed link of the network is: "uplink" for "uplink down".
std::string link_resource(const std::string& directed);

// All resources in a sample, fullest first.
std::vector<ResourceUse> resources_of(const Scenario& scenario, const Sample& sample);

// The resource behind a broken limit: the one the limit is about, or the fullest; "none" where
// nothing is full and the limit does not hold anyway.
ResourceUse resource_behind(SloMetric metric, const Scenario& scenario, const Sample& sample);

double use_of(const std::string& resource, const std::vector<ResourceUse>& resources);

}  // namespace models
