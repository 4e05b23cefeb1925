#include "calibration/importers/fio_terse.hpp"

#include <fmt/format.h>

#include <utility>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

using Fields = std::vector<std::string_view>;

// Of the fields of a direction: total KiB, bandwidth, iops, ms, then four each of submission and
// completion latency, the percentiles, four of latency, five of bandwidth; version 5 adds six.
constexpr std::size_t bandwidth_field = 1;
constexpr std::size_t iops_field = 2;
constexpr std::size_t time_field = 3;
constexpr std::size_t completion_mean_field = 10;
constexpr std::size_t first_percentile_field = 12;
constexpr std::size_t percentiles = 20;
constexpr std::size_t latency_mean_field = 34;
constexpr std::size_t direction_fields = 41;
constexpr std::size_t direction_fields_5 = 47;

Fields fields_of(const TextLine& line)
{
    Fields fields;
    std::string_view rest = trimmed(line.text);
    while (true) {
        const std::size_t end = rest.find(';');
        fields.push_back(rest.substr(0, end));
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    if (!line.ended) fields.pop_back();  // it may be cut
    return fields;
}

double value_of(std::string_view field)
{
    return number(field).value_or(0);
}

FioDirection read_direction(const Fields& fields, std::size_t first, std::string_view name,
                            std::size_t line)
{
    const auto field = [&](std::size_t place) { return value_of(fields[first + place]); };
    FioDirection direction;
    direction.name = name;
    direction.iops = field(iops_field);
    direction.milliseconds = field(time_field);
    direction.add("throughput", field(bandwidth_field), "KiB/s", Better::higher, line);
    direction.add("iops", direction.iops, "IOPS", Better::higher, line);
    direction.add("completion_latency", field(completion_mean_field), "usec", Better::lower, line);
    for (std::size_t i = 0; i < percentiles; ++i) {
        const std::string_view text =
            fields[first + first_percentile_field + i];  // "99.000000%=248"
        const auto sides = split_at(text, '=');
        const auto rank = sides ? leading_number(sides->first) : std::nullopt;
        if (!rank || !(rank->value > 0)) continue;
        direction.add("completion_latency_percentile", value_of(sides->second), "usec",
                      Better::lower, line, rank->value);
    }
    direction.add("latency", field(latency_mean_field), "usec", Better::lower, line);
    return direction;
}

}  // namespace

bool is_fio_terse(std::string_view line)
{
    line = trimmed(line);
    if (line.size() < 2 || line[1] != ';') return false;
    if (line[0] >= '3' && line[0] <= '5') return line.substr(2).starts_with("fio-");
    return line[0] == '2' && line.find("%=") != std::string_view::npos;
}

std::optional<FioTerse> fio_terse_in(const TextLine& line)
{
    if (!is_fio_terse(line.text)) return std::nullopt;
    const Fields fields = fields_of(line);
    const bool told = fields[0] != "2";     // the version of fio
    const std::size_t head = told ? 5 : 4;  // fields before the directions
    if (fields.size() < head) return std::nullopt;
    const std::size_t each = fields[0] == "5" ? direction_fields_5 : direction_fields;
    FioTerse terse;
    if (told) terse.version = fields[1].substr(4);
    terse.job.name = fields[head - 3];
    terse.job.group = value_of(fields[head - 2]);
    terse.job.error = value_of(fields[head - 1]);
    terse.job.line = line.number;
    for (std::size_t i = 0; i < fio_directions.size(); ++i) {
        const std::size_t first = head + i * each;
        // without trim the share of the CPU comes next
        const bool is_trim = i < 2 || (first < fields.size() && !fields[first].ends_with('%'));
        if (!is_trim) break;
        if (first + each > fields.size()) {
            terse.complete = false;
            break;
        }
        auto direction = read_direction(fields, first, fio_directions[i], line.number);
        if (!direction.samples.empty()) terse.job.directions.push_back(std::move(direction));
    }
    return terse;
}

void read_fio_terse(const MeasurementText& text, Imported& imported, FioTold& told)
{
    Run run;
    std::vector<FioJob> jobs;
    FioTold told_here;
    const auto finish = [&] {
        if (jobs.empty()) return;
        add_fio_jobs(jobs, run);
        if (!run.complete) run.flag("the run is cut");
        if (run.samples.empty()) run.complete = false;
        imported.add_run(std::exchange(run, {}));
        jobs.clear();
    };
    for (const TextLine& line : text.lines()) {
        auto terse = fio_terse_in(line);
        if (!terse) {
            finish();
            continue;
        }
        if (!terse->version.empty()) imported.add_version(terse->version);
        run.complete = run.complete && terse->complete;
        if (told.contains(terse->job)) continue;
        if (jobs.size() == most_fio_jobs) finish();
        told_here.add(terse->job);
        jobs.push_back(std::move(terse->job));
    }
    finish();
    told.add(told_here);
}

}  // namespace calibration::importers
