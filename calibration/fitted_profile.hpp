#pragma once

#include <vector>

#include "calibration/recorded_demands.hpp"
#include "models/finding.hpp"
#include "models/yaml_tree.hpp"

namespace calibration {

// Puts the demands that recordings tell in the place of those of a profile, with their errors and
// what each recording alone tells. What is of the profile anyway, or has no key there, is left.
void put_demands(const std::vector<RecordedDemands>& fits, models::YamlNode& profile,
                 models::Findings& findings);

}  // namespace calibration
