#pragma once

#include <string>

#include "tools/serve/offer.hpp"

namespace tools {

// A scenario file that stands for the question, on these platforms: the question's own file with
// the changes in their places, those in files it names below `set`. Comments are gone.
std::string scenario_file_of(const Offer& offer, const Question& question,
                             const std::vector<std::string>& platforms);

// The command line that asks the same.
std::string command_of(const Offer& offer, const Question& question,
                       const std::vector<std::string>& platforms);

}  // namespace tools
