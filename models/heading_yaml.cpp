#include "models/section_yaml.hpp"

namespace models {

std::vector<std::string> heading_keys(const std::string& kind)
{
    return {"version", kind, "title"};
}

void read_version(const YamlNode& node, const std::string& path, bool required, Findings& findings)
{
    const YamlNode* version = node.find("version");
    const std::string key = joined_key(path, "version");
    if (version == nullptr) {
        if (required) findings.add(node.place, key_quoted(key) + " is missing; add `version: 1`");
        return;
    }
    if (version->is_scalar() && version->text == "1") return;
    findings.add(version->place, key_quoted(key) + " must be 1, found " + description(*version) +
                                     "; this program reads version 1 only");
}

Heading read_heading(const YamlNode& node, const std::string& kind, const std::string& path,
                     Findings& findings)
{
    Heading heading;
    read_version(node, path, false, findings);
    if (const YamlNode* name = node.find(kind)) {
        read_name(*name, joined_key(path, kind), heading.name, findings);
    } else {
        add_missing(node, path, kind, "its name", findings);
    }
    if (const YamlNode* title = node.find("title")) {
        read_value(*title, {joined_key(path, "title")}, heading.title, findings);
    }
    return heading;
}

}  // namespace models
