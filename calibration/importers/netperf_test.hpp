#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calibration/sample.hpp"

namespace calibration::importers {

// What a banner of netperf names.
struct NetperfTest {
    enum class Kind { stream, udp_stream, request_response, omni, other };

    std::string name;  // of its metrics, behind "netperf_"; empty: not known
    Kind kind = Kind::other;
    Conditions conditions;  // burst
    bool is_mean = false;   // of repetitions inside netperf, -I
};

// "MIGRATED TCP STREAM TEST from 0.0.0.0 ... : +/-2.500% @ 99% conf." and the like.
std::optional<NetperfTest> netperf_banner(std::string_view line);

// Sets the requests that wait for an answer at the same time besides one, if the line has them.
void set_netperf_burst(std::string_view line, Conditions& conditions);

// A sample of that test.
Sample netperf_sample(const NetperfTest& test, std::string_view metric, double value,
                      std::string_view unit, Better better, std::size_t line);

inline constexpr std::string_view transactions = "Trans/s";  // netperf's word for their rate

}  // namespace calibration::importers
