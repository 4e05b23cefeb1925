#include "tools/calibration_notes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "calibration/platform_rules.hpp"
#include "models/finding.hpp"
#include "models/suggestion.hpp"

namespace tools {
namespace {

using calibration::CalibratedPlatform;
using calibration::CalibratedQuantity;
using calibration::ComparedFactor;
using calibration::Comparison;
using calibration::Imported;
using calibration::OverheadFactor;
using calibration::SampleShape;
using calibration::Side;
using calibration::ToolFactor;
using calibration::Treatment;
using calibration::Trial;
using calibration::Unpaired;

bool is_used(const CalibratedPlatform& platform, std::size_t index)
{
    for (const CalibratedQuantity& quantity : platform.quantities) {
        for (const ToolFactor& tool : quantity.tools) {
            const auto& used = tool.comparisons;
            if (std::find(used.begin(), used.end(), index) != used.end()) return true;
        }
    }
    return false;
}

std::string trial_text(const Trial& trial)
{
    return fmt::format("{}:{}", models::printable(trial.file), trial.line);
}

std::string places_of(const std::vector<std::size_t>& indices, const std::vector<Trial>& trials)
{
    std::vector<std::string> places;
    for (const std::size_t i : indices) places.push_back(trial_text(trials[i]));
    return models::enumerated(places);
}

std::string treatment_text(const ComparedFactor& compared)
{
    const double other = compared.otherwise->factor;
    switch (compared.treatment) {
        case Treatment::kept:
            return fmt::format(
                "Kept, which widens the interval; weighed down, the factor is "
                "{:.3f}; --drop-outliers leaves out what is far off",
                other);
        case Treatment::weighed_down:
            return fmt::format(
                "Weighed down: kept, the factor is {:.3f}, further off than noise "
                "explains; --drop-outliers leaves out what is far off",
                other);
        default:
            return fmt::format("Left out; kept, the factor is {:.3f}", other);
    }
}

void add_outlier_notes(const ComparedFactor& compared, std::vector<std::string>& notes)
{
    if (compared.outliers() == 0) return;
    const Comparison& comparison = compared.comparison;
    const OverheadFactor& factor = compared.factor;
    std::string places;
    if (comparison.paired) {
        places = places_of(factor.outlying_pairs, comparison.guest);
    } else {
        places = places_of(factor.native.outliers, comparison.native);
        if (!places.empty() && !factor.guest.outliers.empty()) places += " and ";
        places += places_of(factor.guest.outliers, comparison.guest);
    }
    notes.push_back(fmt::format("{}: {} {} far from the rest; was the machine busy? {}",
                                comparison.metric, places, compared.outliers() == 1 ? "is" : "are",
                                treatment_text(compared)));
}

void add_mode_notes(const ComparedFactor& compared, std::vector<std::string>& notes)
{
    const auto add = [&](const SampleShape& shape, Side side) {
        if (!shape.modes) return;
        notes.push_back(fmt::format(
            "{} has two levels {}, {:.4g} {} in {} and {:.4g} in {} runs: no single number is "
            "right; look for the cause, a clock or a placement that changes",
            compared.comparison.metric, calibration::to_string(side), shape.modes->low,
            compared.comparison.unit, shape.modes->in_low, shape.modes->high,
            shape.modes->in_high));
    };
    add(compared.factor.native, Side::native);
    add(compared.factor.guest, Side::guest);
}

// Metrics of a side that were left out for the same reason.
struct LeftOut {
    Side side = Side::native;
    std::string reason;
    std::vector<std::string> metrics;
    std::size_t samples = 0;
    bool serves = false;  // one of them would inform a quantity of a platform
};

bool serves(const std::string& metric)
{
    const auto rules = calibration::platform_rules();
    return std::any_of(rules.begin(), rules.end(),
                       [&](const auto& rule) { return rule.metric == metric; });
}

// Those that would inform a quantity first, and of these the ones that the other side has, too.
std::vector<LeftOut> by_reason(const std::vector<Unpaired>& all)
{
    std::vector<LeftOut> groups;
    for (const Unpaired& one : all) {
        auto group = std::find_if(groups.begin(), groups.end(), [&](const LeftOut& other) {
            return other.side == one.side && other.reason == one.reason;
        });
        if (group == groups.end()) {
            group = groups.insert(group, LeftOut{one.side, one.reason, {}, 0, false});
        }
        const bool first = serves(one.metric);
        group->metrics.insert(first ? group->metrics.begin() : group->metrics.end(), one.metric);
        group->samples += one.samples;
        group->serves = group->serves || first;
    }
    std::stable_partition(groups.begin(), groups.end(), [](const LeftOut& one) {
        return one.reason != calibration::not_measured_there;
    });
    std::stable_partition(groups.begin(), groups.end(),
                          [](const LeftOut& one) { return one.serves; });
    return groups;
}

std::string metrics_text(std::vector<std::string> metrics, std::size_t most)
{
    const std::size_t all = metrics.size();
    if (all > most) {
        metrics.resize(most);
        metrics.push_back(fmt::format("{} more", all - most));
    }
    return models::enumerated(metrics);
}

}  // namespace

std::vector<std::size_t> in_order(const CalibratedPlatform& platform)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < platform.compared.size(); ++i) order.push_back(i);
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t i) { return is_used(platform, i); });
    return order;
}

std::string more_text(std::size_t all, std::size_t shown)
{
    if (all <= shown) return "";
    return fmt::format("  and {} more; --verbose shows all\n", all - shown);
}

std::string run_notes_text(const CalibratedPlatform& platform, std::size_t most)
{
    std::vector<std::string> notes;
    for (const std::size_t i : in_order(platform)) {
        add_outlier_notes(platform.compared[i], notes);
        add_mode_notes(platform.compared[i], notes);
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(notes.size(), most); ++i) {
        text += wrapped("  Note: ", notes[i]);
    }
    return text + more_text(notes.size(), most);
}

std::string unpaired_text(const CalibratedPlatform& platform, std::size_t most)
{
    if (platform.unpaired.empty()) return "";
    const auto groups = by_reason(platform.unpaired);
    std::string text = "\n  Left unpaired\n";
    for (std::size_t i = 0; i < std::min(groups.size(), most); ++i) {
        const LeftOut& one = groups[i];
        text += wrapped("    ",
                        fmt::format("{} {} ({}): {}", metrics_text(one.metrics, most),
                                    calibration::to_string(one.side),
                                    counted(static_cast<long>(one.samples), "sample"), one.reason));
    }
    return text + more_text(groups.size(), most);
}

std::string useless_text(const MeasuredSide& side, std::size_t most)
{
    std::vector<std::string> useless;
    for (const Imported& file : side.files) {
        if (file.has_samples()) continue;
        useless.push_back(models::printable(file.file) + " " + file.diagnosis);
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(useless.size(), most); ++i) {
        text += wrapped("  Without a result: ", useless[i]);
    }
    return text + more_text(useless.size(), most);
}

}  // namespace tools
