#pragma once

#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "models/scenario.hpp"
#include "tools/text.hpp"

namespace tools {

// The figures of the SLO, the resources and the cross-checks at the capacity of each platform.
std::string figures_text(const models::Scenario& scenario,
                         const std::vector<models::Capacity>& capacities, const Terminal& terminal);

}  // namespace tools
