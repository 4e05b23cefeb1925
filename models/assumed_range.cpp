#include "models/assumed_range.hpp"

#include <algorithm>

#include "models/calibration_error.hpp"
#include "models/scenario_yaml.hpp"
#include "sim/expect.hpp"

namespace models {

std::vector<Parameter> assumed_ranges(const Scenario& scenario, const Platform& platform)
{
    std::vector<Parameter> parameters;
    for (const Parameter* parameter : parameters_of(scenario)) {
        const bool assumed = parameter->mark == Mark::assumed && concerns(*parameter, platform);
        if (assumed && parameter->low < parameter->high) parameters.push_back(*parameter);
    }
    return parameters;
}

std::vector<double> place_in_ranges(std::span<const Parameter> parameters)
{
    std::vector<double> place;
    for (const Parameter& parameter : parameters) {
        const double share = (parameter.value - parameter.low) / (parameter.high - parameter.low);
        place.push_back(std::clamp(share, 0.0, 1.0));
    }
    return place;
}

Scenario at_point(const Scenario& scenario, std::span<const Parameter> parameters,
                  std::span<const double> point)
{
    EXPECT(parameters.size() == point.size(), "each parameter needs a coordinate");
    Scenario there = scenario;
    for_each_parameter(there, [&](Parameter& parameter) {
        const auto known = std::ranges::find(parameters, parameter.name, &Parameter::name);
        if (known == parameters.end()) return;
        const double share = point[static_cast<std::size_t>(known - parameters.begin())];
        // exactly the ends at 0 and 1
        parameter.value = (1 - share) * known->low + share * known->high;
    });
    keep_together(there.profile);
    return there;
}

}  // namespace models
