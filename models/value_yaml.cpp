#include "models/value_yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "models/number.hpp"
#include "models/suggestion.hpp"
#include "models/unit.hpp"

namespace models {
namespace {

constexpr std::size_t longest_name = 64;
constexpr std::size_t most_listed = 12;

bool expect_scalar(const YamlNode& node, const Expected& expected, const std::string& what,
                   Findings& findings)
{
    if (node.is_scalar()) return true;
    findings.add(node.place, fmt::format("{} must be {}, found {}; write one",
                                         key_quoted(expected.key), what, description(node)));
    return false;
}

// As way_out, without lists that nobody reads.
std::string key_way_out(const std::string& key, const std::vector<std::string>& known)
{
    const bool many = known.size() > most_listed && nearest(key, known).empty();
    return many ? "; scenarios/README.md lists the known ones" : way_out(key, known);
}

void add_out_of_range(const YamlNode& node, const Expected& expected, Findings& findings)
{
    const std::string range = range_in_words(expected.low, expected.high, expected.dimension);
    findings.add(node.place, fmt::format("{} must be {}, found {}; change it",
                                         key_quoted(expected.key), range, quoted(node.text)));
}

}  // namespace

std::string joined_key(const std::string& path, const std::string& key)
{
    return path.empty() ? key : path + "." + key;
}

std::string range_in_words(double low, double high, Dimension dimension)
{
    if (low == -unbounded) return "at most " + print_quantity(high, dimension);
    if (high == unbounded) return "at least " + print_quantity(low, dimension);
    return "from " + print_quantity(low, dimension) + " to " + print_quantity(high, dimension);
}

void read_value(const YamlNode& node, const Expected& expected, double& value, Findings& findings)
{
    const std::string example = "a quantity like `" + example_of(expected.dimension) + "`";
    if (!expect_scalar(node, expected, example, findings)) return;
    std::string problem;
    const auto number = read_quantity(node.text, expected.dimension, problem);
    if (!number) {
        findings.add(node.place, key_quoted(expected.key) + " " + problem);
    } else if (*number < expected.low || *number > expected.high) {
        add_out_of_range(node, expected, findings);
    } else {
        value = *number;
    }
}

void read_value(const YamlNode& node, const Expected& expected, int& value, Findings& findings)
{
    if (!expect_scalar(node, expected, "a whole number", findings)) return;
    std::string problem;
    const auto number = read_quantity(node.text, Dimension::count, problem);
    if (!number) {
        findings.add(node.place, key_quoted(expected.key) + " " + problem);
    } else if (*number != std::floor(*number)) {
        findings.add(node.place, fmt::format("{} must be a whole number, found {}; round it",
                                             key_quoted(expected.key), quoted(node.text)));
    } else if (*number < expected.low || *number > std::min(expected.high, 2e9)) {
        add_out_of_range(node, {expected.key, Dimension::count, expected.low, expected.high},
                         findings);
    } else {
        value = static_cast<int>(*number);
    }
}

void read_value(const YamlNode& node, const Expected& expected, std::uint64_t& value,
                Findings& findings)
{
    if (!expect_scalar(node, expected, "a whole number", findings)) return;
    const std::string& text = node.text;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool leading_zero = text.size() > 1 && text[0] == '0';
    if (error != std::errc() || end != text.data() + text.size() || leading_zero) {
        findings.add(node.place,
                     fmt::format("{} must be a whole number from 0 to {}, found {}; change it",
                                 key_quoted(expected.key),
                                 std::numeric_limits<std::uint64_t>::max(), quoted(text)));
        return;
    }
    value = number;
}

void read_value(const YamlNode& node, const Expected& expected, bool& value, Findings& findings)
{
    const bool plain = node.is_scalar() && !node.quoted;
    if (!plain || (node.text != "true" && node.text != "false")) {
        findings.add(node.place, fmt::format("{} must be `true` or `false`, found {}; write one",
                                             key_quoted(expected.key), description(node)));
        return;
    }
    value = node.text == "true";
}

void read_value(const YamlNode& node, const Expected& expected, std::string& value,
                Findings& findings)
{
    if (!expect_scalar(node, expected, "a text", findings)) return;
    if (node.text.empty()) {
        findings.add(node.place, key_quoted(expected.key) + " is empty; write some text");
        return;
    }
    value = node.text;
    while (value.ends_with('\n')) value.pop_back();
}

void add_unknown_word(const YamlNode& node, const std::string& key,
                      const std::vector<std::string>& known, Findings& findings)
{
    const std::string word = node.is_scalar() ? node.text : "";
    const std::string meant = nearest(word, known);
    const std::string end = meant.empty() ? "; choose one" : "; did you mean `" + meant + "`?";
    findings.add(node.place, fmt::format("{} must be one of {}, found {}{}", key_quoted(key),
                                         enumerated(known), description(node), end));
}

bool is_name(const std::string& text)
{
    const auto allowed = [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9') || character == '.' || character == '_' ||
               character == '-';
    };
    return !text.empty() && text.size() <= longest_name && text[0] != '.' && text[0] != '-' &&
           std::all_of(text.begin(), text.end(), allowed);
}

void read_name(const YamlNode& node, const std::string& key, std::string& name, Findings& findings)
{
    if (!node.is_scalar() || !is_name(node.text)) {
        findings.add(
            node.place,
            fmt::format(
                "{} must be a name of letters, digits, `.`, `_` and `-`, found {}; rename it",
                key_quoted(key), description(node)));
        return;
    }
    name = node.text;
}

bool expect_mapping(const YamlNode& node, const std::string& key, Findings& findings)
{
    if (node.is_mapping()) return true;
    findings.add(node.place,
                 fmt::format("{} must be a mapping of keys, found {}; write `key: value` lines",
                             key_quoted(key), description(node)));
    return false;
}

void refuse_unknown_keys(const YamlNode& node, const std::string& where,
                         const std::vector<std::string>& known, Findings& findings)
{
    for (const YamlEntry& entry : node.entries) {
        if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
        const bool glued = entry.node.is_null() && entry.key.find(':') != std::string::npos;
        const std::string end =
            glued ? "; write a space after the colon" : key_way_out(entry.key, known);
        findings.add(entry.key_place,
                     fmt::format("unknown key {} in {}{}", key_quoted(entry.key), where, end));
    }
}

}  // namespace models
