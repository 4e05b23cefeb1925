#include "calibration/importers/iozone_format.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr double kib = 1024;
constexpr std::string_view options_with_value = "bdfFgHijJklLnPqrsStuUVXYy";

struct Title {
    std::string_view title;  // lower case
    std::string_view metric;
};

constexpr Title reports[] = {
    {"writer report", "iozone_write"},
    {"re-writer report", "iozone_rewrite"},
    {"reader report", "iozone_read"},
    {"re-reader report", "iozone_reread"},
    {"random read report", "iozone_random_read"},
    {"random write report", "iozone_random_write"},
    {"backward read report", "iozone_backward_read"},
    {"record rewrite report", "iozone_record_rewrite"},
    {"stride read report", "iozone_stride_read"},
    {"fwrite report", "iozone_fwrite"},
    {"re-fwrite report", "iozone_frewrite"},
    {"fread report", "iozone_fread"},
    {"re-fread report", "iozone_freread"},
};

constexpr Title workers_of[] = {
    {"initial writers", "iozone_write"},
    {"rewriters", "iozone_rewrite"},
    {"readers", "iozone_read"},
    {"re-readers", "iozone_reread"},
    {"random readers", "iozone_random_read"},
    {"random writers", "iozone_random_write"},
    {"reverse readers", "iozone_backward_read"},
    {"stride readers", "iozone_stride_read"},
    {"mixed workload", "iozone_mixed"},
    {"fwriters", "iozone_fwrite"},
    {"freaders", "iozone_fread"},
    {"pwrite writers", "iozone_pwrite"},
    {"pread readers", "iozone_pread"},
};

template <std::size_t Count>
std::string_view metric_of(const Title (&titles)[Count], std::string_view title)
{
    const std::string lower = lower_case(trimmed(title));
    for (const Title& one : titles) {
        if (one.title == lower) return one.metric;
    }
    return {};
}

// Of a table of all tests.
const std::vector<IozoneColumn>& all_columns()
{
    static const std::vector<IozoneColumn> columns = {
        {"iozone_write", 0},         {"iozone_rewrite", 0},        {"iozone_read", 1},
        {"iozone_reread", 1},        {"iozone_random_read", 2},    {"iozone_random_write", 2},
        {"iozone_backward_read", 3}, {"iozone_record_rewrite", 4}, {"iozone_stride_read", 5},
        {"iozone_fwrite", 6},        {"iozone_frewrite", 6},       {"iozone_fread", 7},
        {"iozone_freread", 7},
    };
    return columns;
}

// How far the right end of a word is from the right end of the first word of its line.
std::ptrdiff_t place_of(std::string_view word, std::string_view first)
{
    return (word.data() + word.size()) - (first.data() + first.size());
}

std::size_t nearest(const std::vector<std::string_view>& heading, std::ptrdiff_t place)
{
    const auto distance = [&](std::string_view title) {
        return std::abs(place_of(title, heading.front()) - place);
    };
    const auto found = std::min_element(heading.begin(), heading.end(),
                                        [&](std::string_view one, std::string_view other) {
                                            return distance(one) < distance(other);
                                        });
    return static_cast<std::size_t>(found - heading.begin());
}

struct Options {
    std::set<char> flags;
    std::set<int> tests;
};

// Letters may share a dash; one that takes a value ends the word or takes its rest.
Options options_in(std::string_view command_line)
{
    Options options;
    const auto parts = words(command_line);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (!parts[i].starts_with('-') || parts[i].starts_with("-+")) continue;
        for (std::size_t at = 1; at < parts[i].size(); ++at) {
            const char letter = parts[i][at];
            options.flags.insert(letter);
            if (options_with_value.find(letter) == std::string_view::npos) continue;
            std::string_view value = parts[i].substr(at + 1);
            if (value.empty() && i + 1 < parts.size()) value = parts[i + 1];
            int test = 0;
            const auto end = std::from_chars(value.data(), value.data() + value.size(), test).ptr;
            if (letter == 'i' && end != value.data()) options.tests.insert(test);
            break;
        }
    }
    return options;
}

}  // namespace

IozoneCommand read_iozone_command(std::string_view command_line)
{
    const Options options = options_in(command_line);
    IozoneCommand command;
    for (const IozoneColumn& column : all_columns()) {
        const bool asked = options.tests.empty() || options.tests.contains(column.test);
        if (asked) command.columns.push_back(column);
    }
    const auto set = [&](const char* name, char flag) {
        set_condition(command.conditions, name, options.flags.contains(flag) ? 1 : 0);
    };
    set("direct", 'I');
    set("synchronous", 'o');
    set("include_fsync", 'e');
    set("include_close", 'c');
    return command;
}

std::vector<IozoneColumn> iozone_row_columns(const IozoneCommand& command,
                                             const std::vector<std::string_view>& heading,
                                             const std::vector<std::string_view>& row,
                                             std::size_t count)
{
    const auto& all = all_columns();
    if (count > all.size()) return {};
    const auto& known = count == all.size() ? all : command.columns;
    if (count <= known.size()) {
        return {known.begin(), known.begin() + static_cast<std::ptrdiff_t>(count)};
    }
    std::vector<IozoneColumn> columns;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view word = row[iozone_size_columns + i];
        const std::size_t column = nearest(heading, place_of(word, row.front()));
        if (column < iozone_size_columns || column - iozone_size_columns >= all.size()) return {};
        columns.push_back(all[column - iozone_size_columns]);
    }
    return columns;
}

std::string_view iozone_report_metric(std::string_view title)
{
    return metric_of(reports, title);
}

std::string_view iozone_throughput_metric(std::string_view workers)
{
    return metric_of(workers_of, workers);
}

Sample iozone_sample(std::string_view metric, double value, std::string_view unit, double file_kb,
                     double record_kb)
{
    Sample sample{std::string(metric), value, std::string(unit), iozone_better(unit), {}, 0};
    set_condition(sample.conditions, "file_size", file_kb * kib);
    set_condition(sample.conditions, "record_size", record_kb * kib);
    return sample;
}

Better iozone_better(std::string_view unit)
{
    const bool time = unit.find("per operation") != std::string_view::npos;
    return time ? Better::lower : Better::higher;
}

}  // namespace calibration::importers
