#include "calibration/platform_factors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "calibration/platform_assumptions.hpp"
#include "calibration/platform_rules.hpp"
#include "models/section_yaml.hpp"
#include "models/suggestion.hpp"
#include "models/unit.hpp"

namespace calibration {
namespace {

using models::Parameter;
using models::Platform;

// A round trip in the guest from the times, or rates, measured there.
OverheadFactor round_trip(const ComparedFactor& compared, double round_trips)
{
    std::vector<double> values;
    for (const Trial& trial : compared.comparison.guest) values.push_back(trial.value);
    OverheadFactor time = compared.factor;
    const RobustMean mean = robust_mean(values, Outliers::keep);
    time.factor =
        round_trips * (compared.comparison.better == Better::lower ? mean.mean : 1 / mean.mean);
    const bool known = std::isfinite(mean.standard_error);
    time.log_standard_error = known ? mean.standard_error / mean.mean : std::nan("");
    time.degrees_of_freedom = known ? mean.degrees_of_freedom : 0;
    return time;
}

OverheadFactor turned(const ComparedFactor& compared, const PlatformRule& rule)
{
    if (rule.turn == Turn::seconds) return round_trip(compared, rule.round_trips);
    OverheadFactor factor = as_demand(compared.factor, compared.comparison.better);
    if (rule.turn == Turn::efficiency) factor.factor = 1 / factor.factor;
    return factor;
}

std::vector<std::size_t> measured_by(const PlatformRule& rule,
                                     std::span<const ComparedFactor> compared)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < compared.size(); ++i) {
        const Comparison& one = compared[i].comparison;
        if (one.metric == rule.metric && is_met(rule, one.conditions)) found.push_back(i);
    }
    return found;
}

const Conditions& shape_of(const ComparedFactor& compared, Side side)
{
    return side == Side::native ? compared.comparison.native_shape
                                : compared.comparison.guest_shape;
}

// Why comparisons of one tool must not become one number: their machines are not the same.
std::optional<std::string> unlike_machines(const std::vector<std::size_t>& comparisons,
                                           std::span<const ComparedFactor> compared)
{
    for (const Side side : {Side::native, Side::guest}) {
        const Conditions* first = nullptr;
        for (const std::size_t i : comparisons) {
            const Conditions& shape = shape_of(compared[i], side);
            if (shape.empty()) continue;
            if (first == nullptr) first = &shape;
            if (*first != shape) return unlike_machines_text(side, *first, shape);
        }
    }
    return std::nullopt;
}

ToolFactor tool_factor(const PlatformRule& rule, std::vector<std::size_t> comparisons,
                       std::span<const ComparedFactor> compared)
{
    std::vector<OverheadFactor> factors;
    for (const std::size_t i : comparisons) factors.push_back(turned(compared[i], rule));
    return {rule.tool, rule.metric, factor_by_condition(factors), std::move(comparisons)};
}

class Quantity {
public:
    Quantity(const models::Field<Platform>& field, std::span<const ComparedFactor> compared)
        : field_(field), member_(std::get<Parameter Platform::*>(field.member)), compared_(compared)
    {
        result_.key = field.key;
        result_.parameter.dimension = field.dimension;
    }

    CalibratedQuantity calibrate()
    {
        take_tools();
        if (result_.is_measured()) combine();
        if (result_.is_measured()) {
            keep();
        } else {
            assume();
        }
        return std::move(result_);
    }

private:
    void take_tools();
    void take(const PlatformRule& rule);
    void combine();
    void keep();
    void assume();
    void note_table(const ToolFactor& tool);
    void note_tools();
    void note_levels();
    void refuse_impossible();
    std::string figure(double value) const;

    const models::Field<Platform>& field_;
    Parameter Platform::*member_;
    std::span<const ComparedFactor> compared_;
    CalibratedQuantity result_;
};

void Quantity::take_tools()
{
    int rank = 0;  // of the tools taken
    for (const PlatformRule& rule : platform_rules()) {
        if (rule.quantity != member_) continue;
        auto comparisons = measured_by(rule, compared_);
        const bool same_tool =
            std::any_of(result_.tools.begin(), result_.tools.end(),
                        [&](const ToolFactor& tool) { return tool.tool == rule.tool; });
        if (comparisons.empty() || same_tool) continue;
        if (const auto reason = unlike_machines(comparisons, compared_)) {
            result_.notes.push_back(fmt::format("{}, {}, {}", rule.tool, rule.metric, *reason));
            continue;
        }
        ToolFactor tool = tool_factor(rule, std::move(comparisons), compared_);
        if (rank != 0 && rule.rank > rank) {
            result_.notes.push_back(fmt::format("{}, {}, is not used, as there is better: {}",
                                                tool.tool, tool.metric,
                                                figure(tool.by_condition.pooled.factor)));
            continue;
        }
        rank = rule.rank;
        result_.tools.push_back(std::move(tool));
    }
}

std::string Quantity::figure(double value) const
{
    if (field_.dimension == models::Dimension::time) return fmt::format("{:.4g} us", value * 1e6);
    return fmt::format("{:.4g}", value);
}

// Names of the conditions in which comparisons differ.
std::vector<std::string> differing(const ToolFactor& tool, std::span<const ComparedFactor> compared)
{
    std::vector<std::string> names;
    const Conditions& first = compared[tool.comparisons.front()].comparison.conditions;
    for (const std::size_t i : tool.comparisons) {
        for (const Condition& one : compared[i].comparison.conditions) {
            const Condition* other = find_condition(first, one.name);
            const bool same = other != nullptr && *other == one;
            const std::string name = models::key_quoted(one.name);
            const bool known = std::find(names.begin(), names.end(), name) != names.end();
            if (!same && !known) names.push_back(name);
        }
    }
    return names;
}

void Quantity::note_table(const ToolFactor& tool)
{
    if (tool.by_condition.one_number) return;
    std::vector<std::string> names = differing(tool, compared_);
    result_.notes.push_back(fmt::format(
        "{} depends on {} by up to {:.3g} %: one number would lie, so this is the mean over {} "
        "conditions with the scatter between them as error, and the file keeps the table",
        tool.tool, names.empty() ? "its conditions" : models::enumerated(names),
        100 * (tool.by_condition.largest_ratio - 1), tool.comparisons.size()));
}

void Quantity::note_tools()
{
    if (result_.tools.size() < 2) return;
    std::vector<std::string> parts;
    for (const ToolFactor& tool : result_.tools) {
        parts.push_back(fmt::format("{} {}", tool.tool, figure(tool.by_condition.pooled.factor)));
    }
    result_.notes.push_back(fmt::format(
        "{}: {}", models::enumerated(parts),
        result_.tools_agree ? "they agree within noise and are pooled by runs"
                            : "they disagree; this is their mean, the scatter between them its "
                              "error"));
}

void Quantity::note_levels()
{
    for (const ToolFactor& tool : result_.tools) {
        const bool levels =
            std::any_of(tool.comparisons.begin(), tool.comparisons.end(), [&](std::size_t i) {
                const OverheadFactor& factor = compared_[i].factor;
                return factor.native.modes || factor.guest.modes;
            });
        if (!levels) continue;
        result_.notes.push_back(tool.tool +
                                " has two levels on a side, between which this number lies");
    }
}

void Quantity::combine()
{
    std::vector<OverheadFactor> factors;
    for (const ToolFactor& tool : result_.tools) factors.push_back(tool.by_condition.pooled);
    const FactorByCondition all = factor_by_condition(factors);
    result_.combined = all.pooled;
    result_.tools_agree = all.one_number;
    result_.p_value = all.p_value;
    for (const ToolFactor& tool : result_.tools) note_table(tool);
    note_tools();
    note_levels();
    if (!result_.combined.has_interval()) {
        result_.notes.emplace_back(
            "one run on a side says nothing of the spread: no interval and no standard error; "
            "repeat it three times or more");
    }
    refuse_impossible();
}

// What the reader of the file would refuse.
void Quantity::refuse_impossible()
{
    const double value = result_.combined.factor;
    if (field_.low <= value && value <= field_.high) return;
    result_.notes.push_back(
        fmt::format("{} is not between {} and {}, as it is on any platform; it is left out",
                    figure(value), models::print_quantity(field_.low, field_.dimension),
                    models::print_quantity(field_.high, field_.dimension)));
    result_.tools.clear();
}

std::string runs_in_words(const OverheadFactor& factor)
{
    return fmt::format("{} {} natively and {} in the guest", factor.native.runs,
                       factor.native.runs == 1 ? "run" : "runs", factor.guest.runs);
}

void Quantity::keep()
{
    Parameter& parameter = result_.parameter;
    const OverheadFactor& combined = result_.combined;
    parameter.value = combined.factor;
    parameter.low = parameter.high = combined.factor;
    parameter.mark = models::Mark::measured;
    if (combined.has_interval()) {
        const auto interval = combined.interval(range_level);
        parameter.standard_error = combined.factor * combined.log_standard_error;
        parameter.degrees_of_freedom = combined.degrees_of_freedom;
        parameter.low =
            std::clamp(interval.low, std::min(field_.low, parameter.value), parameter.value);
        parameter.high =
            std::clamp(interval.high, parameter.value, std::max(field_.high, parameter.value));
    }
    std::vector<std::string> tools;
    for (const ToolFactor& tool : result_.tools) tools.push_back(tool.tool);
    parameter.source = models::enumerated(tools) + ", " + runs_in_words(combined);
    for (const std::string& note : result_.notes) parameter.source += "; " + note;
}

void Quantity::assume()
{
    const PlatformAssumption& assumption = assumption_about(member_);
    Parameter& parameter = result_.parameter;
    parameter.value = assumption.value;
    parameter.low = assumption.low;
    parameter.high = assumption.high;
    parameter.mark = models::Mark::assumed;
    parameter.source = assumption.source;
    for (const std::string& note : result_.notes) parameter.source += "; " + note;
}

}  // namespace

std::vector<CalibratedQuantity> platform_factors(std::span<const ComparedFactor> compared)
{
    std::vector<CalibratedQuantity> all;
    for (const models::Field<Platform>& field : models::platform_fields()) {
        all.push_back(Quantity(field, compared).calibrate());
    }
    return all;
}

}  // namespace calibration
