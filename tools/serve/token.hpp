#pragma once

#include <string>
#include <string_view>

namespace tools {

// 256 random bits of the kernel as hexadecimal digits.
std::string fresh_token();

// Takes as long for a token that is nearly right as for one that is not.
bool same_token(std::string_view given, std::string_view expected);

}  // namespace tools
