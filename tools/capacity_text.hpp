#pragma once

#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "models/scenario.hpp"
#include "tools/text.hpp"

namespace tools {

// The answer of `capacity` on the terminal: the capacities, what stops them, what they rest on.
std::string capacity_text(const models::Scenario& scenario,
                          const std::vector<models::Capacity>& capacities,
                          const std::string& scenario_path, const Terminal& terminal);

// "46", "at least 2000"
std::string users_text(const models::Capacity& capacity);

// What stops it: "uplink down", or that nothing did.
std::string limit_name(const models::Capacity& capacity);

// "name: title"
std::string title_line(const models::Scenario& scenario, const Terminal& terminal);

// How sure the search is of the users it found; "" where one is an estimate.
std::string search_text(const std::vector<models::Capacity>& capacities);

// Each warning once, with the platforms it concerns where not all.
std::vector<std::string> warnings_in_words(const std::vector<models::Capacity>& capacities);

// The same as lines for the terminal.
std::string warnings_text(const std::vector<models::Capacity>& capacities,
                          const Terminal& terminal);

// Where all capacities and what stops them are the same: that the platform does not matter. Else
// "".
std::string no_difference_text(const std::vector<models::Capacity>& capacities);

}  // namespace tools
