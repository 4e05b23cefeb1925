#pragma once

#include <string>

#include "tools/sweep/database.hpp"

namespace tools {

// As they stand in CSV (RFC 4180).
std::string csv_text(const std::string& text);
std::string csv_cell(const Cell& cell);

}  // namespace tools
