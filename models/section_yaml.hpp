#pragma once

#include <span>
#include <string>
#include <utility>

#include "models/fields.hpp"
#include "models/scenario.hpp"

namespace models {

// The keys of each mapping of the files.
std::span<const Field<Scenario>> scenario_fields();
std::span<const Field<Guest>> guest_fields();
std::span<const Field<LinkSpec>> link_fields();
std::span<const Field<Host>> host_fields();
std::span<const Field<Platform>> platform_fields();
std::span<const Field<Component>> component_fields();
std::span<const Field<Shares>> share_fields();
std::span<const Field<Media>> media_fields();
std::span<const Field<Footprint>> footprint_fields();
std::span<const Field<Behaviour>> behaviour_fields();
std::span<const Field<Rules>> rule_fields();
std::span<const Field<Workload>> workload_fields();
std::span<const Field<Persona>> persona_fields();
std::span<const Field<Lesson>> lesson_fields();

// What a demand, an SLO limit may be.
Expected expected_demand();
Expected expected_limit(SloMetric metric);

// The kinds of workload that need, or may have, a key; keys not listed go with every kind.
struct KindKey {
    const char* key;
    std::vector<WorkloadKind> needed;
    std::vector<WorkloadKind> optional;
};
std::span<const KindKey> kind_keys();

// Each reads the mapping of a file or of a part of the scenario. `path` is its key as in --set.
Host read_host(const YamlNode& node, Findings& findings);
Platform read_platform(const YamlNode& node, const std::string& path, Findings& findings);
ServerProfile read_profile(const YamlNode& node, Findings& findings);
Workload read_workload(const YamlNode& node, Findings& findings);
Slo read_slo(const YamlNode& node, Findings& findings);

// The scenario of a tree with references loaded and changes applied.
Scenario read_tree(const YamlNode& root, Findings& findings);

// The keys that every file has: `version`, its name under `kind` ("host"), `title`.
struct Heading {
    std::string name;
    std::string title;
};
std::vector<std::string> heading_keys(const std::string& kind);
Heading read_heading(const YamlNode& node, const std::string& kind, const std::string& path,
                     Findings& findings);

template <class Owner>
void read_heading_into(const YamlNode& node, const std::string& kind, const std::string& path,
                       Owner& owner, Findings& findings)
{
    Heading heading = read_heading(node, kind, path, findings);
    owner.name = std::move(heading.name);
    owner.title = std::move(heading.title);
}

// Refuses versions other than 1; where the key is missing, `required` decides.
void read_version(const YamlNode& node, const std::string& path, bool required, Findings& findings);

// Checks that need more than one key, each finding at the place it is about. `root` is the tree the
// scenario was read from, references loaded.
void check_workload(const YamlNode& node, const Workload& workload, Findings& findings);
void check_scenario(const YamlNode& root, const Scenario& scenario, Findings& findings);

}  // namespace models
