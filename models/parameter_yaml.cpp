#include <fmt/format.h>

#include <algorithm>

#include "models/suggestion.hpp"
#include "models/unit.hpp"
#include "models/value_yaml.hpp"

namespace models {
namespace {

const std::vector<std::string> parameter_keys = {
    "value", "range", "standard_error", "degrees_of_freedom", "mark", "source", "measurements"};

void read_range(const YamlNode& node, const Expected& expected, Parameter& parameter,
                Findings& findings)
{
    if (!node.is_sequence() || node.items.size() != 2) {
        findings.add(node.place,
                     fmt::format("{} must be a list of two values, found {}; "
                                 "write `[lowest, highest]`",
                                 key_quoted(expected.key + ".range"), description(node)));
        return;
    }
    Expected bound = expected;
    bound.key += ".range";
    read_value(node.items[0], bound, parameter.low, findings);
    read_value(node.items[1], bound, parameter.high, findings);
}

// A value given on the command line widens the range; one in a file has to lie within.
void check_range(const YamlNode& node, const YamlNode& value, const Expected& expected,
                 Parameter& parameter, Findings& findings)
{
    if (value.place.on_command_line()) {
        parameter.low = std::min(parameter.low, parameter.value);
        parameter.high = std::max(parameter.high, parameter.value);
    }
    const bool inside = parameter.low <= parameter.value && parameter.value <= parameter.high;
    if (inside) return;
    findings.add(node.place, fmt::format("{} must contain the value {}, found {} to {}; widen it",
                                         key_quoted(expected.key + ".range"),
                                         print_quantity(parameter.value, expected.dimension),
                                         print_quantity(parameter.low, expected.dimension),
                                         print_quantity(parameter.high, expected.dimension)));
}

// What an override leaves behind, see override_yaml: nothing, in the place of the new value.
bool left_out(const YamlNode& error, const YamlNode* value)
{
    return error.is_null() && value != nullptr && error.place == value->place;
}

void read_standard_error(const YamlNode& node, const Expected& expected, Parameter& parameter,
                         Findings& findings)
{
    const std::string key = expected.key + ".standard_error";
    read_value(node, {key, expected.dimension, 0, unbounded}, parameter.standard_error, findings);
}

void read_degrees(const YamlNode& node, const Expected& expected, Parameter& parameter,
                  Findings& findings)
{
    const std::string key = expected.key + ".degrees_of_freedom";
    read_value(node, {key, Dimension::count, 1, unbounded}, parameter.degrees_of_freedom, findings);
}

// The models take no notice of more than the metrics; the rest is for people to read.
void read_measurements(const YamlNode& node, const Expected& expected, Parameter& parameter,
                       Findings& findings)
{
    if (!node.is_sequence()) {
        findings.add(
            node.place,
            fmt::format("{} must be a list of what was measured, found {}; write `- metric: "
                        "name` and what belongs to it",
                        key_quoted(expected.key + ".measurements"), description(node)));
        return;
    }
    for (const YamlNode& item : node.items) {
        const YamlNode* metric = item.find("metric");
        if (metric == nullptr || !metric->is_scalar()) continue;
        std::vector<std::string>& known = parameter.measured;
        if (std::ranges::find(known, metric->text) == known.end()) known.push_back(metric->text);
    }
}

void read_error(const YamlNode& node, const Expected& expected, Parameter& parameter,
                Findings& findings)
{
    const YamlNode* error = node.find("standard_error");
    const YamlNode* degrees = node.find("degrees_of_freedom");
    const YamlNode* measurements = node.find("measurements");
    parameter.error_left_out = error != nullptr && left_out(*error, node.find("value"));
    if (error != nullptr && !parameter.error_left_out) {
        read_standard_error(*error, expected, parameter, findings);
    }
    if (degrees != nullptr) read_degrees(*degrees, expected, parameter, findings);
    if (measurements != nullptr) read_measurements(*measurements, expected, parameter, findings);
}

bool needs_range(Mark mark)
{
    return mark == Mark::assumed || mark == Mark::fitted;
}

void add_missing_key(const YamlNode& node, const Expected& expected, const std::string& advice,
                     Findings& findings)
{
    findings.add(node.place, key_quoted(expected.key) + " " + advice);
}

// Whether the mark could be read.
bool read_origin(const YamlNode& node, const Expected& expected, Parameter& parameter,
                 Findings& findings)
{
    const YamlNode* mark = node.find("mark");
    const YamlNode* source = node.find("source");
    const std::size_t before = findings.size();
    if (mark != nullptr) {
        read_value(*mark, {expected.key + ".mark"}, parameter.mark, findings);
    } else {
        add_missing_key(node, expected,
                        "has no `mark`; add measured, documented, computed, assumed or fitted",
                        findings);
    }
    const bool marked = findings.size() == before;
    if (source != nullptr) {
        read_value(*source, {expected.key + ".source"}, parameter.source, findings);
    } else {
        add_missing_key(node, expected, "has no `source`; add where the number was taken from",
                        findings);
    }
    return marked;
}

}  // namespace

void read_value(const YamlNode& node, const Expected& expected, Parameter& parameter,
                Findings& findings)
{
    parameter.name = expected.key;
    parameter.dimension = expected.dimension;
    if (!node.is_mapping()) {
        findings.add(node.place,
                     fmt::format("{} must say how it is known, found {}; write `{{value: {}, mark: "
                                 "measured, source: where}}`",
                                 key_quoted(expected.key), description(node),
                                 example_of(expected.dimension)));
        return;
    }
    refuse_unknown_keys(node, key_quoted(expected.key), parameter_keys, findings);
    const bool marked = read_origin(node, expected, parameter, findings);
    const YamlNode* value = node.find("value");
    const YamlNode* range = node.find("range");
    read_error(node, expected, parameter, findings);
    if (value == nullptr) {
        add_missing_key(node, expected, "has no `value`; add it", findings);
        return;
    }
    const std::size_t before = findings.size();
    read_value(*value, expected, parameter.value, findings);
    parameter.low = parameter.high = parameter.value;
    if (range != nullptr) {
        read_range(*range, expected, parameter, findings);
        if (findings.size() == before) check_range(*range, *value, expected, parameter, findings);
    } else if (marked && needs_range(parameter.mark)) {
        add_missing_key(node, expected,
                        std::string("is ") + to_string(parameter.mark) +
                            " and has no `range`; add `range: [lowest, highest]` believed possible",
                        findings);
    }
}

}  // namespace models
