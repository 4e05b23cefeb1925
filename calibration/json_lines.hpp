#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calibration {

// A value in a JSON document, with the line where it stands.
struct JsonNode {
    enum class Kind { null, boolean, number, text, object, array };

    Kind kind = Kind::null;
    std::string key;              // of a member of an object
    double number = 0;            // finite; of a boolean 0 or 1
    std::string text;             // of a text
    std::size_t line = 0;         // from 1; of an object or array, where it begins
    std::vector<JsonNode> items;  // in the order of the file; an object keeps members of equal key

    bool is_object() const { return kind == Kind::object; }
    bool is_array() const { return kind == Kind::array; }
    bool is_number() const { return kind == Kind::number; }
    bool is_text() const { return kind == Kind::text; }

    // The first member of that key, or nullptr.
    const JsonNode* find(std::string_view member) const;

    // The member of a member ..., or nullptr.
    const JsonNode* find_path(std::initializer_list<std::string_view> path) const;

    // The number under a key, also one written as a text ("12.5"), which some tools do.
    std::optional<double> number_at(std::string_view member) const;

    // The text under a key; empty when there is none.
    std::string_view text_at(std::string_view member) const;
};

// An object or array that stands for itself.
struct JsonDocument {
    JsonNode root;
    bool complete = true;  // false: cut short or broken; root holds what stands before that place
    std::size_t last_line = 0;
};

struct JsonDocuments {
    std::vector<JsonDocument> documents;  // in the order of the file
    bool too_many = false;                // most_json_values was reached; the rest is not read
};

inline constexpr std::size_t deepest_json = 64;           // objects and arrays in each other
inline constexpr std::size_t most_json_values = 1000000;  // of all documents together

// Every JSON document in `text`, which may hold other things before, between and after them. Where
// one breaks off, reading goes on with the next that begins there or later; so time grows with the
// length of the text. `text` is UTF-8 and begins in line `first_line`.
JsonDocuments read_json(std::string_view text, std::size_t first_line = 1);

}  // namespace calibration
