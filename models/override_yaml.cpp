#include "models/override_yaml.hpp"

#include <fmt/format.h>

#include <charconv>

#include "models/suggestion.hpp"

namespace models {
namespace {

void move_to(YamlNode& node, const Place& place)
{
    node.place = place;
    for (YamlNode& item : node.items) move_to(item, place);
    for (YamlEntry& entry : node.entries) {
        entry.key_place = place;
        move_to(entry.node, place);
    }
}

YamlNode scalar(const std::string& text, const Place& place)
{
    return {YamlNode::Kind::scalar, text, true, place, {}, {}};
}

bool is_parameter(const YamlNode& node)
{
    return node.is_mapping() && node.find("value") != nullptr;
}

void set_entry(YamlNode& mapping, const std::string& key, YamlNode value)
{
    if (YamlNode* existing = mapping.find(key)) {
        *existing = std::move(value);
    } else {
        const Place place = value.place;
        mapping.entries.push_back({key, place, std::move(value)});
    }
}

void replace(YamlNode& node, const YamlNode& value)
{
    if (!is_parameter(node) || value.is_mapping()) {
        node = value;
        return;
    }
    if (node.find("range") == nullptr) {
        const YamlNode old = *node.find("value");
        set_entry(node, "range", {YamlNode::Kind::sequence, "", false, old.place, {}, {old, old}});
    }
    // An error that was measured is not one of the new value; the reader tells by what is left.
    std::erase_if(node.entries, [](const YamlEntry& entry) {
        return entry.key == "degrees_of_freedom" || entry.key == "measurements";
    });
    if (YamlNode* error = node.find("standard_error")) {
        *error = {YamlNode::Kind::null, "", false, value.place, {}, {}};
    }
    set_entry(node, "value", value);
    const char* const source =
        value.place.on_command_line() ? "set on the command line" : "set by the scenario";
    set_entry(node, "source", scalar(source, value.place));
}

// The longest key of the mapping that `path` begins with: names may have dots.
YamlEntry* matching_entry(YamlNode& mapping, const std::string& path)
{
    YamlEntry* best = nullptr;
    for (YamlEntry& entry : mapping.entries) {
        const bool matches = path == entry.key || path.starts_with(entry.key + ".");
        if (matches && (best == nullptr || entry.key.size() > best->key.size())) best = &entry;
    }
    return best;
}

// An item of a list by its number from 1, or by the name in its first key ("persona: viewer").
YamlNode* matching_item(YamlNode& list, const std::string& segment)
{
    for (YamlNode& item : list.items) {
        const bool named = !item.entries.empty() && item.entries[0].node.text == segment;
        if (named) return &item;
    }
    std::size_t number = 0;
    const auto [end, error] =
        std::from_chars(segment.data(), segment.data() + segment.size(), number);
    const bool whole = error == std::errc() && end == segment.data() + segment.size();
    if (!whole || number < 1 || number > list.items.size()) return nullptr;
    return &list.items[number - 1];
}

std::vector<std::string> names_of_items(const YamlNode& list)
{
    std::vector<std::string> names;
    for (const YamlNode& item : list.items) {
        if (!item.entries.empty() && item.entries[0].node.is_scalar()) {
            names.push_back(item.entries[0].node.text);
        }
    }
    return names;
}

void descend(const Override& change, YamlNode& node, const std::string& path, Findings& findings);

void descend_mapping(const Override& change, YamlNode& node, const std::string& path,
                     Findings& findings)
{
    if (YamlEntry* entry = matching_entry(node, path)) {
        const bool last = path.size() == entry->key.size();
        descend(change, entry->node, last ? "" : path.substr(entry->key.size() + 1), findings);
        return;
    }
    const std::size_t dot = path.find('.');
    YamlNode fresh{YamlNode::Kind::mapping, "", false, change.value.place, {}, {}};
    YamlNode& added =
        node.entries.emplace_back(YamlEntry{path.substr(0, dot), fresh.place, fresh}).node;
    descend(change, added, dot == std::string::npos ? "" : path.substr(dot + 1), findings);
}

void descend(const Override& change, YamlNode& node, const std::string& path, Findings& findings)
{
    if (path.empty()) {
        replace(node, change.value);
    } else if (node.is_mapping()) {
        descend_mapping(change, node, path, findings);
    } else if (node.is_sequence()) {
        const std::size_t dot = path.find('.');
        const std::string segment = path.substr(0, dot);
        if (YamlNode* item = matching_item(node, segment)) {
            descend(change, *item, dot == std::string::npos ? "" : path.substr(dot + 1), findings);
            return;
        }
        findings.add(change.value.place,
                     fmt::format("the list has no item {}{}", key_quoted(segment),
                                 way_out(segment, names_of_items(node))));
    } else {
        findings.add(change.value.place,
                     fmt::format("{} is below {}, which has no keys; shorten the key",
                                 key_quoted(path), description(node)));
    }
}

}  // namespace

std::vector<Override> parse_overrides(const std::vector<std::string>& texts, Findings& findings)
{
    std::vector<Override> overrides;
    for (const std::string& text : texts) {
        const Place place{"--set " + printable(text), 0, 0};
        const std::size_t equals = text.find('=');
        const std::string key = text.substr(0, equals);
        const bool bad_key = key.empty() || key.front() == '.' || key.back() == '.' ||
                             key.find("..") != std::string::npos;
        if (equals == std::string::npos || bad_key) {
            findings.add(place, "must be `key=value`; write it like `--set guest.vcpus=4`");
            continue;
        }
        if (text.find_first_not_of(" \n", equals + 1) == std::string::npos) {
            findings.add(place, key_quoted(key) + " is given no value; write it after the `=`");
            continue;
        }
        Findings syntax;
        auto value = parse_yaml(text.substr(equals + 1), place.file, syntax);
        for (const Finding& finding : syntax.list()) findings.add(place, finding.sentence);
        if (!value) continue;
        move_to(*value, place);
        overrides.push_back({key, std::move(*value)});
    }
    return overrides;
}

void apply(const Override& change, YamlNode& root, Findings& findings)
{
    descend(change, root, change.key, findings);
}

}  // namespace models
