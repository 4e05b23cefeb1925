#include "calibration/series_selector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <variant>

#include "calibration/line_parts.hpp"
#include "models/finding.hpp"
#include "models/suggestion.hpp"

namespace calibration {
namespace {

constexpr std::size_t most_named = 5;  // series in a sentence

// Whether `end` is the last parts of a path.
bool is_end_of(std::string_view path, std::string_view end)
{
    if (!path.ends_with(end)) return false;
    path.remove_suffix(end.size());
    return path.empty() || path.ends_with('/');
}

bool has_label(const Series& series, const Label& label)
{
    if (label.name == "file") {
        return std::any_of(series.files.begin(), series.files.end(),
                           [&](const std::string& file) { return is_end_of(file, label.value); });
    }
    const Condition* found = find_condition(series.labels, label.name);
    if (found == nullptr) return false;
    const auto* number = std::get_if<double>(&found->value);
    return number != nullptr ? calibration::number(label.value) == *number
                             : std::get<std::string>(found->value) == label.value;
}

std::string names_of(const std::vector<const Series*>& series)
{
    std::vector<std::string> names;
    for (const Series* one : series) {
        if (names.size() == most_named) {
            names.push_back(fmt::format("{} more", series.size() - most_named));
            break;
        }
        names.push_back(models::key_quoted(one->name()));
    }
    return models::enumerated(names);
}

std::vector<std::string> known_metrics(const Monitoring& monitoring)
{
    std::set<std::string> names;
    for (const Series& series : monitoring.series) names.insert(series.metric);
    return {names.begin(), names.end()};
}

}  // namespace

bool Selector::matches(const Series& series) const
{
    bool named = metric == series.metric;
    for (const std::string_view label : {"item_key", "item_name", "itemid"}) {
        named = named || metric == label_of(series, label);
    }
    return named && std::all_of(labels.begin(), labels.end(),
                                [&](const Label& label) { return has_label(series, label); });
}

std::optional<Selector> read_selector(std::string_view text, std::string& problem)
{
    text = trimmed(text);
    Selector selector;
    const std::size_t open = text.ends_with('}') ? text.find('{') : std::string_view::npos;
    selector.metric = trimmed(text.substr(0, open));
    if (selector.metric.empty()) {
        problem = "must begin with the name of a series";
        return std::nullopt;
    }
    if (open == std::string_view::npos) return selector;
    const auto set = read_label_set(text.substr(open));
    if (!set || set->length != text.size() - open) {
        problem = "must have its labels in the form {name=\"value\",other=\"value\"}";
        return std::nullopt;
    }
    selector.labels = set->labels;
    return selector;
}

std::vector<const Series*> select_all(const Monitoring& monitoring, const Selector& selector)
{
    std::vector<const Series*> found;
    for (const Series& series : monitoring.series) {
        if (selector.matches(series)) found.push_back(&series);
    }
    return found;
}

const Series* select_one(const Monitoring& monitoring, const Selector& selector,
                         std::string& problem)
{
    const auto found = select_all(monitoring, selector);
    if (found.size() == 1) return found.front();
    const auto of_metric = select_all(monitoring, {selector.metric, {}});
    if (found.size() > 1) {
        problem = fmt::format("there are {} series {}: name one of {}", found.size(),
                              models::key_quoted(selector.metric), names_of(found));
    } else if (!of_metric.empty()) {
        problem = fmt::format("no series {} has these labels; there are {}",
                              models::key_quoted(selector.metric), names_of(of_metric));
    } else {
        problem = fmt::format("there is no series {}{}", models::key_quoted(selector.metric),
                              models::way_out(selector.metric, known_metrics(monitoring)));
    }
    return nullptr;
}

}  // namespace calibration
