#include "models/input_lines.hpp"

#include <algorithm>
#include <utility>

namespace models {
namespace {

constexpr std::size_t longest_counted = 1000;  // bytes of a line; beyond, columns are bytes

}  // namespace

InputLines::InputLines(std::string file, std::string_view text)
    : file_(std::move(file)), text_(text), begins_{0}
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n') begins_.push_back(at + 1);
    }
}

std::size_t InputLines::offset(int line, int byte) const
{
    const std::size_t index = std::min(static_cast<std::size_t>(line), begins_.size() - 1);
    return std::min(begins_[index] + static_cast<std::size_t>(byte), text_.size());
}

Place InputLines::place(int line, int byte) const
{
    const std::size_t begin = offset(line, 0);
    const std::size_t end = std::min(offset(line, byte), begin + longest_counted);
    const std::string_view before = text_.substr(begin, end - begin);
    const auto continuing = std::count_if(before.begin(), before.end(), [](char character) {
        return (static_cast<unsigned char>(character) & 0xC0U) == 0x80U;
    });
    return {file_, line + 1, byte + 1 - static_cast<int>(continuing)};
}

bool InputLines::is_indented_by_tab(int line) const
{
    const std::string_view rest = text_.substr(offset(line, 0));
    const std::size_t at = rest.find_first_not_of(' ');
    return at != std::string_view::npos && rest[at] == '\t';
}

bool InputLines::quote_is_closed(int line, int byte) const
{
    std::size_t at = offset(line, byte);
    if (at >= text_.size()) return true;
    const char quote = text_[at];
    if (quote != '"' && quote != '\'') return true;
    for (++at; at < text_.size(); ++at) {
        const bool doubled = quote == '\'' && text_.substr(at, 2) == "''";
        if ((quote == '"' && text_[at] == '\\') || doubled) {
            ++at;
        } else if (text_[at] == quote) {
            return true;
        }
    }
    return false;
}

}  // namespace models
