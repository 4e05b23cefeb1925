#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "calibration/importers/monitored.hpp"
#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

using Fields = std::vector<std::string_view>;

constexpr std::array<std::string_view, 6> times = {"second",    "seconds", "time",
                                                   "timestamp", "epoch",   "time_s"};
constexpr std::size_t most_columns = 1000;
constexpr std::size_t last_heading = 100;  // line in which it may stand

struct Ending {
    std::string_view word;
    std::string_view unit;
};

// A word of a heading that tells the unit, "rss_mib".
constexpr std::array<Ending, 9> endings = {{{"percent", "%"},
                                            {"bytes", "B"},
                                            {"kib", "KiB"},
                                            {"mib", "MiB"},
                                            {"gib", "GiB"},
                                            {"ms", "ms"},
                                            {"s", "s"},
                                            {"bps", "bit/s"},
                                            {"mbit", "Mbit/s"}}};

Fields fields_of(std::string_view line)
{
    Fields fields;
    while (fields.size() <= most_columns) {
        const std::size_t end = std::min(line.find(','), line.size());
        std::string_view field = trimmed(line.substr(0, end));
        if (field.size() > 1 && field.front() == '"' && field.back() == '"') {
            field = trimmed(field.substr(1, field.size() - 2));
        }
        fields.push_back(field);
        if (end == line.size()) break;
        line.remove_prefix(end + 1);
    }
    return fields;
}

// "second,viewers,failed": begins with the time; no name is a number or lacks letter and digit.
bool is_heading(const Fields& fields)
{
    const bool has_time = std::find(times.begin(), times.end(), fields[0]) != times.end();
    return has_time && fields.size() > 1 && fields.size() <= most_columns &&
           std::none_of(fields.begin(), fields.end(), [](std::string_view field) {
               return in_words(field).empty() || number(field).has_value();
           });
}

std::string_view unit_of(const std::string& metric)
{
    const std::string padded = '_' + metric + '_';
    for (const Ending& ending : endings) {
        if (padded.find('_' + std::string(ending.word) + '_') != std::string::npos)
            return ending.unit;
    }
    return {};
}

std::vector<SeriesHead> heads_of(const Fields& heading)
{
    std::vector<SeriesHead> heads(heading.size());
    for (std::size_t column = 1; column < heading.size(); ++column) {
        heads[column].metric = in_words(heading[column]);
        heads[column].unit = unit_of(heads[column].metric);
    }
    return heads;
}

bool is_row_below(const TextLine& heading, const TextLine& line)
{
    const Fields fields = fields_of(line.text);
    return number(fields[0]).has_value() && fields.size() == fields_of(heading.text).size();
}

// The heading, behind whatever a shell printed; there, a row has to follow it.
const TextLine* find_heading(const MeasurementText& text)
{
    bool first = true;
    const TextLine* before = nullptr;
    for (const TextLine& line : text.lines()) {
        if (line.number > last_heading) break;
        if (before != nullptr && is_row_below(*before, line)) return before;
        before = nullptr;
        if (trimmed(line.text).empty()) continue;
        if (is_heading(fields_of(line.text))) {
            if (first) return &line;
            before = &line;
        }
        first = false;
    }
    return nullptr;
}

bool recognizes(const MeasurementText& text)
{
    return find_heading(text) != nullptr;
}

Imported read(const MeasurementText& text)
{
    Imported imported;
    const TextLine* heading = find_heading(text);
    if (heading == nullptr) return imported;
    Run run;
    const std::vector<SeriesHead> heads = heads_of(fields_of(heading->text));
    LeftOut odd;
    for (const TextLine& line : text.lines()) {
        if (line.number <= heading->number || trimmed(line.text).empty()) continue;
        const Fields fields = fields_of(line.text);
        if (line.ended && fields.size() == 1) continue;  // a prompt
        const auto time = number(fields[0]);
        if (!line.ended) {
            run.complete = false;
            run.flag(cut_short);
        }
        if (!time || fields.size() != heads.size()) {
            if (line.ended) odd.add(line.number);
            continue;
        }
        // the number in which the file ends may lack digits
        const std::size_t end = line.ended ? heads.size() : heads.size() - 1;
        for (std::size_t column = 1; column < end; ++column) {
            const auto value = number(fields[column]);
            if (value) run.add(heads[column].point_at(*time, *value, line.number));
        }
    }
    odd.tell("rows that do not fit the heading", run);
    imported.runs.push_back(std::move(run));
    return imported;
}

}  // namespace

// Comma-separated values under a heading that begins with the time in seconds. What is no number is
// no sample.
const Importer csv_series = {"csv", recognizes, read};

}  // namespace calibration::importers
