#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "models/parameter.hpp"
#include "models/words.hpp"
#include "models/yaml_tree.hpp"
#include "sim/distribution.hpp"

namespace models {

inline constexpr double unbounded = std::numeric_limits<double>::infinity();

// What a value has to be: its dotted key as in --set, its dimension and its allowed range.
struct Expected {
    std::string key;
    Dimension dimension = Dimension::count;
    double low = 0;
    double high = unbounded;
};

// Each reads `node` into `value`, or leaves it alone and adds a finding.
void read_value(const YamlNode& node, const Expected& expected, double& value, Findings& findings);
void read_value(const YamlNode& node, const Expected& expected, int& value, Findings& findings);
void read_value(const YamlNode& node, const Expected& expected, std::uint64_t& value,
                Findings& findings);
void read_value(const YamlNode& node, const Expected& expected, bool& value, Findings& findings);
void read_value(const YamlNode& node, const Expected& expected, std::string& value,
                Findings& findings);
void read_value(const YamlNode& node, const Expected& expected, Parameter& value,
                Findings& findings);
void read_value(const YamlNode& node, const Expected& expected, sim::Distribution& value,
                Findings& findings);

// "`workload.kind` must be one of ..."
void add_unknown_word(const YamlNode& node, const std::string& key,
                      const std::vector<std::string>& known, Findings& findings);

template <class Enumeration>
requires std::is_enum_v<Enumeration>
void read_value(const YamlNode& node, const Expected& expected, Enumeration& value,
                Findings& findings)
{
    const auto word = node.is_scalar() ? from_word<Enumeration>(node.text) : std::nullopt;
    if (word) {
        value = *word;
    } else {
        add_unknown_word(node, expected.key, known_words<Enumeration>(), findings);
    }
}

// A name by which other files or --set refer to something: letters, digits, `.`, `_`, `-`.
bool is_name(const std::string& text);
void read_name(const YamlNode& node, const std::string& key, std::string& name, Findings& findings);

// "a", "a.b": keys as in --set.
std::string joined_key(const std::string& path, const std::string& key);

// Adds a finding and returns false when `node` is no mapping.
bool expect_mapping(const YamlNode& node, const std::string& key, Findings& findings);

// Adds a finding for each key of the mapping that is not known.
void refuse_unknown_keys(const YamlNode& node, const std::string& where,
                         const std::vector<std::string>& known, Findings& findings);

// The allowed range in words: "at least 0 s", "from 1 to 64".
std::string range_in_words(double low, double high, Dimension dimension);

}  // namespace models
