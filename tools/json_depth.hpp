#pragma once

#include <string>
#include <string_view>

#include "models/finding.hpp"

namespace tools {

// Adds a finding with its place where objects and lists of a JSON text stand deeper in each other
// than in any document of ours: what copies a document may call itself for each of them.
void check_depth(std::string_view text, const std::string& file, models::Findings& findings);

}  // namespace tools
