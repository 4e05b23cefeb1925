#pragma once

#include <cstddef>
#include <string_view>

namespace models {

// Length in bytes of the UTF-8 sequence at `at`, 0 when there is none (RFC 3629: no overlong forms,
// no surrogates).
std::size_t utf8_length(std::string_view text, std::size_t at);

// The text behind the byte order mark that it may begin with.
std::string_view without_byte_order_mark(std::string_view text);

}  // namespace models
