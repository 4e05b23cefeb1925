#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "models/scenario.hpp"

namespace models {

// The scenario with rates in place of frames (`resolution: flow`).
inline Scenario with_rates(Scenario scenario)
{
    scenario.resolution = Resolution::flow;
    return scenario;
}

// The platform of that name, which a copy of a scenario has as surely as the scenario itself.
inline const Platform& same_platform(const Scenario& scenario, const std::string& name)
{
    return *std::ranges::find(scenario.platforms, name, &Platform::name);
}

}  // namespace models
