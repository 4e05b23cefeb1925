#pragma once

#include <string>
#include <vector>

#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

namespace tests {

constexpr int repetitions = 5;  // of each test on the machine that was measured twice

// Its file of a repetition: "native", "iperf3-udp", 2, "json".
inline calibration::Imported repetition(const std::string& machine, const std::string& stem, int i,
                                        const std::string& ending)
{
    return real("this-machine/" + machine + '/' + stem + '.' + std::to_string(i) + '.' + ending);
}

// The values of a metric in all repetitions, in their order.
inline std::vector<double> series(const std::string& machine, const std::string& stem,
                                  const std::string& ending, const std::string& metric)
{
    std::vector<double> all;
    for (int i = 1; i <= repetitions; ++i) {
        const auto found = values(repetition(machine, stem, i, ending), metric);
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

// Checks it against figures of six digits.
inline void check_series(const std::string& machine, const std::string& stem,
                         const std::string& ending, const std::string& metric,
                         const std::vector<double>& expected)
{
    INFO(machine << ' ' << stem << ' ' << metric);
    const auto found = series(machine, stem, ending, metric);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i] == Approx(expected[i]).epsilon(1e-5));
    }
}

// Checks that each sample of a repetition on one machine has its like on the other.
inline void check_pairing(const std::string& stem, const std::string& ending)
{
    for (int i = 1; i <= repetitions; ++i) {
        INFO(stem << ' ' << i);
        const auto native = repetition("native", stem, i, ending);
        const auto guest = repetition("container", stem, i, ending);
        REQUIRE(native.runs.size() == 1);
        REQUIRE(guest.runs.size() == 1);
        CHECK(native.runs[0].complete);
        REQUIRE(native.runs[0].samples.size() == guest.runs[0].samples.size());
        for (std::size_t j = 0; j < native.runs[0].samples.size(); ++j) {
            const auto& one = native.runs[0].samples[j];
            const auto& other = guest.runs[0].samples[j];
            CHECK(one.metric == other.metric);
            CHECK(one.conditions == other.conditions);
        }
    }
}

}  // namespace tests
