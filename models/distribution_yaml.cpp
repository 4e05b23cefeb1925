#include <fmt/format.h>

#include <optional>

#include "models/suggestion.hpp"
#include "models/unit.hpp"
#include "models/value_yaml.hpp"

namespace models {
namespace {

// A distribution with two numbers, and how they are called in files.
struct Shape {
    const char* word;
    const char* first;
    const char* second;          // nullptr: one number only
    Dimension second_dimension;  // count: that of the variates
    bool first_positive;
};

constexpr Shape shapes[] = {
    {"exponential", "mean", nullptr, Dimension::count, true},
    {"uniform", "low", "high", Dimension::count, false},
    {"normal", "mean", "standard_deviation", Dimension::count, false},
    {"lognormal", "mean", "cv", Dimension::factor, true},
    {"gamma", "mean", "cv", Dimension::factor, true},
};

std::vector<std::string> known_shapes()
{
    std::vector<std::string> known = {"within", "empirical"};
    for (const Shape& shape : shapes) known.emplace_back(shape.word);
    return known;
}

std::optional<double> read_one(const YamlNode& node, const Expected& expected, Findings& findings)
{
    const std::size_t before = findings.size();
    double value = 0;
    read_value(node, expected, value, findings);
    if (findings.size() > before) return std::nullopt;
    return value;
}

std::optional<double> read_number_of(const YamlNode& node, const char* key,
                                     const Expected& expected, bool positive, Findings& findings)
{
    const YamlNode* value = node.find(key);
    if (value == nullptr) {
        findings.add(node.place, key_quoted(joined_key(expected.key, key)) + " is missing; add it");
        return std::nullopt;
    }
    const Expected inner{joined_key(expected.key, key), expected.dimension, -unbounded, unbounded};
    const auto number = read_one(*value, inner, findings);
    if (number && positive && *number <= 0) {
        findings.add(value->place, fmt::format("{} must be greater than 0, found {}; change it",
                                               key_quoted(inner.key), quoted(value->text)));
        return std::nullopt;
    }
    return number;
}

sim::Distribution distribution_of(std::string_view word, double first, double second)
{
    if (word == "exponential") return sim::Distribution::exponential(first);
    if (word == "uniform") return sim::Distribution::uniform(first, second);
    if (word == "normal") return sim::Distribution::normal(first, second);
    if (word == "lognormal") return sim::Distribution::lognormal(first, second);
    return sim::Distribution::gamma(first, second);
}

std::optional<sim::Distribution> read_shape(const YamlNode& node, const Shape& shape,
                                            const Expected& expected, Findings& findings)
{
    Expected inner = expected;
    inner.key = joined_key(expected.key, shape.word);
    if (!expect_mapping(node, inner.key, findings)) return std::nullopt;
    std::vector<std::string> known = {shape.first};
    if (shape.second != nullptr) known.emplace_back(shape.second);
    refuse_unknown_keys(node, key_quoted(inner.key), known, findings);
    const auto first = read_number_of(node, shape.first, inner, shape.first_positive, findings);
    if (shape.second == nullptr) {
        return first ? std::optional(distribution_of(shape.word, *first, 0)) : std::nullopt;
    }
    const bool bounds = std::string_view(shape.second) == "high";
    if (shape.second_dimension == Dimension::factor) inner.dimension = Dimension::factor;
    const auto second = read_number_of(node, shape.second, inner, !bounds, findings);
    if (!first || !second) return std::nullopt;
    if (bounds && *first > *second) {
        findings.add(node.place, key_quoted(inner.key) + " has `low` above `high`; swap them");
        return std::nullopt;
    }
    return distribution_of(shape.word, *first, *second);
}

std::optional<sim::Distribution> read_empirical(const YamlNode& node, const Expected& expected,
                                                Findings& findings)
{
    Expected inner = expected;
    inner.key = joined_key(expected.key, "empirical");
    if (!node.is_sequence() || node.items.empty()) {
        findings.add(node.place, fmt::format("{} must be a list of values, found {}; write `[{}]`",
                                             key_quoted(inner.key), description(node),
                                             example_of(expected.dimension)));
        return std::nullopt;
    }
    std::vector<double> values;
    for (const YamlNode& item : node.items) {
        const auto value = read_one(item, inner, findings);
        if (value) values.push_back(*value);
    }
    if (values.size() < node.items.size()) return std::nullopt;
    return sim::Distribution::empirical(std::move(values));
}

std::optional<sim::Distribution> read_any(const YamlNode& node, const Expected& expected,
                                          Findings& findings)
{
    refuse_unknown_keys(node, key_quoted(expected.key), known_shapes(), findings);
    std::optional<sim::Distribution> read;
    std::size_t shapes_found = 0;
    for (const Shape& shape : shapes) {
        const YamlNode* inner = node.find(shape.word);
        if (inner == nullptr) continue;
        ++shapes_found;
        read = read_shape(*inner, shape, expected, findings);
    }
    if (const YamlNode* values = node.find("empirical")) {
        ++shapes_found;
        read = read_empirical(*values, expected, findings);
    }
    if (shapes_found == 1) return read;
    findings.add(node.place, fmt::format("{} must name one distribution, found {}; known are "
                                         "exponential, uniform, normal, lognormal, gamma and "
                                         "empirical",
                                         key_quoted(expected.key), shapes_found));
    return std::nullopt;
}

void clip(const YamlNode& node, const Expected& expected, sim::Distribution& value,
          Findings& findings)
{
    const YamlNode* within = node.find("within");
    if (within == nullptr) {
        value = value.within(expected.low, expected.high);
        return;
    }
    Expected inner = expected;
    inner.key = joined_key(expected.key, "within");
    if (!within->is_sequence() || within->items.size() != 2) {
        findings.add(within->place, key_quoted(inner.key) +
                                        " must be a list of two values; write "
                                        "`[lowest, highest]`");
        return;
    }
    const auto low = read_one(within->items[0], inner, findings);
    const auto high = read_one(within->items[1], inner, findings);
    if (!low || !high) return;
    if (*low > *high) {
        findings.add(within->place, key_quoted(inner.key) + " is upside down; swap the two");
        return;
    }
    value = value.within(*low, *high);
}

}  // namespace

void read_value(const YamlNode& node, const Expected& expected, sim::Distribution& value,
                Findings& findings)
{
    if (node.is_scalar()) {
        const auto constant = read_one(node, expected, findings);
        if (constant) value = sim::Distribution::constant(*constant);
        return;
    }
    if (!node.is_mapping()) {
        findings.add(node.place,
                     fmt::format("{} must be a quantity or a distribution, found {}; write `{}` or "
                                 "`{{exponential: {{mean: {}}}}}`",
                                 key_quoted(expected.key), description(node),
                                 example_of(expected.dimension), example_of(expected.dimension)));
        return;
    }
    const auto read = read_any(node, expected, findings);
    if (!read) return;
    value = *read;
    clip(node, expected, value, findings);
}

}  // namespace models
