#pragma once

#include "models/scenario.hpp"
#include "tools/document.hpp"

namespace tools {

// What the bounds say at once, nothing simulated: for each platform of the scenario the users by
// the utilization law and the asymptotic bound, the resource that the law finds full first, and the
// utilization of each resource against users. `streams`: of webcams, at that many users.
Json estimate_document(const models::Scenario& scenario);

}  // namespace tools
