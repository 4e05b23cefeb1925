#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/yaml_tree.hpp"

namespace models {

struct LibraryEntry {
    std::string name;
    std::string title;  // empty if the file cannot be read
    std::string path;
};

// What a library folder has of a kind: "hosts", "platforms", "profiles", "workloads", "slos", or
// "scenarios", which stand in the folder itself. In the order of the names.
std::vector<LibraryEntry> list_library(const std::string& library, const std::string& kind);

// Where names of hosts, platforms, ... are looked for.
struct Libraries {
    std::string own;      // folder of the scenario, looked into first
    std::string library;  // the shipped one
};

// The tree of the file that `reference` names: a name ("kvm", found as platforms/kvm.yaml), or a
// path
// ("./kvm.yaml") from the folder of the scenario, on the command line from the working directory.
// `kind` is the singular: "platform".
std::optional<YamlNode> load_reference(const YamlNode& reference, const std::string& kind,
                                       const Libraries& libraries, Findings& findings);

}  // namespace models
