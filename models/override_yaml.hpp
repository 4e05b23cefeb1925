#pragma once

#include <string>
#include <vector>

#include "models/yaml_tree.hpp"

namespace models {

// A key of the scenario or of what it refers to given anew: `--set guest.vcpus=4` on the command
// line, where all places are that text, or in the scenario below `set`.
struct Override {
    std::string key;  // dotted
    YamlNode value;
};

// Parses "key=value" texts, whose values are YAML.
std::vector<Override> parse_overrides(const std::vector<std::string>& texts, Findings& findings);

// Puts the value into the tree. The value of a parameter (a mapping with `value`) changes and its
// source says so; its mark stays. Keys that are not there yet are added, for the reader to judge.
void apply(const Override& change, YamlNode& root, Findings& findings);

}  // namespace models
