#include "calibration/published.hpp"

#include <fmt/format.h>

#include "calibration/published_quantity.hpp"
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
const std::vector<std::string> figure_keys = {"quantity",   "against", "mark",  "use",   "place",
                                              "conditions", "caveat",  "value", "values"};
const std::vector<std::string> statement_keys = {"value", "in_words", "mark", "caveat"};

constexpr const char* uses[] = {"calibration", "validation", "set-up"};

template <class Value>
bool read_optional(const YamlNode& node, const std::string& path, const std::string& key,
                   Value& value, Findings& findings)
{
    const YamlNode* found = node.find(key);
    if (found != nullptr) {
        const models::Expected expected{models::joined_key(path, key)};
        models::read_value(*found, expected, value, findings);
    }
    return found != nullptr;
}

template <class Value>
void read_required(const YamlNode& node, const std::string& path, const std::string& key,
                   Value& value, Findings& findings)
{
    if (read_optional(node, path, key, value, findings)) return;
    findings.add(node.place, key_quoted(models::joined_key(path, key)) + " is missing; add it");
}

void read_platforms(const YamlNode& node, PublishedStudy& study, Findings& findings)
{
    if (!models::expect_mapping(node, "platforms", findings)) return;
    for (const models::YamlEntry& entry : node.entries) {
        StudyPlatform platform{entry.key, ""};
        models::read_value(entry.node, {"platforms." + entry.key}, platform.title, findings);
        study.platforms.push_back(std::move(platform));
    }
}

void check_platform(const std::string& platform, const models::Place& place,
                    const PublishedStudy& study, Findings& findings)
{
    if (platform.empty() || study.find_platform(platform) != nullptr) return;
    std::vector<std::string> known;
    for (const StudyPlatform& one : study.platforms) known.push_back(one.name);
    findings.add(place, fmt::format("unknown platform {}{}", key_quoted(platform),
                                    models::way_out(platform, known)));
}

void read_number(const YamlNode& node, const std::string& key, PublishedFigure& figure,
                 Findings& findings)
{
    if (figure.use == Use::set_up) {
        models::read_value(node, {key}, figure.in_words, findings);
        return;
    }
    const PublishedQuantity* quantity = find_published_quantity(figure.quantity);
    if (quantity == nullptr) return;  // complained about already
    double value = 0;
    models::read_value(node, {key, quantity->dimension, quantity->low, quantity->high}, value,
                       findings);
    figure.value = value;
}

// What a study says about one platform: a number, or a mapping of what statement_keys lists.
void read_statement(const YamlNode& node, const std::string& key, PublishedFigure& figure,
                    Findings& findings)
{
    figure.written = node.place;
    if (!node.is_mapping()) return read_number(node, key, figure, findings);
    models::refuse_unknown_keys(node, key_quoted(key), statement_keys, findings);
    read_optional(node, key, "mark", figure.mark, findings);
    read_optional(node, key, "caveat", figure.caveat, findings);
    const bool worded = read_optional(node, key, "in_words", figure.in_words, findings);
    if (const YamlNode* value = node.find("value")) {
        read_number(*value, key + ".value", figure, findings);
    } else if (!worded) {
        findings.add(node.place, key_quoted(key) + " has neither `value` nor `in_words`; add one");
    }
}

void check_quantity(const YamlNode& node, const PublishedFigure& figure, Findings& findings)
{
    const PublishedQuantity* quantity = find_published_quantity(figure.quantity);
    if (quantity == nullptr) {
        const YamlNode* name = node.find("quantity");
        models::add_unknown_word(name != nullptr ? *name : node, "quantity",
                                 published_quantity_names(), findings);
    } else if (quantity->relative && figure.against.empty()) {
        findings.add(node.place,
                     fmt::format("{} compares two platforms; add `against: <the other one>`",
                                 key_quoted(figure.quantity)));
    } else if (!quantity->relative && !figure.against.empty()) {
        findings.add(node.find("against")->place,
                     fmt::format("{} is absolute; remove `against`", key_quoted(figure.quantity)));
    }
}

PublishedFigure read_common(const YamlNode& node, const std::string& path,
                            const PublishedStudy& study, Findings& findings)
{
    PublishedFigure common;
    read_optional(node, "", "quantity", common.quantity, findings);
    read_required(node, path, "mark", common.mark, findings);
    read_optional(node, path, "caveat", common.caveat, findings);
    if (const YamlNode* against = node.find("against")) {
        models::read_value(*against, {path + ".against"}, common.against, findings);
        check_platform(common.against, against->place, study, findings);
    }
    const std::size_t before = findings.size();
    read_required(node, path, "use", common.use, findings);
    if (common.use == Use::set_up || findings.size() > before) return common;
    read_required(node, path, "place", common.place, findings);
    read_required(node, path, "conditions", common.conditions, findings);
    check_quantity(node, common, findings);
    if (const auto* quantity = find_published_quantity(common.quantity)) {
        common.dimension = quantity->dimension;
    }
    return common;
}

void add_figure(PublishedFigure figure, PublishedStudy& study, Findings& findings)
{
    check_platform(figure.platform, figure.written, study, findings);
    if (const PublishedFigure* first = study.find(figure.quantity, figure.platform)) {
        findings.add(figure.written,
                     fmt::format("{} is given twice, first in line {}; keep one",
                                 key_quoted(models::joined_key(figure.quantity, figure.platform)),
                                 first->written.line));
        return;
    }
    study.figures.push_back(std::move(figure));
}

void read_values(const YamlNode& node, const std::string& path, const PublishedFigure& common,
                 PublishedStudy& study, Findings& findings)
{
    if (!models::expect_mapping(node, path, findings)) return;
    for (const models::YamlEntry& entry : node.entries) {
        PublishedFigure figure = common;
        figure.platform = entry.key;
        read_statement(entry.node, path + "." + entry.key, figure, findings);
        figure.written = entry.key_place;
        add_figure(std::move(figure), study, findings);
    }
}

void read_figure(const YamlNode& node, PublishedStudy& study, Findings& findings)
{
    if (!models::expect_mapping(node, "figures", findings)) return;
    const YamlNode* quantity = node.find("quantity");
    if (quantity == nullptr || !quantity->is_scalar()) {
        findings.add(node.place, "`figures` has an item without `quantity`; add it");
        return;
    }
    const std::string path = "figures." + quantity->text;
    models::refuse_unknown_keys(node, key_quoted(path), figure_keys, findings);
    PublishedFigure common = read_common(node, path, study, findings);
    const YamlNode* value = node.find("value");
    const YamlNode* values = node.find("values");
    if ((value == nullptr) == (values == nullptr)) {
        findings.add(node.place, key_quoted(path) +
                                     " needs one of `value`, the same on all platforms, and "
                                     "`values`, by platform");
    } else if (values != nullptr) {
        read_values(*values, path + ".values", common, study, findings);
    } else {
        read_statement(*value, path + ".value", common, findings);
        add_figure(std::move(common), study, findings);
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
    } else {
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
