#pragma once

#include <optional>
#include <string_view>

#include "calibration/importers/monitored.hpp"

namespace calibration::importers {

// A statistic of sar: what its text and `sadf -d` call it, and where it is in `sadf -j`.
struct SarColumn {
    std::string_view heading;  // "rxkB/s"
    std::string_view group;    // "net-dev"
    std::string_view key;      // "rxkB"
    std::string_view metric;
    std::string_view unit;  // as in the heading; a kB has 1024 bytes
};

// The statistic under a heading, or under a key of a group; nullptr: it is not read.
const SarColumn* sar_column(std::string_view heading);
const SarColumn* sar_column(std::string_view group, std::string_view key);

bool is_sar_group(std::string_view group);

// The label that a column or key holds ("CPU", "iface"); empty: it holds none.
std::string_view sar_label(std::string_view heading);

// The CPU, interface or device; what stands for all CPUs is "all".
void set_sar_label(Conditions& labels, std::string_view heading, std::string_view value);

// The value of a cell in the unit of its column, also with a decimal comma, and as --human writes
// it
// ("24.9%", "217.8k"), which then sets `rounded`.
std::optional<double> sar_value(std::string_view cell, const SarColumn& column, bool& rounded);

// The flag of times without a zone.
inline constexpr const char* sar_local_time =
    "times are local to the machine and the file does not tell its zone; they are taken as UTC";

}  // namespace calibration::importers
