#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace models {

// The assumed parameters that have a say on the platform and a range with two ends, in the order of
// for_each_parameter(). Every assumed parameter has a range; one whose ends are the same is none.
std::vector<Parameter> assumed_ranges(const Scenario& scenario, const Platform& platform);

// Where the values as they stand lie between the ends of their ranges: 0 ... 1 each.
std::vector<double> place_in_ranges(std::span<const Parameter> parameters);

// The scenario with these parameters at a point of the unit cube, 0 the low end and 1 the high end
// of each range, the way between even. As many coordinates as parameters (LogicError).
Scenario at_point(const Scenario& scenario, std::span<const Parameter> parameters,
                  std::span<const double> point);

}  // namespace models
