#include "calibration/published_figures.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "calibration/published_quantity.hpp"
#include "models/suggestion.hpp"

namespace calibration {
namespace {

using models::Findings;
using models::key_quoted;
using models::YamlNode;

const std::vector<std::string> figure_keys = {"quantity", "against",    "mark",   "use",
                                              "place",    "conditions", "caveat", "not_covered",
                                              "value",    "values"};
const std::vector<std::string> statement_keys = {"value", "standard_error", "in_words", "mark",
                                                 "caveat"};

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

void read_standard_error(const YamlNode& node, const std::string& key, PublishedFigure& figure,
                         Findings& findings)
{
    const YamlNode* error = node.find("standard_error");
    if (error == nullptr) return;
    models::read_value(*error, {key + ".standard_error", figure.dimension, 0, models::unbounded},
                       figure.standard_error, findings);
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
    read_standard_error(node, key, figure, findings);
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
    read_optional(node, path, "not_covered", common.not_covered, findings);
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

}  // namespace

void check_platform(const std::string& platform, const models::Place& place,
                    const PublishedStudy& study, Findings& findings)
{
    if (platform.empty() || study.find_platform(platform) != nullptr) return;
    std::vector<std::string> known;
    for (const StudyPlatform& one : study.platforms) known.push_back(one.name);
    findings.add(place, fmt::format("unknown platform {}{}", key_quoted(platform),
                                    models::way_out(platform, known)));
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

}  // namespace calibration
