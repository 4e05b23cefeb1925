#include "models/yaml_text.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace models {
namespace {

void emit(const YamlNode& node, YAML::Emitter& out)
{
    const auto is_scalar = [](const YamlNode& item) { return item.is_scalar(); };
    switch (node.kind) {
        case YamlNode::Kind::null:
            out << YAML::Null;
            return;
        case YamlNode::Kind::scalar:
            if (node.quoted) out << YAML::DoubleQuoted;
            out << node.text;
            return;
        case YamlNode::Kind::sequence:
            if (std::all_of(node.items.begin(), node.items.end(), is_scalar)) out << YAML::Flow;
            out << YAML::BeginSeq;
            for (const YamlNode& item : node.items) emit(item, out);
            out << YAML::EndSeq;
            return;
        case YamlNode::Kind::mapping:
            out << YAML::BeginMap;
            for (const YamlEntry& entry : node.entries) {
                out << YAML::Key << entry.key << YAML::Value;
                emit(entry.node, out);
            }
            out << YAML::EndMap;
    }
}

}  // namespace

std::string yaml_text(const YamlNode& node)
{
    YAML::Emitter out;
    out.SetIndent(2);
    emit(node, out);
    return std::string(out.c_str()) + '\n';
}

}  // namespace models
