#pragma once

#include <string>
#include <vector>

#include "tools/arguments.hpp"

namespace tools {

// What the arguments ask, as words of a command line: the operands and the options that have a say
// in the answer. The same words give the same answer. Documents of capacities have them as `asked`.
std::vector<std::string> asked_words(const Arguments& arguments);

}  // namespace tools
