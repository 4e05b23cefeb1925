#pragma once

#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "tools/text.hpp"

namespace tools {

// The SLO figures at the levels around the capacity of one platform, and whether what comes beyond
// it is a slope or a cliff; empty without a curve.
std::string curve_text(const models::Capacity& capacity, const Terminal& terminal);

// What more of each resource buys on each platform; empty where nobody asked.
std::string gains_text(const std::vector<models::Capacity>& capacities, const Terminal& terminal);

// Whether the capacity is a cliff or a slope, in words; "" where no level beyond it was looked at.
std::string shape_text(const models::Capacity& capacity);

}  // namespace tools
