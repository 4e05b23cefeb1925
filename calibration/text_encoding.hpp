#pragma once

#include <string>
#include <string_view>

namespace calibration {

// Whether the bytes are no text in any encoding: there is a NUL near their beginning.
bool is_binary(std::string_view bytes);

// The text as UTF-8 without byte order mark, terminal escape sequences (ECMA-48) and with '\n' for
// "\r\n"; a lone '\r' stays. Reads UTF-8, and UTF-16 of either byte order, with a mark or beginning
// with ASCII. What is no character becomes '?'. Line ends keep their number.
std::string to_plain_utf8(std::string bytes);

}  // namespace calibration
