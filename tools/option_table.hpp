#pragma once

#include <span>
#include <string>

#include "tools/arguments.hpp"

namespace tools {

struct Option {
    const char* name;
    const char* value;  // as in the help: "PERCENT"; empty: a flag
    const char* meaning;
    bool repeatable;
    void (*take)(Arguments& arguments, const std::string& option, const std::string& text);
};

inline constexpr int most_threads = 1024;
inline constexpr int most_replications = 10000;

// In the order of the help, and of overrides: a later one wins.
std::span<const Option> all_options();

}  // namespace tools
