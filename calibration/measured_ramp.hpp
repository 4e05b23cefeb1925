#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "calibration/series_selector.hpp"
#include "models/finding.hpp"

namespace calibration {

// What of a server both monitoring and a prediction tell.
enum class Measured { cpu, memory, sent };  // cores busy, B in use, bit/s out of it
inline constexpr std::size_t measured_count = 3;

const char* to_string(Measured quantity);  // "cpu", "memory", "sent"

// Which series tell what. One that is not named is the one that resource_series() knows.
struct RampSeries {
    Selector users;
    std::array<std::optional<Selector>, measured_count> named;  // CPU as a share of one core
    double cores = 1;                                           // that a known share of all is of
    double settle = 0;  // s after a change of users that are left out
};

// Users of a server over time, and what it used.
struct MeasuredRamp {
    std::string folder;
    double step = 0;  // s
    std::vector<double> times;
    std::vector<double> users;
    std::array<std::vector<double>, measured_count> values;  // empty: not recorded
    std::size_t unsettled = 0;                               // samples left out
};

// Files of one folder are one ramp, in the order in which the folders are first named. `notes` are
// sentences about what was found and what was not. What is missing or cannot be read is a finding.
std::vector<MeasuredRamp> read_ramps(const std::vector<std::string>& paths,
                                     const RampSeries& series, std::vector<std::string>& notes,
                                     models::Findings& findings);

}  // namespace calibration
