#include "calibration/aligned_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "calibration/importers/clock_time.hpp"
#include "models/finding.hpp"

namespace calibration {
namespace {

// "2026-11-23 03:14:37 UTC"
std::string clock_text(double time)
{
    const double days = std::floor(time / importers::day);
    const long seconds = static_cast<long>(time - days * importers::day);
    return fmt::format("{} {:02}:{:02}:{:02} UTC", importers::iso_date(static_cast<long>(days)),
                       seconds / 3600, seconds / 60 % 60, seconds % 60);
}

struct Span {
    double begin = 0;
    double end = 0;
};

// The time that all series tell of.
std::optional<Span> common_span(const std::vector<const Series*>& series, std::string& problem)
{
    const auto later = [](const Series* one, const Series* other) {
        return one->points.front().time < other->points.front().time;
    };
    const auto earlier = [](const Series* one, const Series* other) {
        return one->points.back().time < other->points.back().time;
    };
    const Series& last = **std::max_element(series.begin(), series.end(), later);
    const Series& first = **std::min_element(series.begin(), series.end(), earlier);
    const Span span{last.points.front().time, first.points.back().time};
    if (span.begin <= span.end) return span;
    problem = fmt::format(
        "{} ends at {} and {} begins at {}, so that they never tell of the same time; export the "
        "same time from both, with times in UTC",
        models::key_quoted(first.name()), clock_text(span.end), models::key_quoted(last.name()),
        clock_text(span.begin));
    return std::nullopt;
}

double longest_step(const std::vector<const Series*>& series)
{
    double longest = 0;
    for (const Series* one : series) longest = std::max(longest, one->usual_step());
    return longest;
}

AlignedSeries values_on_grid(const std::vector<const Series*>& series, const Span& span,
                             double step, Filling filling)
{
    AlignedSeries aligned;
    aligned.step = step;
    aligned.values.resize(series.size());
    std::vector<double> longest;  // between points without a gap between them
    for (const Series* one : series) {
        longest.push_back(gap_steps * std::max(step, one->usual_step()));
    }
    const auto moments = static_cast<std::size_t>((span.end - span.begin) / step) + 1;
    std::vector<double> row(series.size());
    for (std::size_t i = 0; i < moments; ++i) {
        const double time = span.begin + static_cast<double>(i) * step;
        bool whole = true;
        for (std::size_t k = 0; k < series.size(); ++k) {
            const auto value = filling == Filling::nearest
                                   ? value_near(*series[k], time, step / 2)
                                   : value_between(*series[k], time, longest[k]);
            row[k] = value.value_or(0);
            whole = whole && value.has_value();
        }
        if (!whole) {
            ++aligned.left_out;
            continue;
        }
        aligned.times.push_back(time);
        for (std::size_t k = 0; k < series.size(); ++k) aligned.values[k].push_back(row[k]);
    }
    return aligned;
}

}  // namespace

std::optional<AlignedSeries> align(const std::vector<const Series*>& series, const Grid& grid,
                                   std::string& problem)
{
    for (const Series* one : series) {
        if (one->points.size() >= 2) continue;
        problem = fmt::format("{} has less than two points; export more of them",
                              models::key_quoted(one->name()));
        return std::nullopt;
    }
    if (series.empty()) {
        problem = "there is no series";
        return std::nullopt;
    }
    const auto span = common_span(series, problem);
    if (!span) return std::nullopt;
    const double step = grid.step > 0 ? grid.step : longest_step(series);
    if ((span->end - span->begin) / step >= static_cast<double>(most_moments)) {
        problem = fmt::format("a step of {:.6g} s gives more than {} moments; choose a longer one",
                              step, most_moments);
        return std::nullopt;
    }
    AlignedSeries aligned = values_on_grid(series, *span, step, grid.filling);
    if (aligned.times.empty()) {
        problem =
            "the series never have values within half a step of the same moment; choose a longer "
            "step";
        return std::nullopt;
    }
    return aligned;
}

}  // namespace calibration
