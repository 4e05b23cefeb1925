#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace models {

// A way to have more of one resource.
struct Relaxation {
    std::string resource;  // as in ResourceUse; besides, "core speed"
    std::string step;      // what a little is
    std::function<void(Scenario&)> little;
    std::function<void(Scenario&)> all;  // so much that it never runs out
};

// Of all resources that the scenario has.
std::vector<Relaxation> relaxations_of(const Scenario& scenario);

}  // namespace models
