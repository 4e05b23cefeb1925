#include "tools/sweep/factor_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/number.hpp"
#include "models/unit.hpp"
#include "models/unit_table.hpp"
#include "models/value_yaml.hpp"

namespace tools {
namespace {

using models::Dimension;
using models::Findings;
using models::YamlNode;

constexpr int most_steps = 100000;

const models::Unit& base_unit(Dimension dimension)
{
    const auto* unit = std::find_if(
        std::begin(models::units), std::end(models::units), [&](const models::Unit& one) {
            const bool base = one.from_base(1) == 1 || one.dimension == Dimension::fraction;
            return one.dimension == dimension && base;
        });
    return *unit;
}

bool is_plain(Dimension dimension)
{
    return dimension == Dimension::count || dimension == Dimension::factor;
}

// On one line, as it can be written after `--set key=`.
std::string flow_text(const YamlNode& node)
{
    std::string text;
    if (node.is_scalar()) {
        const bool plain =
            !node.quoted && node.text.find_first_of(",[]{}#:\"'\n") == std::string::npos;
        if (plain) return node.text;
        for (const char character : node.text) {
            if (character == '"' || character == '\\') text += '\\';
            text += character == '\n' ? ' ' : character;
        }
        return '"' + text + '"';
    }
    for (const YamlNode& item : node.items) text += (text.empty() ? "" : ", ") + flow_text(item);
    for (const models::YamlEntry& entry : node.entries) {
        text += (text.empty() ? "" : ", ") + entry.key + ": " + flow_text(entry.node);
    }
    if (node.is_sequence()) return '[' + text + ']';
    return node.is_mapping() ? '{' + text + '}' : "null";
}

void read_levels(const YamlNode& node, Factor& factor, Findings& findings)
{
    if (node.items.empty()) {
        findings.add(node.place, models::key_quoted(factor.key) + " has no value; write some");
    }
    for (const YamlNode& item : node.items) {
        // a scalar stands alone after `key=`, quoted or not
        const std::string text = item.is_scalar() ? item.text : flow_text(item);
        const bool twice = std::any_of(factor.levels.begin(), factor.levels.end(),
                                       [&](const Level& level) { return level.text == text; });
        if (item.is_null() || text.empty() || twice) {
            findings.add(
                item.place,
                fmt::format("{} {}; {}", models::key_quoted(factor.key),
                            twice ? "has " + models::quoted(text) + " twice" : "has an empty value",
                            twice ? "remove one of the two" : "write it or remove it"));
        }
        factor.levels.push_back({text, std::nan(""), item.place.line, item.place.column});
    }
}

std::optional<double> read_end(const YamlNode& node, const std::string& end, Factor& factor,
                               Findings& findings)
{
    const std::string key = models::joined_key(factor.key, end);
    const YamlNode* value = node.find(end);
    if (value == nullptr) {
        findings.add(node.place, models::key_quoted(key) +
                                     " is missing; a range goes `from` one value `to` another");
        return std::nullopt;
    }
    const auto quantity = value->is_scalar() ? read_any_quantity(value->text) : std::nullopt;
    if (!quantity) {
        findings.add(value->place,
                     fmt::format("{} must be a number, perhaps with a unit, found {}",
                                 models::key_quoted(key), models::description(*value)));
        return std::nullopt;
    }
    if (factor.dimension && *factor.dimension != quantity->second) {
        findings.add(value->place,
                     fmt::format("{} must have a unit of the same kind as `from`, found {}",
                                 models::key_quoted(key), models::quoted(value->text)));
        return std::nullopt;
    }
    factor.dimension = quantity->second;
    return quantity->first;
}

void read_scale(const YamlNode& node, const Factor& factor, Range& range, Findings& findings)
{
    const YamlNode* scale = node.find("scale");
    if (scale == nullptr) return;
    range.logarithmic = scale->text == "log";
    if (!range.logarithmic && scale->text != "linear") {
        models::add_unknown_word(*scale, factor.key + ".scale", {"linear", "log"}, findings);
    }
    if (range.logarithmic && range.low <= 0) {
        findings.add(scale->place, fmt::format("a log scale needs ends above 0; {} begins at {}",
                                               models::key_quoted(factor.key),
                                               models::quoted(node.find("from")->text)));
    }
}

void read_steps(const YamlNode& node, const Factor& factor, Method method, Range& range,
                Findings& findings)
{
    const std::string key = factor.key + ".steps";
    const YamlNode* steps = node.find("steps");
    if (steps != nullptr && method != Method::grid) {
        findings.add(steps->place, models::key_quoted(key) + " is for a grid; remove it");
    } else if (steps != nullptr) {
        models::read_value(*steps, {key, Dimension::count, 2, most_steps}, range.steps, findings);
    } else if (method == Method::grid) {
        findings.add(node.place, models::key_quoted(key) +
                                     " is missing; a grid needs to know how many values to take");
    }
    const double values = std::floor(range.high) - std::ceil(range.low) + 1;
    if (range.whole && range.steps > values) {
        findings.add(steps->place, fmt::format("{} has {:.0f} whole numbers only; lower `steps`",
                                               models::key_quoted(factor.key), values));
    }
}

void read_range(const YamlNode& node, Method method, Factor& factor, Findings& findings)
{
    models::refuse_unknown_keys(node, models::key_quoted(factor.key),
                                {"from", "to", "scale", "steps", "integer"}, findings);
    const auto low = read_end(node, "from", factor, findings);
    const auto high = read_end(node, "to", factor, findings);
    if (!low || !high) return;
    Range range{*low, *high, false, false, 0};
    if (range.low >= range.high) {
        findings.add(node.find("to")->place,
                     fmt::format("{} must be above `from`, found {}; change one of them",
                                 models::key_quoted(factor.key + ".to"),
                                 models::quoted(node.find("to")->text)));
    }
    if (const YamlNode* whole = node.find("integer")) {
        models::read_value(*whole, {factor.key + ".integer"}, range.whole, findings);
    }
    read_scale(node, factor, range, findings);
    read_steps(node, factor, method, range, findings);
    factor.range = range;
}

Factor read_factor(const models::YamlEntry& entry, Method method, Findings& findings)
{
    Factor factor;
    factor.key = entry.key;
    factor.place = entry.node.place;
    if (entry.node.is_sequence()) {
        read_levels(entry.node, factor, findings);
        find_dimension(factor);
    } else if (entry.node.is_mapping()) {
        read_range(entry.node, method, factor, findings);
    } else {
        findings.add(entry.node.place,
                     fmt::format("{} must be a list of values or a range, found {}; write `[2, 4]` "
                                 "or `{{from: 2, to: 16}}`",
                                 models::key_quoted(entry.key), models::description(entry.node)));
    }
    return factor;
}

}  // namespace

std::optional<std::pair<double, Dimension>> read_any_quantity(std::string_view text)
{
    std::string ignored;
    if (const auto number = models::read_number(text, ignored)) {
        return std::pair{*number, Dimension::factor};
    }
    for (const Dimension dimension :
         {Dimension::fraction, Dimension::time, Dimension::bytes, Dimension::bit_rate,
          Dimension::byte_rate, Dimension::frequency}) {
        const auto value = models::read_quantity(text, dimension, ignored);
        if (value) return std::pair{*value, dimension};
    }
    return std::nullopt;
}

std::string quantity_text(double value, Dimension dimension)
{
    if (is_plain(dimension)) return fmt::format("{}", value);
    const models::Unit& unit = base_unit(dimension);
    return fmt::format("{} {}", unit.from_base(value), unit.symbol);
}

std::string unit_of(Dimension dimension)
{
    if (is_plain(dimension) || dimension == Dimension::fraction) return "";
    return base_unit(dimension).symbol;
}

bool is_whole(const Factor& factor)
{
    if (!factor.dimension || !is_plain(*factor.dimension)) return false;
    if (factor.range) return factor.range->whole;
    return std::all_of(factor.levels.begin(), factor.levels.end(), [](const Level& level) {
        return level.number == std::floor(level.number) && std::abs(level.number) < 1e15;
    });
}

void find_dimension(Factor& factor)
{
    std::vector<double> numbers;
    std::optional<Dimension> dimension;
    for (const Level& level : factor.levels) {
        const auto quantity = read_any_quantity(level.text);
        if (!quantity || (dimension && *dimension != quantity->second)) return;
        dimension = quantity->second;
        numbers.push_back(quantity->first);
    }
    factor.dimension = dimension;
    for (std::size_t i = 0; i < numbers.size(); ++i) factor.levels[i].number = numbers[i];
}

std::vector<Factor> read_factors(const YamlNode& node, Method method, Findings& findings)
{
    std::vector<Factor> factors;
    if (!models::expect_mapping(node, "factors", findings)) return factors;
    if (node.entries.empty()) findings.add(node.place, "`factors` names no factor; add one");
    if (node.entries.size() > most_factors) {
        findings.add(node.place,
                     fmt::format("more than {} factors; is it the right file?", most_factors));
        return factors;
    }
    for (const models::YamlEntry& entry : node.entries) {
        factors.push_back(read_factor(entry, method, findings));
    }
    return factors;
}

}  // namespace tools
