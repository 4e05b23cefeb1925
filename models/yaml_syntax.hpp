#pragma once

#include <string>

namespace models {

// What a syntax error reported by yaml-cpp means to the author of the file, with the way out.
std::string syntax_sentence(const std::string& message);

}  // namespace models
