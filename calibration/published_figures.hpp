#pragma once

#include <string>

#include "calibration/published.hpp"
#include "models/value_yaml.hpp"

namespace calibration {

// The parts of a study's file; each adds findings about what is wrong.

// Whether the mapping `node` has the key, whose value is read.
template <class Value>
bool read_optional(const models::YamlNode& node, const std::string& path, const std::string& key,
                   Value& value, models::Findings& findings)
{
    const models::YamlNode* found = node.find(key);
    if (found != nullptr) {
        const models::Expected expected{models::joined_key(path, key)};
        models::read_value(*found, expected, value, findings);
    }
    return found != nullptr;
}

// The same for a key that has to be there.
template <class Value>
void read_required(const models::YamlNode& node, const std::string& path, const std::string& key,
                   Value& value, models::Findings& findings)
{
    if (read_optional(node, path, key, value, findings)) return;
    findings.add(node.place,
                 models::key_quoted(models::joined_key(path, key)) + " is missing; add it");
}

void check_platform(const std::string& platform, const models::Place& place,
                    const PublishedStudy& study, models::Findings& findings);

// One item of `figures`, added to the study: a figure for each platform.
void read_figure(const models::YamlNode& node, PublishedStudy& study, models::Findings& findings);

}  // namespace calibration
