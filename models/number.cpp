#include "models/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "models/finding.hpp"

namespace models {
namespace {

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

std::string number_sentence(std::string_view text)
{
    std::string sentence = "must be a number, found " + quoted(text);
    std::string with_point(text);
    std::replace(with_point.begin(), with_point.end(), ',', '.');
    if (with_point != text && number_length(with_point) == with_point.size()) {
        sentence += "; did you mean `" + with_point + "`?";
    } else {
        sentence += "; write digits, with a point before the fraction";
    }
    return sentence;
}

}  // namespace

std::size_t number_length(std::string_view text)
{
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        return at > begin;
    };
    if (!digits()) return 0;
    std::size_t end = at;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (!digits()) return end;
        end = at;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits()) end = at;
    }
    return end;
}

std::optional<double> read_number(std::string_view text, std::string& problem)
{
    if (text.empty() || number_length(text) != text.size()) {
        problem = number_sentence(text);
        return std::nullopt;
    }
    const std::string_view digits = text.substr(text.front() == '-' ? 1 : 0);
    if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) {
        problem = "must be a number without leading zeros, found " + quoted(text) +
                  "; numbers are decimal, write it without the zero";
        return std::nullopt;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
        problem = "must be a number that a computer can hold, found " + quoted(text) +
                  "; write one between 1e-300 and 1e300";
        return std::nullopt;
    }
    return value;
}

}  // namespace models
