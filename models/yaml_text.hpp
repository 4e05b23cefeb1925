#pragma once

#include <string>

#include "models/yaml_tree.hpp"

namespace models {

// The tree as a YAML file that reads as the same tree. Comments are not in a tree.
std::string yaml_text(const YamlNode& node);

}  // namespace models
