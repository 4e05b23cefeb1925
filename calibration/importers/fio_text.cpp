#include "calibration/importers/fio_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "calibration/importers/fio_definition.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr std::string_view defines = ": (g=";
constexpr std::string_view begins = ": (groupid=";
constexpr std::string_view all_clients = "All clients";  // the sum of the others

using GroupKey = std::pair<std::string, double>;  // name of the job and group

// What stands before and behind a mark in a line.
struct Marked {
    std::string name;
    double group = 0;
    std::string_view rest;  // behind the group
};

// "<host> name: (g=0): rw=write, ..."; the host is that of a client.
std::optional<Marked> marked(std::string_view line, std::string_view mark)
{
    const std::size_t at = line.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view name = trimmed(line.substr(0, at));
    if (name.starts_with('<') && name.find('>') != std::string_view::npos) {
        name = trimmed(name.substr(name.find('>') + 1));
    }
    const std::string_view behind_mark = line.substr(at + mark.size());
    const auto group = leading_number(behind_mark);
    if (!group || name.empty()) return std::nullopt;
    return Marked{std::string(name), group->value, behind_mark.substr(group->length)};
}

// "19.4k" -> 19400; K and M are powers of 1000 here.
double scaled_number(std::string_view text)
{
    const auto found = leading_number(text);
    if (!found) return 0;
    const std::string suffix = lower_case(text.substr(found->length, 1));
    const double factor = suffix == "k" ? 1e3 : suffix == "m" ? 1e6 : suffix == "g" ? 1e9 : 1;
    return found->value * factor;
}

// Up to fio 2 the rate is "bw=", from fio 3 on "BW=".
bool is_old(std::string_view text)
{
    return text.find(" bw=") != std::string_view::npos;
}

// "write: io=16384MB, bw=751600KB/s, iops=733 , runt= 22322msec" and, from fio 3 on,
// "read: IOPS=19.4k, BW=75.7MiB/s (79.3MB/s)(75.7MiB/1001msec)"
std::optional<FioDirection> direction_in(std::string_view text, std::size_t line)
{
    const auto sides = split_at(text, ':');
    const std::string_view name = sides ? sides->first : std::string_view();
    const bool known =
        std::find(fio_directions.begin(), fio_directions.end(), name) != fio_directions.end();
    const bool old = is_old(text);
    const std::string_view rate = fio_value(text, old ? " bw=" : "BW=", ", (");
    const auto bandwidth = leading_number(rate);
    if (!known || !bandwidth) return std::nullopt;
    FioDirection direction;
    direction.name = name;
    direction.iops = scaled_number(fio_value(text, old ? "iops=" : "IOPS=", ", "));
    const std::string_view behind_slash = text.substr(text.rfind('/') + 1);
    const auto time = leading_number(old ? fio_value(text, "runt=", "m") : behind_slash);
    if (time) direction.milliseconds = time->value;
    direction.add("throughput", bandwidth->value, rate.substr(bandwidth->length), Better::higher,
                  line);
    direction.add("iops", direction.iops, "IOPS", Better::higher, line);
    return direction;
}

class Reader {
public:
    Reader(Imported& imported, const FioTold& told) : imported_(imported), told_(told) {}

    void take(const TextLine& line)
    {
        if (!line.ended) return;
        const std::string_view text = trimmed(line.text);
        if (const auto definition = marked(text, defines)) {
            if (!jobs_.empty()) finish_run();
            definitions_[{definition->name, definition->group}] = fio_definition(definition->rest);
            begun_ = true;
        } else if (const auto job = marked(text, begins)) {
            begin_job(*job, line.number);
        } else if (text.starts_with("Run status group")) {
            ended_ = true;
            in_job_ = false;
        } else if (in_job_) {
            take_result(text, line.number);
        }
        take_version(text);
    }

    void finish() { finish_run(); }

private:
    void take_version(std::string_view text)
    {
        const bool alone = text.find(' ') == std::string_view::npos;
        const std::string_view version = text.starts_with("fio-") ? text.substr(4) : text;
        const bool numbered =
            version.size() < 30 &&
            (version.starts_with("2.0") || (text.starts_with("fio-") && leading_number(version)));
        if (alone && numbered && begun_) imported_.add_version(version);
    }

    // "name: (groupid=0, jobs=8): err= 0: pid=8: ..."
    void begin_job(const Marked& found, std::size_t line)
    {
        if (ended_ || jobs_.size() == most_fio_jobs) finish_run();
        begun_ = true;
        in_job_ = found.name != all_clients;
        percentiles_of_ = {};
        if (!in_job_) return;
        FioJob job;
        job.name = found.name;
        job.group = found.group;
        job.line = line;
        const auto definition = definitions_.find({job.name, job.group});
        if (definition != definitions_.end()) job.conditions = definition->second.conditions;
        const auto count = leading_number(fio_value(found.rest, "jobs=", ")"));
        if (count) set_condition(job.conditions, "processes", count->value);
        const auto error = leading_number(fio_value(found.rest, "err=", ":("));
        if (error) job.error = error->value;
        jobs_.push_back(std::move(job));
    }

    void take_result(std::string_view text, std::size_t line)
    {
        if (take_direction(text, line)) return;
        if (jobs_.back().directions.empty()) return;
        FioDirection& direction = jobs_.back().directions.back();
        if (text.starts_with('|')) {
            take_percentiles(text, line, direction);
        } else {
            take_latency(text, line, direction);
        }
    }

    bool take_direction(std::string_view text, std::size_t line)
    {
        auto direction = direction_in(text, line);
        if (!direction) return false;
        FioJob& job = jobs_.back();
        job.old_units = is_old(text);
        const auto definition = definitions_.find({job.name, job.group});
        if (definition != definitions_.end()) {
            const auto place =
                std::find(fio_directions.begin(), fio_directions.end(), direction->name) -
                fio_directions.begin();
            direction->conditions =
                definition->second.of_direction[static_cast<std::size_t>(place)];
        }
        percentiles_of_ = {};
        job.directions.push_back(std::move(*direction));
        return true;
    }

    // "clat (usec): min=3, max=223, avg=25.55, stdev=37.33" and "clat percentiles (usec):"
    void take_latency(std::string_view text, std::size_t line, FioDirection& direction)
    {
        const std::string_view metric = fio_latency_metric(text.substr(0, text.find(' ')));
        const std::string_view unit = fio_value(text, "(", ")");
        if (text.find("percentiles (") != std::string_view::npos) {
            percentiles_of_ = metric;
            percentile_unit_ = unit;
        } else if (!metric.empty() && text.find("avg=") != std::string_view::npos) {
            const double mean = scaled_number(fio_value(text, "avg=", ", "));
            direction.add(metric, mean, unit, Better::lower, line);
        }
    }

    // "|  1.00th=[ 4128],  5.00th=[16768],"
    void take_percentiles(std::string_view text, std::size_t line, FioDirection& direction)
    {
        constexpr std::string_view mark = "th=[";
        if (percentiles_of_.empty()) return;
        text.remove_prefix(1);
        for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
            const auto rank = leading_number(trimmed(text.substr(0, at)));
            text.remove_prefix(at + mark.size());
            const double value = scaled_number(trimmed(text.substr(0, text.find(']'))));
            if (rank) {
                direction.add(std::string(percentiles_of_) + "_percentile", value, percentile_unit_,
                              Better::lower, line, rank->value);
            }
            text.remove_prefix(std::min(text.find_first_of("],"), text.size()));
            text.remove_prefix(std::min(text.find_first_not_of("], "), text.size()));
        }
    }

    // Beside another format the normal output may be no more than its definitions.
    void finish_run()
    {
        const bool told = std::any_of(jobs_.begin(), jobs_.end(),
                                      [&](const FioJob& job) { return told_.contains(job); });
        const bool elsewhere = told || (jobs_.empty() && !told_.is_empty());
        if (begun_ && !elsewhere) {
            Run run;
            run.complete = ended_;
            add_fio_jobs(jobs_, run);
            if (run.samples.empty()) run.complete = false;
            if (!ended_) run.flag("the run did not come to its end");
            imported_.add_run(std::move(run));
        }
        jobs_.clear();
        definitions_.clear();
        begun_ = ended_ = in_job_ = false;
    }

    Imported& imported_;
    const FioTold& told_;
    std::vector<FioJob> jobs_;
    std::map<GroupKey, FioDefinition> definitions_;
    std::string_view percentiles_of_;  // metric; empty: not imported
    std::string_view percentile_unit_;
    bool begun_ = false;
    bool ended_ = false;
    bool in_job_ = false;
};

}  // namespace

bool is_fio_line(std::string_view line)
{
    return (marked(line, defines) && line.find("rw=") != std::string_view::npos) ||
           marked(line, begins);
}

void read_fio_text(const MeasurementText& text, Imported& imported, const FioTold& told)
{
    Reader reader(imported, told);
    for (const TextLine& line : text.lines()) reader.take(line);
    reader.finish();
}

}  // namespace calibration::importers
