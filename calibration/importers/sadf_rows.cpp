#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "calibration/importers/clock_time.hpp"
#include "calibration/importers/sar_columns.hpp"
#include "calibration/importers/sar_formats.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

using Fields = std::vector<std::string_view>;

constexpr std::size_t leading_fields = 3;  // host, interval, time
constexpr std::string_view side_by_side = "[...]";
constexpr std::string_view restart = "LINUX-RESTART";

// What separates the fields of "# hostname;interval;timestamp;...": others than ';' are of those
// who opened the file elsewhere. '\0': the line is no heading.
char separator_of(std::string_view line)
{
    line = trimmed(line);
    if (line.starts_with('#')) line = trimmed(line.substr(1));
    constexpr std::string_view first = "hostname";
    if (!line.starts_with(first) || line.size() == first.size()) return '\0';
    const char separator = line[first.size()];
    const bool known = separator == ';' || separator == ',' || separator == '\t';
    return known && line.substr(first.size() + 1).starts_with("interval") ? separator : '\0';
}

Fields fields_of(std::string_view line, char separator)
{
    Fields fields;
    for (;;) {
        const std::size_t end = std::min(line.find(separator), line.size());
        fields.push_back(trimmed(line.substr(0, end)));
        if (end == line.size()) return fields;
        line.remove_prefix(end + 1);
    }
}

struct Moment {
    double time = 0;  // s
    bool utc = true;
};

// "2026-11-23 03:14:39 UTC", the same without zone for local time, or seconds since 1970.
std::optional<Moment> moment_of(std::string_view field)
{
    const auto parts = words(field);
    if (parts.size() == 1) {
        const auto seconds = number(parts[0]);
        return seconds ? std::optional(Moment{*seconds, true}) : std::nullopt;
    }
    if (parts.size() < 2) return std::nullopt;
    const auto date = days_of_iso_date(parts[0]);
    const auto clock = seconds_of_clock(parts[1]);
    if (!date || !clock) return std::nullopt;
    const bool utc = parts.size() > 2 && (parts[2] == "UTC" || parts[2] == "GMT");
    return Moment{static_cast<double>(*date) * day + *clock, utc};
}

struct Column {
    std::string_view label;                // its heading, where it holds one
    const SarColumn* statistic = nullptr;  // where it is read
};

class Reader {
public:
    explicit Reader(Imported& imported) : imported_(imported) {}

    void take(const TextLine& line)
    {
        const char separator = separator_of(line.text);
        if (separator != '\0') {
            take_heading(line.text, separator);
            return;
        }
        Fields fields = fields_of(line.text, separator_);
        if (fields.size() <= leading_fields) return;
        const auto interval = number(fields[1]);
        const auto moment = moment_of(fields[2]);
        if (!interval || !moment) return;
        if (fields[3].starts_with(restart)) {
            take_restart(fields[3], *moment);
        } else if (*interval >= 0) {
            if (!line.ended) fields.back() = {};
            take_row(fields, *interval, *moment, line);
        }
    }

    void finish()
    {
        unread_.tell("rows that do not fit their heading and are left out", run_);
        if (rounded_) run_.flag("values were rounded by --human");
        imported_.add_run(std::exchange(run_, {}));
        unread_ = {};
    }

private:
    void take_heading(std::string_view line, char separator)
    {
        separator_ = separator;
        const Fields heading = fields_of(line, separator);
        columns_.clear();
        horizontal_ = heading.back().ends_with(side_by_side);
        for (std::size_t i = leading_fields; i < heading.size(); ++i) {
            std::string_view name = heading[i];
            if (horizontal_ && i + 1 == heading.size()) name.remove_suffix(side_by_side.size());
            columns_.push_back(
                {sar_label(name).empty() ? std::string_view() : name, sar_column(name)});
        }
    }

    // "LINUX-RESTART	(8 CPU)"; older releases do not tell the CPUs.
    void take_restart(std::string_view field, const Moment& moment)
    {
        run_.flag(fmt::format("the machine was started at {:.0f}", moment.time));
        const std::size_t at = field.find('(');
        const auto cpus =
            at == std::string_view::npos ? std::nullopt : leading_number(field.substr(at + 1));
        if (!cpus || cpus_ == cpus->value) return;
        if (!run_.samples.empty()) finish();
        cpus_ = cpus->value;
    }

    void take_row(const Fields& fields, double interval, const Moment& moment, const TextLine& line)
    {
        const std::size_t devices =
            columns_.empty() ? 0 : (fields.size() - leading_fields) / columns_.size();
        const bool fits = devices * columns_.size() == fields.size() - leading_fields;
        if (!line.ended) {
            run_.complete = false;
            run_.flag(cut_short);
        }
        if (!fits || devices == 0 || (devices > 1 && !horizontal_)) {
            if (line.ended) unread_.add(line.number);
            return;
        }
        SeriesHead head;
        if (fields[0].size() <= 100) head.add_label("host", fields[0]);
        if (cpus_) set_condition(head.labels, "guest_cpus", *cpus_);
        if (interval > 0) set_condition(head.labels, "interval", interval);
        if (!moment.utc) run_.flag(sar_local_time);
        for (std::size_t i = 0; i < devices; ++i) {
            take_device(fields, leading_fields + i * columns_.size(), head, moment.time, line);
        }
    }

    // One of the devices of a row, whose fields begin at `first`.
    void take_device(const Fields& fields, std::size_t first, SeriesHead head, double time,
                     const TextLine& line)
    {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::string_view field = fields[first + i];
            const auto& [label, column] = columns_[i];
            if (!label.empty()) set_sar_label(head.labels, label, field);
            if (column == nullptr || field.empty()) continue;
            const auto value = sar_value(field, *column, rounded_);
            if (!value) {
                unread_.add(line.number);
                continue;
            }
            head.metric = column->metric;
            head.unit = column->unit;
            run_.add(head.point_at(time, *value, line.number));
        }
    }

    Imported& imported_;
    Run run_;
    std::vector<Column> columns_;
    char separator_ = ';';
    bool horizontal_ = false;
    std::optional<double> cpus_;
    LeftOut unread_;
    bool rounded_ = false;
};

}  // namespace

bool is_sadf_rows(const MeasurementText& text)
{
    return std::any_of(text.lines().begin(), text.lines().end(), [](const TextLine& line) {
        return separator_of(line.text) != '\0' || line.text.find(restart) != std::string_view::npos;
    });
}

void read_sadf_rows(const MeasurementText& text, Imported& imported)
{
    Reader reader(imported);
    for (const TextLine& line : text.lines()) reader.take(line);
    reader.finish();
}

}  // namespace calibration::importers
