#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/finding.hpp"

namespace models {

// The bytes of a file, at most largest_input of them, or nothing and a finding: there is no such
// file, it is a directory, it cannot be read, it is too long.
std::optional<std::string> read_text(const std::string& path, Findings& findings);

// Whether the text is UTF-8 without control characters other than tab and line ends; otherwise adds
// a finding with the place of the first offence.
bool check_text(std::string_view text, const std::string& file, Findings& findings);

}  // namespace models
