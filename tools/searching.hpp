#pragma once

#include <vector>

#include "models/capacity.hpp"
#include "models/scenario.hpp"
#include "tools/arguments.hpp"

namespace tools {

// The capacity on each platform of the scenario, as the arguments ask; shared by `capacity` and
// `compare`. `paired`: also with the draws of what has no standard error, to set against others.
std::vector<models::Capacity> search(const models::Scenario& scenario, const Arguments& arguments,
                                     bool paired = false);

// answer_is_no where a platform does not carry one user, imprecise where one is not precise.
ExitCode exit_code_of(const std::vector<models::Capacity>& capacities);

}  // namespace tools
