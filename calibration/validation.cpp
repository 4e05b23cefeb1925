#include "calibration/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/statistics/tally.hpp"

namespace calibration {
namespace {

const MacroRun* find_run(std::span<const MacroRun> runs, const std::string& platform)
{
    const auto has_name = [&](const MacroRun& run) { return run.platform == platform; };
    const auto found = std::find_if(runs.begin(), runs.end(), has_name);
    return found == runs.end() ? nullptr : &*found;
}

std::optional<double> ratio(double here, double there)
{
    return there > 0 ? std::optional(here / there) : std::nullopt;
}

std::optional<double> peak_ratio(const MacroRun& here, const MacroRun& there)
{
    std::optional<double> largest;
    const auto& other = there.minute_utilization;
    const std::size_t minutes = std::min(here.minute_utilization.size(), other.size());
    for (std::size_t i = 0; i < minutes; ++i) {
        if (other[i] <= least_peak_utilization) continue;
        const double one = here.minute_utilization[i] / other[i];
        largest = std::max(largest.value_or(one), one);
    }
    return largest;
}

std::optional<double> predicted_ratio(const std::string& quantity, const MacroRun& here,
                                      const MacroRun& there)
{
    if (quantity == "macro_cpu_average")
        return ratio(here.mean_utilization, there.mean_utilization);
    if (quantity == "macro_cpu_peak") return peak_ratio(here, there);
    if (quantity == "macro_memory") return ratio(here.mean_memory, there.mean_memory);
    return std::nullopt;
}

ValidationRow compared(const PublishedFigure& figure, Reading reading, double measured,
                       double predicted)
{
    ValidationRow row;
    row.quantity = figure.quantity;
    row.platform = figure.platform;
    row.against = figure.against;
    row.reading = reading;
    row.measured = measured;
    row.predicted = predicted;
    row.error = predicted / measured - 1;
    row.null_error = row.null_prediction / measured - 1;
    row.is_prediction = figure.use == Use::validation;
    const bool has_skill = row.is_prediction && row.null_error != 0;
    if (has_skill) row.skill = 1 - std::abs(row.error) / std::abs(row.null_error);
    return row;
}

// Rows for a figure, none where it cannot be compared.
void compare(const PublishedFigure& figure, std::span<const MacroRun> runs,
             std::vector<ValidationRow>& rows)
{
    const MacroRun* here = find_run(runs, figure.platform);
    const MacroRun* there = find_run(runs, figure.against);
    const bool itself = figure.platform == figure.against;
    if (!figure.value || itself || here == nullptr || there == nullptr) return;
    const auto predicted = predicted_ratio(figure.quantity, *here, *there);
    if (!predicted) return;
    rows.push_back(compared(figure, Reading::relative, 1 + *figure.value, *predicted));
    if (figure.quantity != "macro_cpu_average") return;
    const double utilization = there->mean_utilization;
    const double measured = (utilization + *figure.value) / utilization;
    rows.push_back(compared(figure, Reading::percentage_points, measured, *predicted));
}

std::string percent(double fraction)
{
    return fmt::format("{:+.1f} %", 100 * fraction);
}

// With the digits that a study prints.
std::string published_percent(double fraction)
{
    return fmt::format("{:+.4g} %", 100 * fraction);
}

std::string size_in_percent(double fraction)
{
    return fmt::format("{:.1f} %", 100 * std::abs(fraction));
}

// "CPU of kvm over openvz, average"
std::string subject(const std::string& quantity, const std::string& platform,
                    const std::string& against)
{
    const std::string pair = fmt::format("{} over {}", platform, against);
    if (quantity == "macro_cpu_average") return "CPU of " + pair + ", average";
    if (quantity == "macro_cpu_peak") return "CPU of " + pair + ", peak";
    return "memory of " + pair;
}

std::string subject(const ValidationRow& row)
{
    return subject(row.quantity, row.platform, row.against);
}

// `points` is the row whose figure was read as percentage points; its other reading is the row
// before it.
std::string about_readings(const ValidationRow& relative, const ValidationRow& points)
{
    return fmt::format(
        "{}: the study's {} can be read as relative, ratio {:.3f}, or as percentage points, ratio "
        "{:.3f} at the utilization predicted for {}; it prints no utilization that would decide, "
        "so the prediction {:.3f} is held against both ({} and {}).",
        subject(relative), published_percent(relative.measured - 1), relative.measured,
        points.measured, points.against, relative.predicted, percent(relative.error),
        percent(points.error));
}

std::string about_null(const ValidationRow& row)
{
    return fmt::format(
        "{} ({}): that both platforms are equal would be wrong by {}, the prediction is wrong by "
        "{}; the skill {:.0f} % is the part of the null prediction's error that it takes away.",
        subject(row), to_string(row.reading), size_in_percent(row.null_error),
        size_in_percent(row.error), 100 * *row.skill);
}

std::string about_input(const ValidationRow& row)
{
    return fmt::format(
        "{}: the study's {} was used to calibrate, so that the ratio {:.3f} comes near {:.3f} is "
        "no prediction.",
        subject(row), published_percent(row.measured - 1), row.predicted, row.measured);
}

// Figures for validation that nothing can be held against, and why.
void explain_excluded(const PublishedStudy& study, std::vector<std::string>& sentences)
{
    for (const PublishedFigure& figure : study.figures) {
        const bool excluded = figure.use == Use::validation && !figure.value;
        if (!excluded || figure.caveat.empty()) continue;
        sentences.push_back(fmt::format("{}: no target, the study says \"{}\"; {}.",
                                        subject(figure.quantity, figure.platform, figure.against),
                                        figure.in_words, figure.caveat));
    }
}

}  // namespace

const char* to_string(Reading reading)
{
    return reading == Reading::relative ? "relative" : "percentage points";
}

std::vector<ValidationRow> validate(const PublishedStudy& study, std::span<const MacroRun> runs)
{
    std::vector<ValidationRow> rows;
    for (const PublishedFigure& figure : study.figures) compare(figure, runs, rows);
    return rows;
}

ValidationScore score_of(std::span<const ValidationRow> rows)
{
    sim::Tally error, absolute, null;
    for (const ValidationRow& row : rows) {
        if (!row.is_prediction || row.reading != Reading::relative) continue;
        error.add(row.error);
        absolute.add(std::abs(row.error));
        null.add(std::abs(row.null_error));
    }
    ValidationScore score{static_cast<std::size_t>(error.count()), error.mean(), absolute.mean(),
                          null.mean(), std::nullopt};
    if (score.null_error > 0) score.skill = 1 - score.mean_absolute_error / score.null_error;
    return score;
}

std::vector<std::string> explain(const PublishedStudy& study, std::span<const ValidationRow> rows)
{
    std::vector<std::string> sentences = {
        "The CPU of the platforms rests on micro-benchmarks alone; the figures that it is held "
        "against made none of them."};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool points = rows[i].reading == Reading::percentage_points;
        if (points && i > 0) sentences.push_back(about_readings(rows[i - 1], rows[i]));
    }
    for (const ValidationRow& row : rows) {
        if (row.skill) sentences.push_back(about_null(row));
    }
    for (const ValidationRow& row : rows) {
        if (!row.is_prediction) sentences.push_back(about_input(row));
    }
    explain_excluded(study, sentences);
    return sentences;
}

}  // namespace calibration
