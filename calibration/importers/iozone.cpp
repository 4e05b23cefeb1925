#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "calibration/importers/iozone_format.hpp"
#include "calibration/importers/iozone_workbook.hpp"
#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr std::string_view banner = "Iozone: Performance Test of File I/O";
constexpr std::string_view children = "Children see throughput for";
constexpr std::size_t sizes = iozone_size_columns;

std::string_view unquoted(std::string_view word)
{
    const bool quotes = word.size() >= 2 && word.front() == '"' && word.back() == '"';
    return quotes ? word.substr(1, word.size() - 2) : std::string_view();
}

// "kB  reclen    write  rewrite ..."
bool is_heading(std::string_view line)
{
    const auto parts = words(line);
    return parts.size() > sizes && parts[1] == "reclen" && (parts[0] == "kB" || parts[0] == "KB");
}

// The title of `"Writer report"`, without quotes.
std::string_view report_title(std::string_view line)
{
    const std::string_view title = unquoted(trimmed(line));
    return title.ends_with("report") ? title : std::string_view();
}

// Numbers of a row from the `first` word on; the last one of a file cut there is left out.
std::vector<double> numbers(const std::vector<std::string_view>& row, std::size_t first, bool whole)
{
    std::vector<double> values;
    for (std::size_t i = first; i < row.size(); ++i) {
        const auto value = number(row[i]);
        if (!value) return {};
        values.push_back(*value);
    }
    if (!whole && !values.empty()) values.pop_back();
    return values;
}

// Reads one run.
class Reader {
public:
    // Whether the line belongs to the next run: its banner, or a report that was there already in a
    // file that has reports alone.
    bool ends_before(std::string_view line) const
    {
        if (line.find(banner) != std::string_view::npos) return has_banner_ || has_samples();
        const std::string_view metric = iozone_report_metric(report_title(line));
        return !metric.empty() && !has_banner_ &&
               std::find(reports_.begin(), reports_.end(), metric) != reports_.end();
    }

    void take(const TextLine& line)
    {
        const std::string_view text = line.text;
        if (text.find(banner) != std::string_view::npos) has_banner_ = true;
        if (text.find("iozone test complete") != std::string_view::npos) ended_ = true;
        take_header(text);
        if (is_heading(text)) {
            heading_ = text;
        } else if (const auto throughput = behind(text, children)) {
            take_throughput(*throughput, line);
        } else if (!report_title(text).empty()) {
            report_ = iozone_report_metric(report_title(text));
            reports_.push_back(report_);
            records_.clear();
        } else if (!report_.empty() && trimmed(text).starts_with('"')) {
            take_report_row(line);
        } else if (!heading_.empty()) {
            take_row(line);
        }
    }

    Run finish()
    {
        if (has_banner_ && !ended_) {
            run_.complete = false;
            run_.flag("the run did not come to its end");
        }
        if (has_samples() && run_.samples.front().unit.empty()) {
            run_.flag("the part with the unit is missing; IOzone's own default is kBytes/sec");
        }
        return std::move(run_);
    }

private:
    bool has_samples() const { return !run_.samples.empty(); }

    void take_header(std::string_view line)
    {
        if (const auto command = after(line, "Command line used:")) {
            command_ = read_iozone_command(*command);
        }
        if (const auto unit = behind(line, "Output is in")) {
            unit_ = unit->substr(0, unit->find_last_not_of('.') + 1);
        }
        if (const auto sizes_of = after(line, "Each process writes a")) take_sizes(*sizes_of);
        if (const auto sizes_of = after(line, "Each thread writes a")) take_sizes(*sizes_of);
        if (const auto least = after(line, "Min throughput per")) {
            const auto sides = split_at(*least, '=');
            const auto value = sides ? leading_number(sides->second) : std::nullopt;
            if (value && value->value == 0) {
                run_.flag(
                    "a process of a throughput test had finished before another began, so "
                    "that its speed is not that of all at once");
            }
        }
    }

    // "8192 kByte file in 16 kByte records"
    void take_sizes(std::string_view text)
    {
        const auto parts = words(text);
        if (parts.size() < 5) return;
        file_kb_ = number(parts[0]).value_or(0);
        record_kb_ = number(parts[4]).value_or(0);
    }

    void add(Sample sample, std::size_t line)
    {
        for (const Condition& condition : command_.conditions) {
            set_condition(sample.conditions, condition.name, std::get<double>(condition.value));
        }
        sample.line = line;
        run_.add(std::move(sample));
    }

    void take_row(const TextLine& line)
    {
        const auto row = words(line.text);
        const auto values = numbers(row, 0, line.ended);
        if (values.size() <= sizes || !(values[0] > 0) || !(values[1] > 0)) return;
        const auto columns =
            iozone_row_columns(command_, words(heading_), row, values.size() - sizes);
        if (columns.empty()) {
            run_.flag(
                fmt::format("line {}: has more numbers than columns; it is left out", line.number));
        }
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const double value = values[i + sizes];
            if (!(value > 0)) continue;
            cells_[{columns[i].metric, values[0], values[1]}] = value;
            add(iozone_sample(columns[i].metric, value, unit_, values[0], values[1]), line.number);
        }
    }

    // "2 initial writers 	= 3582120.75 kB/sec"
    void take_throughput(std::string_view text, const TextLine& line)
    {
        const auto sides = split_at(text, '=');
        const auto workers = sides ? leading_number(sides->first) : std::nullopt;
        const auto speed = sides ? leading_number(sides->second) : std::nullopt;
        if (!workers || !speed || !(speed->value > 0) || !line.ended) return;
        const auto metric = iozone_throughput_metric(sides->first.substr(workers->length));
        if (metric.empty()) {
            run_.flag(fmt::format("line {}: is a test without a name here", line.number));
            return;
        }
        Sample sample =
            iozone_sample(metric, speed->value, trimmed(sides->second.substr(speed->length)),
                          file_kb_, record_kb_);
        set_condition(sample.conditions, "processes", workers->value);
        add(std::move(sample), line.number);
    }

    void take_report_row(const TextLine& line)
    {
        const auto row = words(line.text);
        if (row.size() > 1 && row[1].starts_with('"')) {
            records_.clear();
            for (const std::string_view word : row) {
                records_.push_back(number(unquoted(word)).value_or(0));
            }
            return;
        }
        const auto file = number(unquoted(row[0]));
        const auto values = numbers(row, 1, line.ended);
        if (!file || values.size() > records_.size()) return;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i] > 0 && records_[i] > 0) {  // 0: not measured
                take_cell(*file, records_[i], values[i], line.number);
            }
        }
    }

    // The reports repeat the table.
    void take_cell(double file, double record, double value, std::size_t line)
    {
        if (heading_.empty()) {
            add(iozone_sample(report_, value, unit_, file, record), line);
            return;
        }
        const auto cell = cells_.find({report_, file, record});
        if (cell == cells_.end() || cell->second != value) {
            run_.flag(
                fmt::format("line {}: the report differs from the table, which is kept", line));
        }
    }

    Run run_;
    IozoneCommand command_;
    std::string unit_;
    std::string_view heading_;
    double file_kb_ = 0;  // of a throughput test
    double record_kb_ = 0;
    std::map<std::tuple<std::string_view, double, double>, double> cells_;  // of the table
    std::string_view report_;                // metric of the present one
    std::vector<std::string_view> reports_;  // metrics of all
    std::vector<double> records_;            // kB, of the columns of the present one
    bool has_banner_ = false;
    bool ended_ = false;
};

bool recognizes(const MeasurementText& text)
{
    if (is_iozone_workbook(text.binary())) return true;
    return std::any_of(text.lines().begin(), text.lines().end(), [](const TextLine& line) {
        return line.text.find(banner) != std::string_view::npos || is_heading(line.text) ||
               line.text.find(children) != std::string_view::npos ||
               !iozone_report_metric(report_title(line.text)).empty();
    });
}

Imported read(const MeasurementText& text)
{
    Imported imported;
    if (!text.binary().empty()) {
        imported.runs = {read_iozone_workbook(text.binary())};
        return imported;
    }
    Reader reader;
    for (const TextLine& line : text.lines()) {
        const auto version = after(line.text, "Version $Revision:");
        if (version) imported.add_version(version->substr(0, version->find(' ')));
        if (reader.ends_before(line.text)) {
            imported.add_run(reader.finish());
            reader = {};
        }
        reader.take(line);
    }
    imported.add_run(reader.finish());
    return imported;
}

}  // namespace

// IOzone: the table, throughput mode, the reports of -R and the worksheet of -b.
const Importer iozone = {"iozone", recognizes, read};

}  // namespace calibration::importers
