#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/finding.hpp"

namespace models {

struct YamlEntry;

// What stands in a YAML file, with the place of each key and value. Anchors, aliases, tags, merge
// keys and repeated keys never get here.
struct YamlNode {
    enum class Kind { null, scalar, mapping, sequence };

    Kind kind = Kind::null;
    std::string text;     // scalar
    bool quoted = false;  // scalar
    Place place;
    std::vector<YamlEntry> entries;  // mapping, in the order of the file, keys are unique
    std::vector<YamlNode> items;     // sequence

    bool is_null() const { return kind == Kind::null; }
    bool is_scalar() const { return kind == Kind::scalar; }
    bool is_mapping() const { return kind == Kind::mapping; }
    bool is_sequence() const { return kind == Kind::sequence; }

    // The value of a key of a mapping, or nullptr.
    const YamlNode* find(std::string_view key) const;
    YamlNode* find(std::string_view key);
};

struct YamlEntry {
    std::string key;
    Place key_place;
    YamlNode node;
};

// Limits of what is read.
inline constexpr std::size_t largest_input = 4 << 20;   // bytes of a file
inline constexpr std::size_t largest_scalar = 4 << 10;  // bytes
inline constexpr std::size_t most_nodes = 100000;
inline constexpr std::size_t deepest_nesting = 32;

// The one document in `text`, or nothing and at least one finding. `file` names it in places.
std::optional<YamlNode> parse_yaml(std::string_view text, const std::string& file,
                                   Findings& findings);

// The same for a file.
std::optional<YamlNode> load_yaml(const std::string& path, Findings& findings);

// "the text "4"", "a mapping", "a list", "nothing": what was found instead of what was expected.
std::string description(const YamlNode& node);

}  // namespace models
