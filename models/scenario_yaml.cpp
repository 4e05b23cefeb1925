#include "models/scenario_yaml.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "models/override_yaml.hpp"
#include "models/section_yaml.hpp"

namespace models {
namespace {

constexpr const char* reference_keys[] = {"host", "platform", "profile", "workload", "slo"};

bool is_reference(std::string_view key)
{
    return std::find(std::begin(reference_keys), std::end(reference_keys), key) !=
           std::end(reference_keys);
}

// "kvm,lxc" on the command line is the list [kvm, lxc].
YamlNode with_commas_split(YamlNode node)
{
    if (!node.is_scalar() || node.text.find(',') == std::string::npos) return node;
    YamlNode list{YamlNode::Kind::sequence, "", false, node.place, {}, {}};
    for (std::size_t begin = 0; begin <= node.text.size();) {
        const std::size_t end = std::min(node.text.find(',', begin), node.text.size());
        YamlNode item = node;
        item.text = node.text.substr(begin, end - begin);
        while (item.text.starts_with(' ')) item.text.erase(0, 1);
        while (item.text.ends_with(' ')) item.text.pop_back();
        list.items.push_back(std::move(item));
        begin = end + 1;
    }
    return list;
}

// The mapping that a name, a path or an inline mapping stands for.
std::optional<YamlNode> loaded(const YamlNode& node, const std::string& kind,
                               const Libraries& libraries, Findings& findings)
{
    if (node.is_mapping()) return node;
    if (node.is_scalar()) return load_reference(node, kind, libraries, findings);
    findings.add(node.place, fmt::format("{} must be a name, a path or a mapping, found {}; write "
                                         "the name of a file in `{}s/`",
                                         key_quoted(kind), description(node), kind));
    return std::nullopt;
}

// The platforms become a mapping from name to platform, in the order given.
YamlNode loaded_platforms(const YamlNode& node, const Libraries& libraries, Findings& findings)
{
    YamlNode platforms{YamlNode::Kind::mapping, "", false, node.place, {}, {}};
    const std::vector<YamlNode> single = {node};
    if (node.is_sequence() && node.items.empty()) {
        findings.add(node.place, "`platform` is an empty list; name a platform");
    }
    for (const YamlNode& item : node.is_sequence() ? node.items : single) {
        auto platform = loaded(item, "platform", libraries, findings);
        if (!platform) continue;
        const YamlNode* name = platform->find("platform");
        const std::string key = name != nullptr ? name->text : "";
        if (platforms.find(key) != nullptr) {
            findings.add(item.place, fmt::format("platform {} is named twice; remove one of the "
                                                 "two",
                                                 key_quoted(key)));
            continue;
        }
        platforms.entries.push_back({key, item.place, std::move(*platform)});
    }
    return platforms;
}

// Puts the files into the place of the names that refer to them; what cannot be read is left out.
void load_references(YamlNode& root, const Libraries& libraries, Findings& findings)
{
    for (const char* kind : reference_keys) {
        YamlNode* node = root.find(kind);
        if (node == nullptr) continue;
        if (std::string_view(kind) == "platform") {
            *node = loaded_platforms(*node, libraries, findings);
            continue;
        }
        auto tree = loaded(*node, kind, libraries, findings);
        *node = tree ? std::move(*tree) : YamlNode{};
    }
}

void apply_references(std::vector<Override>& overrides, YamlNode& root, Findings& findings)
{
    for (Override& change : overrides) {
        if (!is_reference(change.key)) continue;
        if (change.key == "platform") change.value = with_commas_split(std::move(change.value));
        apply(change, root, findings);
    }
}

void apply_others(const std::vector<Override>& overrides, YamlNode& root, Findings& findings)
{
    for (const Override& change : overrides) {
        if (!is_reference(change.key)) apply(change, root, findings);
    }
}

// What the scenario itself changes in the files that it names, before the command line does.
void apply_own(YamlNode& root, Findings& findings)
{
    const YamlNode* set = root.find("set");
    if (set == nullptr || !expect_mapping(*set, "set", findings)) return;
    for (const YamlEntry& entry : std::vector<YamlEntry>(set->entries)) {
        const std::string part = entry.key.substr(0, entry.key.find('.'));
        if (is_reference(part) && part != entry.key) {
            apply({entry.key, entry.node}, root, findings);
            continue;
        }
        findings.add(entry.key_place,
                     fmt::format("{} is no key of a file that the scenario names, such as "
                                 "`profile.media.webcam_bit_rate`; write it as a key of its own",
                                 key_quoted(joined_key("set", entry.key))));
    }
}

// The mapping of a part; nothing where it is missing (a finding) or could not be loaded (there is
// one).
const YamlNode* section(const YamlNode& root, const std::string& key, const std::string& meaning,
                        Findings& findings)
{
    const YamlNode* node = root.find(key);
    if (node == nullptr) add_missing(root, "", key, meaning, findings);
    return node == nullptr || node->is_null() ? nullptr : node;
}

void read_endpoints(const YamlNode& node, const std::string& path, LinkSpec& link,
                    Findings& findings)
{
    const YamlNode* between = node.find("between");
    if (between == nullptr) {
        add_missing(node, path, "between", "the two nodes it joins", findings);
        return;
    }
    if (!between->is_sequence() || between->items.size() != 2) {
        findings.add(between->place,
                     fmt::format("{} must be a list of two nodes, found {}; write "
                                 "`[server, internet]`",
                                 key_quoted(path + ".between"), description(*between)));
        return;
    }
    read_name(between->items[0], path + ".between", link.a, findings);
    read_name(between->items[1], path + ".between", link.b, findings);
}

std::vector<LinkSpec> read_links(const YamlNode& node, Findings& findings)
{
    std::vector<LinkSpec> links;
    if (!expect_mapping(node, "network", findings)) return links;
    for (const YamlEntry& entry : node.entries) {
        const std::string path = "network." + entry.key;
        LinkSpec& link = links.emplace_back();
        link.name = entry.key;
        if (!is_name(entry.key)) {
            findings.add(entry.key_place,
                         key_quoted(entry.key) + " is no name; use letters, digits, `_` and `-`");
        }
        if (!expect_mapping(entry.node, path, findings)) continue;
        read_fields<LinkSpec>(entry.node, link_fields(), path, {"between"}, link, findings);
        read_endpoints(entry.node, path, link, findings);
    }
    if (links.empty()) findings.add(node.place, "`network` has no link; add one to `server`");
    return links;
}

void read_guest(const YamlNode& node, Guest& guest, Findings& findings)
{
    if (!expect_mapping(node, "guest", findings)) return;
    read_fields<Guest>(node, guest_fields(), "guest", {}, guest, findings);
}

void read_platforms(const YamlNode& node, Scenario& scenario, Findings& findings)
{
    for (const YamlEntry& entry : node.entries) {
        const std::string path = joined_key("platform", entry.key);
        if (!expect_mapping(entry.node, path, findings)) continue;
        if (entry.node.place.on_command_line() && entry.node.find("platform") == nullptr) {
            findings.add(entry.key_place, fmt::format("the scenario has no platform {}; add it to "
                                                      "`platform`",
                                                      key_quoted(entry.key)));
            continue;
        }
        scenario.platforms.push_back(read_platform(entry.node, path, findings));
    }
}

void read_sections(const YamlNode& root, Scenario& scenario, Findings& findings)
{
    if (const auto* node = section(root, "host", "the machine", findings)) {
        if (expect_mapping(*node, "host", findings)) scenario.host = read_host(*node, findings);
    }
    if (const auto* node = section(root, "platform", "one or a list", findings)) {
        read_platforms(*node, scenario, findings);
    }
    if (const auto* node = section(root, "guest", "the virtual machine", findings)) {
        read_guest(*node, scenario.guest, findings);
    }
    if (const auto* node = section(root, "network", "links by name", findings)) {
        scenario.links = read_links(*node, findings);
    }
    if (const auto* node = section(root, "profile", "the BigBlueButton version", findings)) {
        if (expect_mapping(*node, "profile", findings)) {
            scenario.profile = read_profile(*node, findings);
        }
    }
    if (const auto* node = section(root, "workload", "what the users do", findings)) {
        if (expect_mapping(*node, "workload", findings)) {
            scenario.workload = read_workload(*node, findings);
        }
    }
    if (const auto* node = section(root, "slo", "what has to hold", findings)) {
        if (expect_mapping(*node, "slo", findings)) scenario.slo = read_slo(*node, findings);
    }
}

Scenario read_tree(const YamlNode& root, Findings& findings)
{
    Scenario scenario;
    read_version(root, "", true, findings);
    if (const YamlNode* name = root.find("scenario")) {
        read_name(*name, "scenario", scenario.name, findings);
    } else {
        add_missing(root, "", "scenario", "its name", findings);
    }
    read_fields<Scenario>(root, scenario_fields(), "",
                          {"version", "scenario", "host", "platform", "guest", "network", "profile",
                           "workload", "slo", "set"},
                          scenario, findings);
    read_sections(root, scenario, findings);
    check_scenario(root, scenario, findings);
    return scenario;
}

std::string folder_of(const std::string& path)
{
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    return folder.empty() ? "." : folder.string();
}

}  // namespace

Scenario read_scenario(const std::string& path, const std::vector<std::string>& overrides,
                       const std::string& library)
{
    Findings findings;
    std::vector<Override> changes = parse_overrides(overrides, findings);
    auto root = load_yaml(path, findings);
    if (root && !expect_mapping(*root, "scenario", findings)) root.reset();
    if (!root) findings.throw_if_any();
    apply_references(changes, *root, findings);
    load_references(*root, {folder_of(path), library}, findings);
    apply_own(*root, findings);
    apply_others(changes, *root, findings);
    Scenario scenario = read_tree(*root, findings);
    findings.throw_if_any();
    return scenario;
}

}  // namespace models
