#include "models/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "models/utf8.hpp"

namespace models {
namespace {

constexpr std::size_t longest_quote = 40;
constexpr std::size_t longest_key = 100;
constexpr std::size_t longest_path = 4096;  // of Linux

// What a terminal may obey, or cannot show. U+0080 to U+009F are 0xC2 and the byte of that number.
bool is_control(std::string_view character)
{
    const auto first = static_cast<unsigned char>(character.front());
    if (character.size() == 1) return first < 0x20 || first >= 0x7F;
    return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

std::string harmless(std::string_view text, std::size_t longest)
{
    std::string result;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
        if (characters == longest) return result + "...";
        const std::string_view character =
            text.substr(at, std::max<std::size_t>(utf8_length(text, at), 1));
        at += character.size();
        if (!is_control(character)) {
            result += character;
            continue;
        }
        for (const char byte : character) {
            result += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
        }
    }
    return result;
}

bool comes_before(const Finding& left, const Finding& right)
{
    return std::tie(left.place.file, left.place.line, left.place.column) <
           std::tie(right.place.file, right.place.line, right.place.column);
}

std::vector<Finding> ordered(std::vector<Finding> findings)
{
    std::stable_sort(findings.begin(), findings.end(), comes_before);
    return findings;
}

std::string joined(const std::vector<Finding>& findings)
{
    std::string text;
    for (const Finding& finding : ordered(findings)) {
        if (!text.empty()) text += '\n';
        text += to_string(finding);
    }
    return text;
}

}  // namespace

std::string to_string(const Finding& finding)
{
    const Place& place = finding.place;
    const std::string file = harmless(place.file, longest_path);
    if (place.on_command_line()) return fmt::format("{}: {}", file, finding.sentence);
    return fmt::format("{}:{}:{}: {}", file, place.line, place.column, finding.sentence);
}

InputError::InputError(std::vector<Finding> findings)
    : std::runtime_error(joined(findings)), findings_(ordered(std::move(findings)))
{
}

void Findings::add(const Place& place, std::string sentence)
{
    findings_.push_back({place, std::move(sentence)});
}

void Findings::throw_if_any() const
{
    if (!findings_.empty()) throw InputError(findings_);
}

std::string quoted(std::string_view text)
{
    return '"' + harmless(text, longest_quote) + '"';
}

std::string printable(std::string_view text)
{
    return harmless(text, longest_key);
}

std::string key_quoted(std::string_view text)
{
    return '`' + harmless(text, longest_key) + '`';
}

}  // namespace models
