#pragma once

#include <span>
#include <vector>

#include "tools/sweep/design.hpp"

namespace tools {

// The value of a factor at a point.
struct Value {
    double number = 0;      // of words NaN
    std::size_t level = 0;  // of factors with levels
};

// The conditions below `where`: "guest.vcpus <= 4 or platform != native" and so on. Leaves out,
// with a finding, what is no condition about the factors.
std::vector<Alternatives> read_conditions(const models::YamlNode& node,
                                          const std::vector<Factor>& factors,
                                          models::Findings& findings);

// Whether all conditions hold; `point` has a value for each factor of the design.
bool admits(const Design& design, std::span<const Value> point);

}  // namespace tools
