#include "models/fields.hpp"

#include <fmt/format.h>

namespace models {

const YamlNode* find_path(const YamlNode& node, std::string_view dotted)
{
    const YamlNode* found = &node;
    while (found != nullptr && !dotted.empty()) {
        const auto [head, tail] = split_key(dotted);
        found = found->find(head);
        dotted = tail;
    }
    return found;
}

void add_missing(const YamlNode& node, const std::string& path, const std::string& key,
                 const std::string& meaning, Findings& findings)
{
    const auto [head, tail] = split_key(key);
    const YamlNode* group = tail.empty() ? nullptr : node.find(head);
    if (group != nullptr && !group->is_mapping()) return;
    const Place& place = group != nullptr ? group->place : node.place;
    findings.add(place, fmt::format("{} is missing ({}); add it", key_quoted(joined_key(path, key)),
                                    meaning));
}

}  // namespace models
