#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calibration {

struct Label {
    std::string name;
    std::string value;

    bool operator==(const Label&) const = default;
};

struct LabelSet {
    std::vector<Label> labels;  // in the order of the text
    std::size_t length = 0;     // characters it is written with, braces included
};

inline constexpr std::size_t most_labels = 64;      // of a series
inline constexpr std::size_t longest_label = 1000;  // bytes of a name or a value

// Length of the name of a Prometheus metric or label at the beginning of `text`; 0: there is none.
std::size_t metric_name_length(std::string_view text);

// The labels that `text` begins with, written as Prometheus writes them:
// {device="eth0",mode="idle"}, with \\, \" and \n in values. Nothing where it is written otherwise
// or beyond the limits.
std::optional<LabelSet> read_label_set(std::string_view text);

// A value between double quotes, as read_label_set takes it.
std::string label_quoted(std::string_view value);

}  // namespace calibration
