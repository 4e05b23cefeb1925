#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace models {

// A decimal number, written in full: digits, perhaps a minus sign before, a fraction after a point
// and an exponent. Nothing else: no "nan", "1,07", "0x10", "010", ".5", "1_000". Sets `problem` to
// the end of a sentence ("must be a number, found ...") when there is none.
std::optional<double> read_number(std::string_view text, std::string& problem);

// Length of the longest beginning of `text` that is written like a number; 0: none.
std::size_t number_length(std::string_view text);

}  // namespace models
