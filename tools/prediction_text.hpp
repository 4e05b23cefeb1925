#pragma once

#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "tools/text.hpp"

namespace tools {

// What makes the interval of each platform whose parameters have standard errors, and which to
// measure again. Without such a platform: "".
std::string prediction_text(const std::vector<models::Capacity>& capacities,
                            const Terminal& terminal);

// Of it, which to measure again and what the interval is.
std::string prediction_advice(const std::vector<models::Capacity>& capacities);

}  // namespace tools
