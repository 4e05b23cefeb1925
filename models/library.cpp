#include "models/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "models/section_yaml.hpp"
#include "models/suggestion.hpp"

namespace models {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> yaml_files(const fs::path& folder)
{
    std::vector<std::string> paths;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
        if (it->path().extension() == ".yaml") paths.push_back(it->path().string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string title_of(const std::string& path)
{
    Findings ignored;
    const auto node = load_yaml(path, ignored);
    const YamlNode* title = node ? node->find("title") : nullptr;
    return title != nullptr ? title->text : "";
}

bool is_path(const std::string& reference)
{
    return reference.find('/') != std::string::npos || reference.ends_with(".yaml") ||
           reference.ends_with(".yml");
}

std::vector<std::string> names_in(const Libraries& libraries, const std::string& folder)
{
    std::vector<std::string> names;
    for (const std::string& root : {libraries.own, libraries.library}) {
        for (const std::string& path : yaml_files(fs::path(root) / folder)) {
            names.push_back(fs::path(path).stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::string found_path(const YamlNode& reference, const std::string& folder,
                       const Libraries& libraries)
{
    if (is_path(reference.text)) {
        const fs::path base = reference.place.on_command_line() ? "" : libraries.own;
        return (base / reference.text).lexically_normal().string();
    }
    for (const std::string& root : {libraries.own, libraries.library}) {
        const fs::path path = fs::path(root) / folder / (reference.text + ".yaml");
        std::error_code ignored;  // a longer name than a file may have
        if (fs::exists(path, ignored)) return path.lexically_normal().string();
    }
    return "";
}

// The name in a file of the library is the name of the file, or two would share one name.
void check_name(const YamlNode& node, const YamlNode& reference, const std::string& kind,
                Findings& findings)
{
    const YamlNode* name = node.find(kind);
    if (name == nullptr || is_path(reference.text) || name->text == reference.text) return;
    findings.add(name->place,
                 fmt::format("{} must be the name of its file, {}, found {}; rename one of the two",
                             key_quoted(kind), key_quoted(reference.text), description(*name)));
}

}  // namespace

std::vector<LibraryEntry> list_library(const std::string& library, const std::string& kind)
{
    const fs::path folder = kind == "scenarios" ? fs::path(library) : fs::path(library) / kind;
    std::vector<LibraryEntry> entries;
    for (const std::string& path : yaml_files(folder)) {
        entries.push_back({fs::path(path).stem().string(), title_of(path), path});
    }
    return entries;
}

std::optional<YamlNode> load_reference(const YamlNode& reference, const std::string& kind,
                                       const Libraries& libraries, Findings& findings)
{
    const std::string folder = kind + "s";
    if (!is_path(reference.text) && !is_name(reference.text)) {
        findings.add(reference.place, fmt::format("{} must be a name or a path, found {}; known "
                                                  "are {}",
                                                  key_quoted(kind), description(reference),
                                                  enumerated(names_in(libraries, folder))));
        return std::nullopt;
    }
    const std::string path = found_path(reference, folder, libraries);
    if (path.empty() || !fs::is_regular_file(path)) {
        const char* base = reference.place.on_command_line() ? "the working directory"
                                                             : "the folder of the scenario";
        const std::string end = is_path(reference.text)
                                    ? fmt::format("; name a file, the path starts at {}", base)
                                    : way_out(reference.text, names_in(libraries, folder));
        findings.add(reference.place,
                     fmt::format("there is no {} {}{}", kind, key_quoted(reference.text), end));
        return std::nullopt;
    }
    auto node = load_yaml(path, findings);
    if (!node) return std::nullopt;
    if (!expect_mapping(*node, kind, findings)) return std::nullopt;
    read_version(*node, kind, true, findings);
    check_name(*node, reference, kind, findings);
    return node;
}

}  // namespace models
