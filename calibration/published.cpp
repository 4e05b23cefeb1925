#include "calibration/published.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "calibration/published_figures.hpp"
#include "models/section_yaml.hpp"
#include "models/suggestion.hpp"
#include "models/value_yaml.hpp"

namespace calibration {
namespace {

using models::Findings;
using models::key_quoted;
using models::YamlNode;

const std::vector<std::string> study_keys = {"version",   "study",          "title",
                                             "citation",  "short_citation", "address",
                                             "platforms", "reference",      "reference_memory",
                                             "caveats",   "figures"};

constexpr const char* uses[] = {"calibration", "validation", "set-up"};

void read_platforms(const YamlNode& node, PublishedStudy& study, Findings& findings)
{
    if (!models::expect_mapping(node, "platforms", findings)) return;
    for (const models::YamlEntry& entry : node.entries) {
        StudyPlatform platform{entry.key, ""};
        models::read_value(entry.node, {"platforms." + entry.key}, platform.title, findings);
        study.platforms.push_back(std::move(platform));
    }
}

// Calls `read` for each item of the list under `key`.
template <class Read>
void for_each_item(const YamlNode& root, const char* key, Findings& findings, Read read)
{
    const YamlNode* list = root.find(key);
    if (list == nullptr || !list->is_sequence()) {
        findings.add(list == nullptr ? root.place : list->place,
                     key_quoted(key) + " must be a list; write `- ` before each item");
        return;
    }
    for (const YamlNode& item : list->items) read(item);
}

void read_heading(const YamlNode& root, PublishedStudy& study, Findings& findings)
{
    models::read_version(root, "", true, findings);
    read_required(root, "", "study", study.name, findings);
    read_required(root, "", "title", study.title, findings);
    read_required(root, "", "citation", study.citation, findings);
    read_required(root, "", "short_citation", study.short_citation, findings);
    read_required(root, "", "address", study.address, findings);
    read_required(root, "", "reference", study.reference, findings);
    if (const YamlNode* memory = root.find("reference_memory")) {
        const models::Expected bytes{"reference_memory", models::Dimension::bytes, 1, 1e15};
        models::read_value(*memory, bytes, study.reference_memory, findings);
    }
}

// Percentages of memory become bytes by it.
void check_reference_memory(const YamlNode& root, const PublishedStudy& study, Findings& findings)
{
    const bool needed = std::any_of(
        study.figures.begin(), study.figures.end(),
        [](const PublishedFigure& figure) { return figure.quantity == "macro_memory"; });
    if (needed && root.find("reference_memory") == nullptr) {
        findings.add(root.place, "`reference_memory` is missing; add it");
    }
}

void read_study(const YamlNode& root, PublishedStudy& study, Findings& findings)
{
    study.written = root.place;
    models::refuse_unknown_keys(root, "the study", study_keys, findings);
    read_heading(root, study, findings);
    if (const YamlNode* platforms = root.find("platforms")) {
        read_platforms(*platforms, study, findings);
    } else {
        findings.add(root.place, "`platforms` is missing; add it");
    }
    if (const YamlNode* reference = root.find("reference")) {
        check_platform(study.reference, reference->place, study, findings);
    }
    for_each_item(root, "caveats", findings, [&](const YamlNode& item) {
        models::read_value(item, {"caveats"}, study.caveats.emplace_back(), findings);
    });
    for_each_item(root, "figures", findings,
                  [&](const YamlNode& item) { read_figure(item, study, findings); });
    check_reference_memory(root, study, findings);
}

PublishedStudy read_root(const YamlNode& root)
{
    PublishedStudy study;
    Findings findings;
    if (models::expect_mapping(root, "the study", findings)) read_study(root, study, findings);
    findings.throw_if_any();
    return study;
}

}  // namespace

const char* to_string(Use use)
{
    return uses[static_cast<std::size_t>(use)];
}

std::span<const char* const> words_of(Use)
{
    return uses;
}

const PublishedFigure* PublishedStudy::find(std::string_view quantity,
                                            std::string_view platform) const
{
    for (const PublishedFigure& figure : figures) {
        if (figure.quantity == quantity && figure.platform == platform) return &figure;
    }
    return nullptr;
}

const StudyPlatform* PublishedStudy::find_platform(std::string_view platform) const
{
    for (const StudyPlatform& one : platforms) {
        if (one.name == platform) return &one;
    }
    return nullptr;
}

PublishedStudy read_published(const std::string& path)
{
    Findings findings;
    const auto root = models::load_yaml(path, findings);
    findings.throw_if_any();
    return read_root(*root);
}

PublishedStudy parse_published(std::string_view text, const std::string& file)
{
    Findings findings;
    const auto root = models::parse_yaml(text, file, findings);
    findings.throw_if_any();
    return read_root(*root);
}

}  // namespace calibration
