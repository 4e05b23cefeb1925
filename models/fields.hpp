#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "models/value_yaml.hpp"

namespace models {

template <class Owner>
using Member = std::variant<double Owner::*, int Owner::*, bool Owner::*, std::string Owner::*,
                            std::uint64_t Owner::*, Parameter Owner::*, sim::Distribution Owner::*,
                            WorkloadKind Owner::*, Microphone Owner::*, Desktop Owner::*,
                            Resolution Owner::*, Copies Owner::*>;

// One key of a mapping: this drives reading, suggestions, the list of parameters and the reference.
template <class Owner>
struct Field {
    const char* key;  // dotted for a key of a mapping within: "cpu.sockets"
    Member<Owner> member;
    Dimension dimension;  // of numbers
    double low;           // allowed range of numbers
    double high;
    const char* fallback;  // what holds when the key is missing, in words; nullptr: required
    const char* meaning;   // for the reference
};

// The part of a dotted key before the first dot, and the part after it.
inline std::pair<std::string_view, std::string_view> split_key(std::string_view key)
{
    const std::size_t dot = key.find('.');
    if (dot == std::string_view::npos) return {key, {}};
    return {key.substr(0, dot), key.substr(dot + 1)};
}

// The keys allowed directly in the mapping that holds the dotted `prefix` ("" or "cpu.").
template <class Owner>
std::vector<std::string> keys_below(std::span<const Field<Owner>> fields, std::string_view prefix)
{
    std::vector<std::string> keys;
    for (const Field<Owner>& field : fields) {
        std::string_view key = field.key;
        if (!key.starts_with(prefix)) continue;
        const std::string head(split_key(key.substr(prefix.size())).first);
        if (keys.empty() || keys.back() != head) keys.push_back(head);
    }
    return keys;
}

// The value of a dotted key, or nullptr.
const YamlNode* find_path(const YamlNode& node, std::string_view dotted);

template <class Owner>
void read_field(const YamlNode& node, const Field<Owner>& field, const std::string& path,
                Owner& owner, Findings& findings)
{
    const Expected expected{joined_key(path, field.key), field.dimension, field.low, field.high};
    std::visit([&](auto member) { read_value(node, expected, owner.*member, findings); },
               field.member);
}

// Groups such as `cpu` in "cpu.sockets": must be mappings without unknown keys.
template <class Owner>
void check_groups(const YamlNode& node, std::span<const Field<Owner>> fields,
                  const std::string& path, Findings& findings)
{
    std::vector<std::string> seen;
    for (const Field<Owner>& field : fields) {
        const auto [head, tail] = split_key(field.key);
        const std::string group(head);
        if (tail.empty() || std::find(seen.begin(), seen.end(), group) != seen.end()) continue;
        seen.push_back(group);
        const YamlNode* inner = node.find(group);
        if (inner == nullptr) continue;
        const std::string key = joined_key(path, group);
        if (!expect_mapping(*inner, key, findings)) continue;
        refuse_unknown_keys(*inner, key_quoted(key), keys_below(fields, group + "."), findings);
    }
}

// Adds a finding for a required key that is missing, unless its group was already complained about.
void add_missing(const YamlNode& node, const std::string& path, const std::string& key,
                 const std::string& meaning, Findings& findings);

// Reads the fields of a mapping. `extra` are keys that the caller reads itself. `path` is the key
// of the mapping itself as in --set ("host"; "" for the scenario).
template <class Owner>
void read_fields(const YamlNode& node,
                 const std::type_identity_t<std::span<const Field<Owner>>> fields,
                 const std::string& path, const std::vector<std::string>& extra, Owner& owner,
                 Findings& findings)
{
    std::vector<std::string> known = extra;
    for (std::string& key : keys_below(fields, "")) known.push_back(std::move(key));
    refuse_unknown_keys(node, path.empty() ? "the scenario" : key_quoted(path), known, findings);
    check_groups(node, fields, path, findings);
    for (const Field<Owner>& field : fields) {
        if (const YamlNode* value = find_path(node, field.key)) {
            read_field(*value, field, path, owner, findings);
        } else if (field.fallback == nullptr) {
            add_missing(node, path, field.key, field.meaning, findings);
        }
    }
}

}  // namespace models
