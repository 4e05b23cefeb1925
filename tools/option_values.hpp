#pragma once

#include <optional>
#include <string>

#include "calibration/series_selector.hpp"
#include "tools/arguments.hpp"

namespace tools {

// The value of an option, strictly read. `option` is its name with dashes, for the UsageError.
double read_level(const std::string& option, const std::string& text);      // "95%", "0.95"
double read_precision(const std::string& option, const std::string& text);  // "2%", "0.02"
int read_count(const std::string& option, const std::string& text, int low, int high);
std::string read_seed(const std::string& option, const std::string& text);  // 0 ... 2^64 - 1
bool read_switch(const std::string& option, const std::string& text);       // "on", "off"
double read_cores(const std::string& option, const std::string& text);      // "4", "0.3"
double read_time(const std::string& option, const std::string& text);       // "1 s", in s
Colour read_colour(const std::string& option, const std::string& text);

// The series that an option names; nothing where it is empty, as it is when it was not given.
std::optional<calibration::Selector> read_series(const std::string& option,
                                                 const std::string& text);

}  // namespace tools
