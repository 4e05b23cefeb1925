#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calibration/sample.hpp"

namespace calibration {

struct Point {
    double time = 0;      // s since 1970 (UTC), the end of what it stands for
    double value = 0;     // in the unit of its series
    double interval = 0;  // s that it stands for; 0: a moment, or not known

    bool operator==(const Point&) const = default;
};

// What a monitoring system recorded of one thing.
struct Series {
    std::string metric;              // as its importer names it, see calibration/README.md
    std::string unit;                // as its importer gives it, until to_si()
    Conditions labels;               // all conditions but time and interval
    std::string tool;                // name of the importer
    std::vector<std::string> files;  // that it was read from
    std::vector<Point> points;       // by time, each time once

    // Only counters of Prometheus, told by its rules for names, only ever grow.
    bool is_counter() const;

    // The median time between neighbouring points, s; 0: there are less than two.
    double usual_step() const;

    // metric{label="value",...}, as a selector takes it.
    std::string name() const;
};

// Neighbouring points farther apart than this many usual steps have a gap between them.
inline constexpr double gap_steps = 1.5;

// The text under a label of the series; empty: there is none, or it is a number.
std::string_view label_of(const Series& series, std::string_view label);

// The value of the point nearest to `time`, the earlier of two; nothing where none is within
// `reach` seconds.
std::optional<double> value_near(const Series& series, double time, double reach);

// The value on the line between the points around `time`; nothing outside, and where they are more
// than `longest` seconds apart.
std::optional<double> value_between(const Series& series, double time, double longest);

// How fast a counter grew between neighbouring points, in its unit per second, at the time of the
// later one. There is no rate where the counter went back (what it counts was started again, and
// nobody knows how far it had come) nor over a gap. `left_out` counts both.
Series rate_of(const Series& counter, std::size_t& left_out);

// Turns the values into SI: "B", "B/s", "bit/s", "s", "1/s", and "1" for a share; kB is what the
// tool means by it (of sar 1024 bytes). A series without a unit stays as it is. False, and nothing
// is changed: the unit is not known.
bool to_si(Series& series);

}  // namespace calibration
