#include "models/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace models {
namespace {

constexpr std::size_t longest_quote = 40;
constexpr std::size_t longest_key = 100;

bool is_continuation(char character)
{
    return (static_cast<unsigned char>(character) & 0xC0U) == 0x80U;
}

std::string harmless(std::string_view text, std::size_t longest)
{
    std::string result;
    std::size_t characters = 0;
    for (char character : text) {
        if (!is_continuation(character) && ++characters > longest) return result + "...";
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x20 || byte == 0x7F) {
            result += fmt::format("\\x{:02x}", byte);
        } else {
            result += character;
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
    if (place.on_command_line()) return fmt::format("{}: {}", place.file, finding.sentence);
    return fmt::format("{}:{}:{}: {}", place.file, place.line, place.column, finding.sentence);
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
