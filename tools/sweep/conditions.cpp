#include "tools/sweep/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "models/suggestion.hpp"
#include "models/value_yaml.hpp"
#include "tools/sweep/factor_reader.hpp"

namespace tools {
namespace {

using models::Findings;
using models::Place;

// Longer ones first: "<=" begins with "<".
constexpr std::array<std::string_view, 6> relations = {"<=", ">=", "!=", "<", ">", "="};

std::string trimmed(std::string_view text)
{
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return std::string(text);
}

std::optional<std::size_t> factor_of(const std::string& key, const std::vector<Factor>& factors)
{
    const auto found = std::find_if(factors.begin(), factors.end(),
                                    [&](const Factor& factor) { return factor.key == key; });
    if (found == factors.end()) return std::nullopt;
    return static_cast<std::size_t>(found - factors.begin());
}

std::vector<std::string> keys_of(const std::vector<Factor>& factors)
{
    std::vector<std::string> keys;
    for (const Factor& factor : factors) keys.push_back(factor.key);
    return keys;
}

bool is_equality(const std::string& relation)
{
    return relation == "=" || relation == "!=";
}

// What stands on the right: another factor, a number of the same kind, or a word.
bool read_right(const std::string& right, const std::vector<Factor>& factors, const Place& place,
                Condition& condition, Findings& findings)
{
    const Factor& factor = factors[condition.factor];
    condition.other = factor_of(right, factors);
    if (condition.other) {
        const bool numbers = factor.dimension && factors[*condition.other].dimension;
        if (numbers || is_equality(condition.relation)) return true;
    } else if (factor.dimension) {
        const auto quantity = read_any_quantity(right);
        if (quantity && quantity->second == *factor.dimension) {
            condition.number = quantity->first;
            return true;
        }
        findings.add(place, fmt::format("{} must be held against a value like `{}`, found {}",
                                        models::key_quoted(factor.key),
                                        factor.levels.empty()
                                            ? quantity_text(factor.range->low, *factor.dimension)
                                            : factor.levels.front().text,
                                        models::quoted(right)));
        return false;
    } else if (is_equality(condition.relation)) {
        condition.word = right;
        const auto is_it = [&](const Level& level) { return level.text == right; };
        if (std::any_of(factor.levels.begin(), factor.levels.end(), is_it)) return true;
        std::vector<std::string> words;
        for (const Level& level : factor.levels) words.push_back(level.text);
        findings.add(place, fmt::format("{} is never {}{}", models::key_quoted(factor.key),
                                        models::quoted(right), models::way_out(right, words)));
        return false;
    }
    findings.add(place, fmt::format("{} is a word; hold it against others with `=` or `!=`",
                                    models::key_quoted(factor.key)));
    return false;
}

void read_condition(const std::string& text, const std::vector<Factor>& factors, const Place& place,
                    Alternatives& alternatives, Findings& findings)
{
    const std::size_t at = text.find_first_of("<>=!");
    const auto rest = std::string_view(text).substr(std::min(at, text.size()));
    const auto relation = std::find_if(relations.begin(), relations.end(),
                                       [&](std::string_view one) { return rest.starts_with(one); });
    if (relation == relations.end()) {
        findings.add(place, fmt::format("{} is no condition; write it like `guest.vcpus <= 4`",
                                        models::quoted(text)));
        return;
    }
    const std::string key = trimmed(text.substr(0, at));
    const auto factor = factor_of(key, factors);
    if (!factor) {
        findings.add(place, fmt::format("there is no factor {}{}", models::key_quoted(key),
                                        models::way_out(key, keys_of(factors))));
        return;
    }
    Condition condition{*factor, std::string(*relation), std::nullopt, 0, ""};
    const std::string right = trimmed(rest.substr(relation->size()));
    if (read_right(right, factors, place, condition, findings)) alternatives.push_back(condition);
}

bool compared(double left, const std::string& relation, double right)
{
    if (relation == "<") return left < right;
    if (relation == "<=") return left <= right;
    if (relation == ">") return left > right;
    if (relation == ">=") return left >= right;
    return (left == right) == (relation == "=");
}

bool holds(const Condition& condition, const Design& design, std::span<const Value> point)
{
    const Factor& factor = design.factors[condition.factor];
    const Value& value = point[condition.factor];
    const bool other_is_number =
        !condition.other || design.factors[*condition.other].dimension.has_value();
    if (factor.dimension && other_is_number) {
        const double right = condition.other ? point[*condition.other].number : condition.number;
        return compared(value.number, condition.relation, right);
    }
    const auto word = [&](std::size_t index) {
        const Factor& one = design.factors[index];
        return one.levels.empty() ? "" : one.levels[point[index].level].text;
    };
    const std::string right = condition.other ? word(*condition.other) : condition.word;
    return (word(condition.factor) == right) == (condition.relation == "=");
}

}  // namespace

std::vector<Alternatives> read_conditions(const models::YamlNode& node,
                                          const std::vector<Factor>& factors, Findings& findings)
{
    std::vector<Alternatives> conditions;
    const std::vector<models::YamlNode> single = {node};
    for (const models::YamlNode& item : node.is_sequence() ? node.items : single) {
        if (!item.is_scalar()) {
            findings.add(item.place, "`where` must be a list of conditions, found " +
                                         models::description(item) +
                                         "; write them like `guest.vcpus <= 4`");
            continue;
        }
        Alternatives& alternatives = conditions.emplace_back();
        for (std::size_t begin = 0; begin <= item.text.size();) {
            const std::size_t end = std::min(item.text.find(" or ", begin), item.text.size());
            read_condition(item.text.substr(begin, end - begin), factors, item.place, alternatives,
                           findings);
            begin = end + 4;
        }
    }
    return conditions;
}

bool admits(const Design& design, std::span<const Value> point)
{
    return std::all_of(
        design.conditions.begin(), design.conditions.end(), [&](const Alternatives& alternatives) {
            return std::any_of(
                alternatives.begin(), alternatives.end(),
                [&](const Condition& condition) { return holds(condition, design, point); });
        });
}

}  // namespace tools
