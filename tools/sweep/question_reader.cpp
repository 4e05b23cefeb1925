#include "tools/sweep/question_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "models/suggestion.hpp"
#include "models/value_yaml.hpp"
#include "tools/option_table.hpp"
#include "tools/sweep/figures.hpp"

namespace tools {
namespace {

using models::Dimension;
using models::Findings;
using models::YamlNode;

void read_responses(const YamlNode& root, Design& design, Findings& findings)
{
    const YamlNode* node = needed(root, "responses", "figures like `capacity.users`", findings);
    if (node == nullptr) return;
    if (!node->is_sequence() || node->items.empty() || node->items.size() > most_responses) {
        findings.add(node->place, fmt::format("`responses` must be a list of 1 to {} figures like "
                                              "`[capacity.users, run.cpu_utilization]`",
                                              most_responses));
        return;
    }
    for (const YamlNode& item : node->items) {
        const bool twice =
            std::any_of(design.responses.begin(), design.responses.end(),
                        [&](const Response& response) { return response.name == item.text; });
        if (!find_figure(item.text)) {
            findings.add(item.place,
                         fmt::format("there is no figure {}{}", models::key_quoted(item.text),
                                     models::way_out(item.text, figure_names())));
        } else if (twice) {
            findings.add(item.place,
                         models::key_quoted(item.text) + " is asked twice; remove one of the two");
        }
        design.responses.push_back({item.text, item.place});
    }
}

// A number, or `{least: 5, most: 100, precision: 2 %, of: run.cpu_utilization}`.
void read_replications(const YamlNode& node, Design& design, Findings& findings)
{
    Replications& replications = design.replications;
    const auto count = [&](const YamlNode& value, const char* key, int& number, int low) {
        models::read_value(value, {key, Dimension::count, double(low), double(most_replications)},
                           number, findings);
    };
    if (!node.is_mapping()) {
        count(node, "replications", replications.least, 1);
        replications.most = replications.least;
        return;
    }
    models::refuse_unknown_keys(node, "`replications`", {"least", "most", "precision", "of"},
                                findings);
    replications = {5, 100, 0.02, ""};
    if (const auto* least = node.find("least")) {
        count(*least, "replications.least", replications.least, 2);
    }
    if (const auto* most = node.find("most"))
        count(*most, "replications.most", replications.most, 2);
    if (const auto* precision = node.find("precision")) {
        models::read_value(*precision, {"replications.precision", Dimension::fraction, 0.001, 0.5},
                           replications.relative, findings);
    }
    if (replications.most < replications.least) {
        findings.add(node.place, "`replications.most` must not be below `least`; raise it");
    }
    const YamlNode* of = node.find("of");
    if (of == nullptr) {
        findings.add(node.place,
                     "`replications.of` is missing; name the response of `run` that "
                     "has to be so precise");
        return;
    }
    std::vector<std::string> names;
    for (const Response& response : design.responses) {
        if (response.name.starts_with("run.")) names.push_back(response.name);
    }
    replications.response = of->text;
    if (std::find(names.begin(), names.end(), of->text) == names.end()) {
        findings.add(of->place,
                     fmt::format("{} is none of the responses of `run`{}",
                                 models::key_quoted(of->text), models::way_out(of->text, names)));
    }
}

void read_search(const YamlNode& node, Design& design, Findings& findings)
{
    if (!models::expect_mapping(node, "search", findings)) return;
    models::refuse_unknown_keys(node, "`search`",
                                {"held", "precision", "budget", "calibration_error"}, findings);
    SearchOptions& search = design.search;
    if (const auto* held = node.find("held")) {
        models::read_value(*held, {"search.held", Dimension::fraction, 0.5, 0.9999}, search.held,
                           findings);
    }
    if (const auto* precision = node.find("precision")) {
        models::read_value(*precision, {"search.precision", Dimension::fraction, 0.001, 0.5},
                           search.precision, findings);
    }
    if (const auto* budget = node.find("budget")) {
        models::read_value(*budget,
                           {"search.budget", Dimension::count, 10, double(most_replications)},
                           search.budget, findings);
    }
    if (const auto* drawn = node.find("calibration_error")) {
        models::read_value(*drawn, {"search.calibration_error"}, search.calibration_error,
                           findings);
    }
}

}  // namespace

const YamlNode* needed(const YamlNode& root, const std::string& key, const std::string& meaning,
                       Findings& findings)
{
    const YamlNode* node = root.find(key);
    if (node == nullptr) {
        findings.add(root.place,
                     fmt::format("{} is missing ({}); add it", models::key_quoted(key), meaning));
    }
    return node;
}

void read_question(const YamlNode& root, Design& design, Findings& findings)
{
    read_responses(root, design, findings);
    if (const auto* node = root.find("replications")) read_replications(*node, design, findings);
    if (const auto* search = root.find("search")) read_search(*search, design, findings);
}

}  // namespace tools
