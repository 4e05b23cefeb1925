#include "tools/sweep/cells.hpp"

#include <fmt/format.h>

namespace tools {

std::string csv_text(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char character : text) {
        quoted += character;
        if (character == '"') quoted += '"';
    }
    return quoted + '"';
}

std::string csv_cell(const Cell& cell)
{
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) return std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&cell)) return fmt::format("{}", *real);
    const auto* text = std::get_if<std::string>(&cell);
    return text != nullptr ? csv_text(*text) : "";
}

}  // namespace tools
