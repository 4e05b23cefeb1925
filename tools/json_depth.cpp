#include "tools/json_depth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "calibration/json_lines.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

using calibration::deepest_json;

// Behind the quote that ends the text which begins at `at`.
std::size_t end_of_text(std::string_view json, std::size_t at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\') ++at;
    }
    return at;
}

// The first bracket that opens too deep.
std::optional<std::size_t> too_deep(std::string_view json)
{
    std::size_t depth = 0;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char character = json[at];
        if (character == '"') at = end_of_text(json, at);
        if (character == '[' || character == '{') ++depth;
        if ((character == ']' || character == '}') && depth > 0) --depth;
        if (depth > deepest_json) return at;
    }
    return std::nullopt;
}

models::Place place_of(std::size_t at, std::string_view text, const std::string& file)
{
    const std::string_view before = text.substr(0, at);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t last = before.rfind('\n');
    const std::size_t begin = last == std::string_view::npos ? 0 : last + 1;
    const std::size_t column = width_of(std::string(before.substr(begin))) + 1;
    return {file, static_cast<int>(lines) + 1, static_cast<int>(column)};
}

}  // namespace

void check_depth(std::string_view text, const std::string& file, models::Findings& findings)
{
    const auto at = too_deep(text);
    if (!at) return;
    findings.add(place_of(*at, text, file),
                 fmt::format("stands more than {} brackets deep, as nothing that bbbcap writes; is "
                             "it the right file?",
                             deepest_json));
}

}  // namespace tools
