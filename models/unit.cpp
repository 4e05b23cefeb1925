#include "models/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/finding.hpp"
#include "models/number.hpp"
#include "models/suggestion.hpp"
#include "models/unit_table.hpp"

namespace models {
namespace {

bool is_plain(Dimension dimension)
{
    return dimension == Dimension::count || dimension == Dimension::factor;
}

const Unit* find_unit(std::string_view symbol)
{
    const auto* found = std::find_if(std::begin(units), std::end(units),
                                     [&](const Unit& unit) { return symbol == unit.symbol; });
    return found == std::end(units) ? nullptr : found;
}

std::vector<std::string> symbols_of(Dimension dimension)
{
    std::vector<std::string> symbols;
    for (const Unit& unit : units) {
        if (unit.dimension == dimension) symbols.emplace_back(unit.symbol);
    }
    return symbols;
}

std::string lower(std::string_view text)
{
    std::string result(text);
    for (char& character : result) {
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    }
    return result;
}

// The unit of this dimension that was probably meant, or nullptr.
const Unit* meant_unit(std::string_view written, Dimension dimension)
{
    for (const Spelling& spelling : spellings) {
        const Unit* unit = find_unit(spelling.symbol);
        if (lower(written) == spelling.written && unit->dimension == dimension) return unit;
    }
    for (const Unit& unit : units) {
        if (unit.dimension == dimension && lower(written) == lower(unit.symbol)) return &unit;
    }
    if (written.size() < 3) return nullptr;
    return find_unit(nearest(written, symbols_of(dimension)));
}

// The unit a bare number probably was meant in.
const char* usual_unit(double value, Dimension dimension)
{
    switch (dimension) {
        case Dimension::time:
            return "s";
        case Dimension::bytes:
            return value < 1024 ? "GiB" : "B";
        case Dimension::bit_rate:
            return value < 1e5 ? "Mbit/s" : "bit/s";
        case Dimension::byte_rate:
            return value < 1e5 ? "MB/s" : "B/s";
        case Dimension::frequency:
            return "/s";
        default:
            return "%";
    }
}

// Six digits; whole numbers in full.
std::string digits(double value)
{
    const bool whole = std::abs(value) < 1e15 && value == std::floor(value);
    return whole ? fmt::format("{:.0f}", value) : fmt::format("{:.6g}", value);
}

std::string suggestion_for_bare(double value, Dimension dimension)
{
    if (dimension == Dimension::fraction) {
        return print_quantity(value <= 1 ? value : value / 100, dimension);
    }
    const Unit* unit = find_unit(usual_unit(value, dimension));
    if (unit->from_base(1) == 1 && value >= 1000) return print_quantity(value, dimension);
    return digits(value) + " " + unit->symbol;
}

std::string wrong_unit(double value, std::string_view written, const Unit* unit,
                       Dimension dimension)
{
    if (unit && unit->dimension == Dimension::byte_rate && dimension == Dimension::bit_rate) {
        return print_quantity(unit->to_base(value) * 8, dimension);
    }
    if (unit && unit->dimension == Dimension::bit_rate && dimension == Dimension::byte_rate) {
        return print_quantity(unit->to_base(value) / 8, dimension);
    }
    const Unit* meant = meant_unit(written, dimension);
    return meant ? digits(value) + " " + meant->symbol : "";
}

std::string unit_sentence(std::string_view text, double value, std::string_view written,
                          Dimension dimension)
{
    const std::string suggestion = wrong_unit(value, written, find_unit(written), dimension);
    const std::string head =
        fmt::format("cannot be in {}, found {}", key_quoted(written), quoted(text));
    if (!suggestion.empty()) return head + "; did you mean `" + suggestion + "`?";
    return head + "; units are " + enumerated(symbols_of(dimension));
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::string printed(double value, const Unit& unit)
{
    return digits(unit.from_base(value)) + " " + unit.symbol;
}

}  // namespace

std::optional<double> read_quantity(std::string_view text, Dimension dimension,
                                    std::string& problem)
{
    if (is_plain(dimension)) {
        const std::size_t length = number_length(text);
        const std::string_view rest = trimmed(text.substr(length));
        if (length > 0 && find_unit(rest)) {
            problem = fmt::format("has no unit, found {}; write a plain number", quoted(text));
            return std::nullopt;
        }
        return read_number(text, problem);
    }
    const std::size_t length = number_length(text);
    const std::string_view written = trimmed(text.substr(length));
    const auto value = read_number(text.substr(0, length), problem);
    if (!value || (!written.empty() &&
                   (std::string_view(",.:").find(written[0]) != std::string_view::npos))) {
        if (length == 0 || value) {
            problem = fmt::format("must be a number with a unit, found {}; write it like `{}`",
                                  quoted(text), example_of(dimension));
        }
        return std::nullopt;
    }
    const Unit* unit = find_unit(written);
    if (unit && unit->dimension == dimension) return unit->to_base(*value);
    if (written.empty()) {
        problem = fmt::format("needs a unit, found {}; did you mean `{}`?", quoted(text),
                              suggestion_for_bare(*value, dimension));
    } else {
        problem = unit_sentence(text, *value, written, dimension);
    }
    return std::nullopt;
}

std::string print_quantity(double value, Dimension dimension)
{
    if (is_plain(dimension)) return digits(value);
    std::string best;
    for (const Unit& unit : units) {
        if (unit.dimension != dimension) continue;
        const bool base = unit.from_base(1) == 1 || dimension == Dimension::fraction;
        const bool sensible = std::abs(unit.from_base(value)) >= 1 - 1e-12 &&
                              std::string_view(unit.symbol).find("Hz") == std::string_view::npos;
        const bool smallest_unit = best.empty();
        if (!sensible && !(base && (smallest_unit || value == 0))) continue;
        const std::string text = printed(value, unit);
        const bool shorter = best.empty() || text.size() <= best.size();
        if (shorter && unit.symbol != std::string_view("fps")) best = text;
    }
    return best;
}

std::string example_of(Dimension dimension)
{
    switch (dimension) {
        case Dimension::count:
            return "8";
        case Dimension::factor:
            return "1.25";
        case Dimension::fraction:
            return "80 %";
        case Dimension::time:
            return "30 s";
        case Dimension::bytes:
            return "4 GiB";
        case Dimension::bit_rate:
            return "100 Mbit/s";
        case Dimension::byte_rate:
            return "180 MiB/s";
        case Dimension::frequency:
            return "10 /s";
    }
    return "1";
}

}  // namespace models
