#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "calibration/sample.hpp"

namespace calibration::importers {

// A column of IOzone's table.
struct IozoneColumn {
    std::string_view metric;
    int test;  // of the option -i
};

// What the command line says about the runs.
struct IozoneCommand {
    std::vector<IozoneColumn> columns;  // of the tests that were asked for, in the table's order
    Conditions conditions;              // direct, synchronous, include_fsync, include_close
};

IozoneCommand read_iozone_command(std::string_view command_line);

// The columns before the values, kB and reclen.
inline constexpr std::size_t iozone_size_columns = 2;

// The columns of the first `count` values of a row; none when they cannot be told. The tests asked
// for stand in the order of the table; where they are not known, the place below the heading tells.
// The words must be parts of the lines they come from.
std::vector<IozoneColumn> iozone_row_columns(const IozoneCommand& command,
                                             const std::vector<std::string_view>& heading,
                                             const std::vector<std::string_view>& row,
                                             std::size_t count);

// The metric of a report, "Re-writer report", or of a throughput test, "initial writers" and
// "re-readers"; empty when there is none.
std::string_view iozone_report_metric(std::string_view title);
std::string_view iozone_throughput_metric(std::string_view workers);

// A sample of a file and a record size in kB, which are 1024 bytes.
Sample iozone_sample(std::string_view metric, double value, std::string_view unit, double file_kb,
                     double record_kb);

// Whether a smaller number is better: times per operation.
Better iozone_better(std::string_view unit);

}  // namespace calibration::importers
