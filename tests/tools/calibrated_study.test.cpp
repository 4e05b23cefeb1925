// The factors of the seed study, put in as the outputs of its tools, have to come out as the
// shipped platforms.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/calibration/written_texts.hpp"
#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

namespace {

using tests::bbbcap;
using tests::ScratchFolder;

const std::vector<std::string> keys = {
    "compute",      "memory_bandwidth", "read",           "write",          "random_read",
    "random_write", "tcp_throughput",   "udp_throughput", "round_trip_tcp", "round_trip_udp"};

// "148.6 us" in "  round_trip_tcp:\n    value: 148.6 us\n"
std::string value_of(const std::string& platform, const std::string& key)
{
    const std::string begin = "\n  " + key + ":\n    value: ";
    const std::size_t at = platform.find(begin);
    REQUIRE(at != std::string::npos);
    const std::size_t value = at + begin.size();
    return platform.substr(value, platform.find('\n', value) - value);
}

std::string shipped(const std::string& name)
{
    return tests::text_of(tests::root + "scenarios/platforms/" + name + ".yaml");
}

// What the tools of the study print on a platform whose every benchmark reaches its factor.
void measure(const std::string& name, const ScratchFolder& scratch)
{
    const std::string platform = shipped(name);
    const auto number = [&](const std::string& key) {
        return std::strtod(value_of(platform, key).c_str(), nullptr);
    };
    const double gigabyte = 1e6;  // KiB/s
    const double micro = 1e-6;
    const double speed = 100 * number("compute");
    scratch.write(name + "/linpack.log",
                  tests::linpack_text({{1000, {speed}}, {45000, {speed, speed}}}));
    scratch.write(name + "/ramspeed.log", tests::ramspeed_text(10000 * number("memory_bandwidth")));
    scratch.write(
        name + "/iozone.log",
        tests::iozone_text({gigabyte * number("write"), gigabyte * number("read"),
                            gigabyte * number("random_read"), gigabyte * number("random_write")}));
    scratch.write(
        name + "/netperf.log",
        tests::netperf_text({1000 * number("tcp_throughput"), 1000 * number("udp_throughput"),
                             micro * number("round_trip_tcp"), micro * number("round_trip_udp")}));
}

std::size_t decimals(const std::string& value)
{
    const std::size_t point = value.find('.');
    if (point == std::string::npos) return 0;
    return std::min(value.find(' '), value.size()) - point - 1;
}

}  // namespace

TEST_CASE("calibrate makes the shipped platforms of the study's factors, to the last digit")
{
    const ScratchFolder scratch;
    std::string line =
        "calibrate --native '" + scratch.path("native") + "' -o '" + scratch.path("out") + "'";
    measure("native", scratch);
    for (const std::string name : {"kvm", "openvz", "lxc"}) {
        measure(name, scratch);
        line += " --guest " + name + "='" + scratch.path(name) + "'";
    }
    const auto answer = bbbcap(line);
    INFO(answer.out << answer.err);
    REQUIRE(answer.exit_code == 0);
    for (const std::string name : {"kvm", "openvz", "lxc"}) {
        const std::string written = tests::text_of(scratch.path("out/" + name + ".yaml"));
        for (const std::string& key : keys) {
            INFO(name << ' ' << key);
            const std::string expected = value_of(shipped(name), key);
            const std::string found = value_of(written, key);
            const bool time = expected.ends_with("us");
            const auto digits =
                static_cast<int>(std::max<std::size_t>(decimals(expected), time ? 1 : 4));
            const double tolerance = 0.5 * std::pow(10, -digits);
            CHECK(std::abs(std::strtod(found.c_str(), nullptr) -
                           std::strtod(expected.c_str(), nullptr)) < tolerance);
            CHECK(found.ends_with("us") == time);
        }
    }
}
