#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/yaml_tree.hpp"
#include "tools/sweep/design.hpp"

namespace tools {

// The factors of a design from the mapping below `factors`; ranges of a grid need steps.
std::vector<Factor> read_factors(const models::YamlNode& node, Method method,
                                 models::Findings& findings);

// The factors of a list of points: a CSV file with a column for each. Each point is a level.
std::vector<Factor> read_list(const std::string& path, models::Findings& findings);

// Gives the levels numbers in one unit where each of them is a number with a unit of one kind.
void find_dimension(Factor& factor);

// A number without a unit, or with a unit of whatever kind.
std::optional<std::pair<double, models::Dimension>> read_any_quantity(std::string_view text);

// The value of a factor as it is written for it; the same number when read.
std::string quantity_text(double value, models::Dimension dimension);

// Whether all its values are plain whole numbers.
bool is_whole(const Factor& factor);

// "bit/s"; empty for plain numbers.
std::string unit_of(models::Dimension dimension);

}  // namespace tools
