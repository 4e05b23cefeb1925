#pragma once

#include <string>
#include <string_view>

namespace calibration {

// A unit of a measurement as so many of one that all spellings of a kind share: bit/s for rates of
// data, s for times, /s for rates of events, flop/s, s/bit for CPU time spent on data.
struct CanonicalUnit {
    std::string name;  // an unknown unit stays as it is written
    double size = 1;   // of the written unit, in `name`
};

// Tools disagree: STREAM's MB is 10^6 bytes, iperf's MByte 2^20, and RAMspeed writes Mb for 2^20
// bytes, so the metric, which begins with the tool, takes part.
CanonicalUnit canonical_unit(std::string_view metric, std::string_view unit);

}  // namespace calibration
