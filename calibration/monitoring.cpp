#include "calibration/monitoring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "calibration/importers.hpp"
#include "calibration/importers/zabbix_items.hpp"
#include "models/input_text.hpp"

namespace calibration {
namespace {

using importers::nameless_expression;
using importers::nameless_item;
using importers::ZabbixItems;

constexpr double latest_time = 7258118400;  // s, the year 2200

// Series by what their points share.
using Key = std::tuple<std::string, std::string, std::string>;

Key key_of(const Series& series)
{
    return {series.tool, series.name(), series.unit};
}

std::optional<double> number_of(const Sample& sample, std::string_view name)
{
    const Condition* found = find_condition(sample.conditions, name);
    const auto* value = found != nullptr ? std::get_if<double>(&found->value) : nullptr;
    return value != nullptr ? std::optional(*value) : std::nullopt;
}

// The series that a sample is a point of, without points.
Series series_of(const Sample& sample, const Imported& file)
{
    Series series{sample.metric, sample.unit, {}, file.tool, {file.file}, {}};
    for (const Condition& condition : sample.conditions) {
        const bool is_label = condition.name != "time" && condition.name != "interval";
        if (is_label) series.labels.push_back(condition);
    }
    return series;
}

bool same_series(const Sample& one, const Sample& other)
{
    const auto same = [](const Condition& left, const Condition& right) {
        return left == right ||
               (left.name == right.name && (left.name == "time" || left.name == "interval"));
    };
    return one.metric == other.metric && one.unit == other.unit &&
           std::equal(one.conditions.begin(), one.conditions.end(), other.conditions.begin(),
                      other.conditions.end(), same);
}

// Sorts by time and keeps the first point of each moment; returns how many others differ from it.
std::size_t put_in_order(std::vector<Point>& points)
{
    std::stable_sort(points.begin(), points.end(),
                     [](const Point& one, const Point& other) { return one.time < other.time; });
    std::size_t different = 0;
    const auto is_again = [&](const Point& kept, const Point& point) {
        if (kept.time != point.time) return false;
        if (kept.value != point.value) ++different;
        return true;
    };
    points.erase(std::unique(points.begin(), points.end(), is_again), points.end());
    return different;
}

// Whether both may be parts of one series.
bool agree(const std::vector<Point>& one, const std::vector<Point>& other)
{
    if (one.back().time < other.front().time || other.back().time < one.front().time) return true;
    bool met = false;
    auto here = one.begin();
    auto there = other.begin();
    while (here != one.end() && there != other.end()) {
        if (here->time < there->time) {
            ++here;
        } else if (there->time < here->time) {
            ++there;
        } else {
            if (here++->value != there++->value) return false;
            met = true;
        }
    }
    return met;
}

std::string_view unit_in_file_name(std::string_view words)
{
    constexpr std::pair<std::string_view, std::string_view> endings[] = {
        {"bytes_per_s", "bytes/s"}, {"bytes_per_second", "bytes/s"},
        {"bits_per_s", "bit/s"},    {"bits_per_second", "bit/s"},
        {"bytes", "bytes"},         {"percent", "percent"},
        {"seconds", "seconds"}};
    for (const auto& [ending, unit] : endings) {
        if (words.ends_with(ending)) return unit;
    }
    return {};
}

class Collector {
public:
    void take(const MeasurementText& text)
    {
        const ZabbixItems items = importers::read_zabbix_items(text);
        items_.insert(items.begin(), items.end());
        const Imported file = import_text(text);
        if (!file.has_samples()) {
            if (items.empty()) note(file.file, file.diagnosis);
            return;
        }
        const std::size_t before = series_.size();
        take_samples(file);
        if (series_.size() == before) note(file.file, "has no points of a series");
        for (const Run& run : file.runs) {
            for (const std::string& flag : run.flags) {
                if (flag != importers::undescribed_items) note(file.file, flag);
            }
        }
    }

    Monitoring finish()
    {
        for (Series& series : series_) {
            name(series);
            const std::size_t different = put_in_order(series.points);
            if (different > 0) {
                note(series.files[0], fmt::format("{} moments of {} are told again with another "
                                                  "value; the first is kept",
                                                  different, series.name()));
            }
        }
        merge();
        return std::move(monitoring_);
    }

private:
    void note(const std::string& file, const std::string& sentence)
    {
        std::vector<std::string>& notes = monitoring_.notes;
        std::string whole = file + ": " + sentence;
        if (notes.empty() || notes.back() != whole) notes.push_back(std::move(whole));
    }

    void take_samples(const Imported& file)
    {
        std::map<Key, std::size_t> places;
        const Sample* before = nullptr;
        std::size_t place = 0;
        for (const Run& run : file.runs) {
            for (const Sample& sample : run.samples) {
                const auto time = number_of(sample, "time");
                const bool usable = time && *time >= 0 && *time < latest_time;
                if (!usable || sample.better != Better::neither) continue;
                if (before == nullptr || !same_series(*before, sample)) {
                    Series series = series_of(sample, file);
                    const auto [known, is_new] = places.emplace(key_of(series), series_.size());
                    if (is_new) series_.push_back(std::move(series));
                    place = known->second;
                }
                before = &sample;
                add_point(series_[place], *time, number_of(sample, "interval"), sample.value);
            }
        }
    }

    // The clock of a trend of Zabbix is the beginning of its hour.
    static void add_point(Series& series, double time, std::optional<double> interval, double value)
    {
        const bool begins = series.tool == "zabbix" && interval;
        series.points.push_back({begins ? time + *interval : time, value, interval.value_or(0)});
    }

    // Gives a series the name that its own answer does not know.
    void name(Series& series)
    {
        const std::string itemid(label_of(series, "itemid"));
        const auto item = items_.find(itemid);
        const bool is_item = series.metric.starts_with(nameless_item) && !itemid.empty() &&
                             label_of(series, "item_key").empty();
        if (is_item && item == items_.end()) {
            note(series.files[0], importers::undescribed_items);
        } else if (is_item) {
            const auto head = importers::head_of_item(itemid, item->second);
            const std::string ending = series.metric.substr(nameless_item.size());
            series.metric = head.metric + ending;
            series.unit = ending == "_num" ? "" : head.unit;
            series.labels = head.labels;
        } else if (series.metric == nameless_expression || series.metric == nameless_item) {
            const std::string stem = std::filesystem::path(series.files[0]).stem().string();
            series.metric = importers::in_words(stem);
            series.unit = unit_in_file_name(series.metric);
        }
    }

    // One series of those of equal name that agree.
    void merge()
    {
        std::map<Key, std::vector<std::size_t>> places;
        std::vector<Series>& merged = monitoring_.series;
        for (Series& series : series_) {
            std::vector<std::size_t>& equal = places[key_of(series)];
            const auto partner = std::find_if(equal.begin(), equal.end(), [&](std::size_t place) {
                return agree(merged[place].points, series.points);
            });
            if (partner == equal.end()) {
                equal.push_back(merged.size());
                merged.push_back(std::move(series));
            } else {
                append(merged[*partner], series);
            }
        }
        for (const auto& [key, equal] : places) {
            if (equal.size() > 1) tell_apart(equal);
        }
    }

    static void append(Series& series, const Series& more)
    {
        series.points.insert(series.points.end(), more.points.begin(), more.points.end());
        put_in_order(series.points);
        series.files.push_back(more.files[0]);
    }

    void tell_apart(const std::vector<std::size_t>& places)
    {
        for (const std::size_t place : places) {
            Series& series = monitoring_.series[place];
            if (place == places.front()) {
                note(series.files[0], fmt::format("{} differs from that of other files; each is a "
                                                  "series of its own, with a label `file`",
                                                  series.name()));
            }
            set_condition(series.labels, "file", series.files[0]);
        }
    }

    Monitoring monitoring_;
    std::vector<Series> series_;  // of each file
    ZabbixItems items_;
};

}  // namespace

Monitoring read_monitoring(const std::vector<std::string>& paths, models::Findings& findings)
{
    Collector collector;
    for (const std::string& path : paths) {
        auto bytes = models::read_bytes(
            path, largest_measurement, "is longer than 64 MiB; split it, or export less", findings);
        if (bytes) collector.take(MeasurementText(std::move(*bytes), path));
    }
    return collector.finish();
}

}  // namespace calibration
