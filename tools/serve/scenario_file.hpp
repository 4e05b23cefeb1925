#pragma once

#include <string>
#include <vector>

#include "tools/arguments.hpp"
#include "tools/serve/offer.hpp"

namespace tools {

// A scenario file that stands for the question, on these platforms: the question's own file with
// the changes in their places, those in files it names below `set`. Comments are gone.
std::string scenario_file_of(const Offer& offer, const Question& question,
                             const std::vector<std::string>& platforms);

// The arguments of a command line that ask the same.
Arguments arguments_of(const Offer& offer, const Question& question,
                       const std::vector<std::string>& platforms);

}  // namespace tools
