#pragma once

#include <string>

#include "models/yaml_tree.hpp"
#include "tools/sweep/design.hpp"

namespace tools {

// The value of a key of the design that has to be there, or nothing and a finding.
const models::YamlNode* needed(const models::YamlNode& root, const std::string& key,
                               const std::string& meaning, models::Findings& findings);

// What is asked at every point: `responses`, `replications` and `search`.
void read_question(const models::YamlNode& root, Design& design, models::Findings& findings);

}  // namespace tools
