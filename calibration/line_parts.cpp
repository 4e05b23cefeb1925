#include "calibration/line_parts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace calibration {
namespace {

constexpr std::string_view blanks = " \t\r";
constexpr std::size_t longest_grouped = 64;  // characters of a number with commas

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

std::size_t digits_at(std::string_view text, std::size_t at)
{
    std::size_t end = std::min(at, text.size());
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - std::min(at, text.size());
}

bool begins_number(std::string_view text)
{
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.starts_with('.')) text.remove_prefix(1);
    return !text.empty() && is_digit(text.front());
}

std::optional<LeadingNumber> plain_number(std::string_view text)
{
    if (!begins_number(text)) return std::nullopt;
    LeadingNumber found;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found.value);
    if (error != std::errc() || !std::isfinite(found.value)) return std::nullopt;
    found.length = static_cast<std::size_t>(end - text.data());
    return found;
}

// The digits of "1,234.5" or "1234,5" as from_chars reads them.
struct Regrouped {
    std::array<char, longest_grouped> text = {};
    std::size_t length = 0;
    std::size_t dropped_commas = 0;
};

Regrouped regrouped(std::string_view text, Grouping grouping)
{
    Regrouped result;
    bool fraction = false;
    for (std::size_t at = 0; at < std::min(text.size(), longest_grouped); ++at) {
        char character = text[at];
        if (character == ',') {
            const std::size_t digits = digits_at(text, at + 1);
            if (digits == 0 || fraction) break;
            if (grouping == Grouping::thousands_comma) {
                if (digits != 3) break;
                ++result.dropped_commas;
                continue;
            }
            character = '.';
        } else if (!is_digit(character) && character != '.' && at > 0) {
            break;
        }
        fraction = fraction || character == '.';
        result.text[result.length++] = character;
    }
    return result;
}

}  // namespace

std::optional<LeadingNumber> leading_number(std::string_view text, Grouping grouping)
{
    const auto found = plain_number(text);
    if (grouping == Grouping::none || !found || !text.substr(found->length).starts_with(',')) {
        return found;
    }
    const Regrouped digits = regrouped(text, grouping);
    auto whole = plain_number({digits.text.data(), digits.length});
    if (!whole) return found;
    whole->length += digits.dropped_commas;
    return whole;
}

std::optional<double> number(std::string_view word, Grouping grouping)
{
    const auto found = leading_number(word, grouping);
    if (!found || found->length != word.size()) return std::nullopt;
    return found->value;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> words(std::string_view line)
{
    std::vector<std::string_view> found;
    std::size_t begin = line.find_first_not_of(blanks);
    while (begin != std::string_view::npos && found.size() < most_words) {
        const std::size_t end = std::min(line.find_first_of(blanks, begin), line.size());
        found.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(blanks, end);
    }
    return found;
}

std::optional<std::string_view> after(std::string_view line, std::string_view beginning)
{
    line = trimmed(line);
    if (!line.starts_with(beginning)) return std::nullopt;
    return trimmed(line.substr(beginning.size()));
}

std::optional<std::string_view> behind(std::string_view line, std::string_view phrase)
{
    const std::size_t at = line.find(phrase);
    if (at == std::string_view::npos) return std::nullopt;
    return trimmed(line.substr(at + phrase.size()));
}

std::optional<std::pair<std::string_view, std::string_view>> split_at(std::string_view line,
                                                                      char separator)
{
    const std::size_t at = line.find(separator);
    if (at == std::string_view::npos) return std::nullopt;
    return std::pair{trimmed(line.substr(0, at)), trimmed(line.substr(at + 1))};
}

std::string lower_case(std::string_view text)
{
    std::string lower(text);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

std::optional<double> binary_size(std::string_view word)
{
    constexpr std::string_view letters = "kmgt";
    constexpr double kib = 1024;
    const auto found = leading_number(word);
    if (!found) return std::nullopt;
    const std::string suffix = lower_case(word.substr(found->length));
    std::string_view rest = suffix;
    double bytes = found->value;
    const std::size_t letter = rest.empty() ? std::string_view::npos : letters.find(rest.front());
    if (letter != std::string_view::npos) {
        bytes *= std::pow(kib, static_cast<double>(letter + 1));
        rest.remove_prefix(1);
        if (rest.starts_with('i')) rest.remove_prefix(1);
    }
    if (!(rest.empty() || rest == "b") || !std::isfinite(bytes)) return std::nullopt;
    return bytes;
}

}  // namespace calibration
