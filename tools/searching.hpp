#pragma once

#include <vector>

#include "models/capacity.hpp"
#include "models/scenario.hpp"
#include "tools/arguments.hpp"

namespace tools {

// What the arguments ask of a search for the capacity.
models::CapacityOptions search_options(const Arguments& arguments);

// The capacity on each platform of the scenario, with progress on the terminal where the options
// have none; shared by `capacity` and `compare`.
std::vector<models::Capacity> search(const models::Scenario& scenario,
                                     models::CapacityOptions options, bool quiet);

// answer_is_no where a platform does not carry one user, imprecise where one is not precise.
ExitCode exit_code_of(const std::vector<models::Capacity>& capacities);

}  // namespace tools
