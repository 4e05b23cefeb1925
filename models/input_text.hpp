#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "models/finding.hpp"

namespace models {

// The bytes of a file, at most largest_input of them, or nothing and a finding: there is no such
// file, it is a directory, it cannot be read, it is too long.
std::optional<std::string> read_text(const std::string& path, Findings& findings);

// The same for at most `most` bytes; `too_long` is the finding about a longer file.
std::optional<std::string> read_bytes(const std::string& path, std::size_t most,
                                      const std::string& too_long, Findings& findings);

// Whether the text is UTF-8 without control characters other than tab and line ends; otherwise adds
// a finding with the place of the first offence.
bool check_text(std::string_view text, const std::string& file, Findings& findings);

}  // namespace models
