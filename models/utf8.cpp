#include "models/utf8.hpp"

namespace models {
namespace {

unsigned byte_at(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool continues(std::string_view text, std::size_t at, std::size_t count)
{
    for (std::size_t i = 1; i <= count; ++i) {
        if ((byte_at(text, at + i) & 0xC0U) != 0x80U) return false;
    }
    return true;
}

}  // namespace

std::size_t utf8_length(std::string_view text, std::size_t at)
{
    const unsigned first = byte_at(text, at);
    const unsigned second = byte_at(text, at + 1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(text, at, 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
        return continues(text, at, 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
        return continues(text, at, 3) ? 4 : 0;
    }
    return 0;
}

std::string_view without_byte_order_mark(std::string_view text)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

}  // namespace models
