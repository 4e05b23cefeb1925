#include "calibration/importers/prometheus_exposition.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "calibration/importers/monitored.hpp"
#include "calibration/label_set.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr std::array<std::string_view, 9> types = {"counter", "gauge",          "histogram",
                                                   "summary", "untyped",        "unknown",
                                                   "info",    "gaugehistogram", "stateset"};
constexpr std::array<std::string_view, 10> base_units = {"seconds", "bytes", "ratio", "percent",
                                                         "celsius", "hertz", "volts", "amperes",
                                                         "joules",  "meters"};
constexpr double milliseconds = 1e3;  // in a second

// The name in "# TYPE node_load1 gauge".
std::string_view declared_name(std::string_view line)
{
    const auto rest = after(line, "# TYPE ");
    const auto parts = rest ? words(*rest) : std::vector<std::string_view>();
    if (parts.size() != 2) return {};
    const bool known = std::find(types.begin(), types.end(), parts[1]) != types.end();
    return known && metric_name_length(parts[0]) == parts[0].size() ? parts[0] : std::string_view();
}

bool is_not_finite(std::string_view word)
{
    if (word.starts_with('+') || word.starts_with('-')) word.remove_prefix(1);
    return word == "NaN" || word == "Inf" || word == "nan" || word == "inf";
}

class Reader {
public:
    // OpenMetrics has times in seconds, the older format in milliseconds.
    explicit Reader(bool open_metrics) : time_unit_(open_metrics ? 1 : milliseconds) {}

    void take(const TextLine& line)
    {
        const std::string_view declared = declared_name(line.text);
        if (!declared.empty()) {
            if (!declared_.insert(declared).second) finish_run();
            declared_.insert(declared);
            begun_ = true;
        } else if (begun_ && !line.ended) {
            cut_ = true;
        } else if (begun_) {
            take_sample(line);
        }
    }

    Imported finish()
    {
        run_.complete = !cut_;
        if (cut_) run_.flag(cut_short);
        finish_run();
        return std::move(imported_);
    }

private:
    // "name 1", "name{a="b"} 1 1395066363000"
    void take_sample(const TextLine& line)
    {
        std::string_view rest = line.text;
        SeriesHead head;
        head.metric = rest.substr(0, metric_name_length(rest));
        rest.remove_prefix(head.metric.size());
        const auto labels = read_label_set(rest);
        if (labels) rest.remove_prefix(labels->length);
        const auto parts = words(rest.substr(0, rest.find(" # ")));  // without an exemplar
        if (head.metric.empty() || parts.empty() || parts.size() > 2) return;
        if (!labels && !rest.starts_with(' ') && !rest.starts_with('\t')) return;

        const auto value = number(parts[0]);
        if (!value && is_not_finite(parts[0])) not_finite_.add(line.number);
        const auto time = parts.size() == 2 ? number(parts[1]) : std::nullopt;
        if (!value || (parts.size() == 2 && !time)) return;
        head.unit = unit_in_name(head.metric);
        if (labels) {
            for (const Label& label : labels->labels) head.add_label(label.name, label.value);
        }
        if (time) {
            run_.add(head.point_at(*time / time_unit_, *value, line.number));
        } else {
            run_.add(head.point(*value, line.number));
            timeless_.add(line.number);
        }
    }

    void finish_run()
    {
        if (!begun_) return;
        timeless_.tell("samples without a time, as a scrape holds the present values alone", run_);
        not_finite_.tell("values that are NaN or infinite and left out", run_);
        imported_.add_run(std::exchange(run_, {}));
        timeless_ = {};
        not_finite_ = {};
        declared_.clear();
    }

    double time_unit_;
    Imported imported_;
    Run run_;
    std::set<std::string_view> declared_;  // of the present scrape
    LeftOut timeless_;
    LeftOut not_finite_;
    bool begun_ = false;
    bool cut_ = false;
};

}  // namespace

bool is_exposition(const MeasurementText& text)
{
    return std::any_of(text.lines().begin(), text.lines().end(),
                       [](const TextLine& line) { return !declared_name(line.text).empty(); });
}

Imported read_exposition(const MeasurementText& text)
{
    Reader reader(text.has_line("# EOF"));
    for (const TextLine& line : text.lines()) reader.take(line);
    return reader.finish();
}

std::string_view unit_in_name(std::string_view metric)
{
    for (const std::string_view ending : {"_total", "_sum"}) {
        if (metric.ends_with(ending)) metric.remove_suffix(ending.size());
    }
    const std::size_t last = metric.rfind('_');
    if (last == std::string_view::npos) return {};
    const std::string_view word = metric.substr(last + 1);
    const bool known = std::find(base_units.begin(), base_units.end(), word) != base_units.end();
    return known ? word : std::string_view();
}

}  // namespace calibration::importers
