#include "calibration/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <variant>

#include "calibration/label_set.hpp"

namespace calibration {
namespace {

struct Unit {
    std::string_view tool;  // empty: any
    std::string_view word;
    double factor = 1;
    std::string_view si;
};

// A kB of sar has 1024 bytes.
constexpr std::array units = std::to_array<Unit>({
    {"sar", "kB", 1024, "B"},
    {"sar", "kB/s", 1024, "B/s"},
    {"", "%", 0.01, "1"},
    {"", "percent", 0.01, "1"},
    {"", "ratio", 1, "1"},
    {"", "seconds/s", 1, "1"},
    {"", "", 1, ""},
    {"", "B", 1, "B"},
    {"", "bytes", 1, "B"},
    {"", "B/s", 1, "B/s"},
    {"", "Bps", 1, "B/s"},
    {"", "bytes/s", 1, "B/s"},
    {"", "bps", 1, "bit/s"},
    {"", "bit/s", 1, "bit/s"},
    {"", "s", 1, "s"},
    {"", "seconds", 1, "s"},
    {"", "ms", 1e-3, "s"},
    {"", "1/s", 1, "1/s"},
    {"", "pps", 1, "1/s"},
    {"", "pck/s", 1, "1/s"},
    {"", "KiB", 1024, "B"},
    {"", "MiB", 1048576, "B"},
    {"", "GiB", 1073741824, "B"},
    {"", "Mbit/s", 1e6, "bit/s"},
    {"", "drop/s", 1, "1/s"},
    {"", "cswch/s", 1, "1/s"},
});

// The first point at `time` or later.
std::vector<Point>::const_iterator first_from(const Series& series, double time)
{
    return std::lower_bound(series.points.begin(), series.points.end(), time,
                            [](const Point& point, double moment) { return point.time < moment; });
}

}  // namespace

bool Series::is_counter() const
{
    if (tool != "prometheus") return false;
    constexpr std::array<std::string_view, 4> endings = {"_total", "_count", "_sum", "_bucket"};
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return metric.ends_with(ending); });
}

double Series::usual_step() const
{
    std::vector<double> steps;
    for (std::size_t i = 1; i < points.size(); ++i) {
        steps.push_back(points[i].time - points[i - 1].time);
    }
    if (steps.empty()) return 0;
    const auto middle = std::next(steps.begin(), static_cast<std::ptrdiff_t>(steps.size() / 2));
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

std::string Series::name() const
{
    std::string text;
    for (const Condition& label : labels) {
        const auto* number = std::get_if<double>(&label.value);
        text += (text.empty() ? "" : ",") + label.name + '=';
        text += number != nullptr ? fmt::format("\"{}\"", *number)
                                  : label_quoted(std::get<std::string>(label.value));
    }
    return text.empty() ? metric : metric + '{' + text + '}';
}

std::string_view label_of(const Series& series, std::string_view label)
{
    const Condition* found = find_condition(series.labels, label);
    const auto* text = found != nullptr ? std::get_if<std::string>(&found->value) : nullptr;
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

std::optional<double> value_near(const Series& series, double time, double reach)
{
    const auto after = first_from(series, time);
    auto nearest = after;
    if (after != series.points.begin()) {
        const auto before = std::prev(after);
        const bool earlier =
            after == series.points.end() || time - before->time <= after->time - time;
        if (earlier) nearest = before;
    }
    if (nearest == series.points.end() || std::abs(nearest->time - time) > reach) {
        return std::nullopt;
    }
    return nearest->value;
}

std::optional<double> value_between(const Series& series, double time, double longest)
{
    const auto after = first_from(series, time);
    if (after == series.points.end()) return std::nullopt;
    if (after->time == time) return after->value;
    if (after == series.points.begin()) return std::nullopt;
    const auto before = std::prev(after);
    const double length = after->time - before->time;
    if (length > longest) return std::nullopt;
    return std::lerp(before->value, after->value, (time - before->time) / length);
}

Series rate_of(const Series& counter, std::size_t& left_out)
{
    Series rate = counter;
    rate.points.clear();
    rate.unit = counter.unit.empty() ? "1/s" : counter.unit + "/s";
    const double longest = gap_steps * counter.usual_step();
    for (std::size_t i = 1; i < counter.points.size(); ++i) {
        const Point& before = counter.points[i - 1];
        const Point& point = counter.points[i];
        const double passed = point.time - before.time;
        const double grown = point.value - before.value;
        if (grown < 0 || passed > longest) {
            ++left_out;
        } else {
            rate.points.push_back({point.time, grown / passed, passed});
        }
    }
    return rate;
}

bool to_si(Series& series)
{
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& one) {
        return one.word == series.unit && (one.tool.empty() || one.tool == series.tool);
    });
    if (unit == units.end()) return false;
    for (Point& point : series.points) point.value *= unit->factor;
    series.unit = unit->si;
    return true;
}

}  // namespace calibration
