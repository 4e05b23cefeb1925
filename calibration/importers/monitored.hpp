#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "calibration/sample.hpp"

namespace calibration::importers {

// What the points of a monitored series share.
struct SeriesHead {
    std::string metric;
    std::string unit;
    Conditions labels;

    // A label that has the name of another condition, as `time`, gets "label_" in front. False, and
    // nothing is added: there are most_labels, or it is longer than longest_label.
    bool add_label(std::string_view name, std::string_view value);

    // A point without a time, and one at `time`, in seconds since 1970 (UTC).
    Sample point(double value, std::size_t line) const;
    Sample point_at(double time, double value, std::size_t line) const;
};

// Things of one kind in a file that are no samples.
struct LeftOut {
    std::size_t count = 0;
    std::size_t first_line = 0;

    void add(std::size_t line);
    void tell(std::string_view what, Run& run) const;  // "what: 3, the first in line 12"
};

// The metric of what an expression of Prometheus gives, which has no name, and of an item of Zabbix
// that is not described.
inline constexpr std::string_view nameless_expression = "prometheus_expression";
inline constexpr std::string_view nameless_item = "zabbix_item";

// In letters, digits and single '_': "net.if.in" becomes "net_if_in".
std::string in_words(std::string_view text);

// The flag of a run that did not end.
inline constexpr const char* cut_short = "the file is cut short";

}  // namespace calibration::importers
