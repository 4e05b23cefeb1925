#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calibration {

// How the digits of a number are grouped: "1234.5", "1,234.5" or "1234,5".
enum class Grouping { none, thousands_comma, decimal_comma };

struct LeadingNumber {
    double value = 0;        // finite
    std::size_t length = 0;  // characters it is written with
};

// The number that `text` begins with, as "512500" of "512500KB/s"; blanks before it, "nan", "inf"
// and what a double cannot hold are no number.
std::optional<LeadingNumber> leading_number(std::string_view text,
                                            Grouping grouping = Grouping::none);

// The number that all of `word` is.
std::optional<double> number(std::string_view word, Grouping grouping = Grouping::none);

// Without blanks, tabs and carriage returns at both ends.
std::string_view trimmed(std::string_view text);

inline constexpr std::size_t most_words = 10000;

// The first most_words parts between blanks and tabs, none empty.
std::vector<std::string_view> words(std::string_view line);

// What follows `beginning` in the line, trimmed; blanks before `beginning` are left out.
std::optional<std::string_view> after(std::string_view line, std::string_view beginning);

// What follows `phrase`, which may stand anywhere in the line, trimmed.
std::optional<std::string_view> behind(std::string_view line, std::string_view phrase);

// Both sides of the first `separator`, trimmed.
std::optional<std::pair<std::string_view, std::string_view>> split_at(std::string_view line,
                                                                      char separator);

// ASCII letters.
std::string lower_case(std::string_view text);

// A size in powers of 1024 with or without a letter, and "b", "B" or "iB" after it: "4k", "1.5MiB",
// "153600Mb", "512B". In bytes.
std::optional<double> binary_size(std::string_view word);

}  // namespace calibration
