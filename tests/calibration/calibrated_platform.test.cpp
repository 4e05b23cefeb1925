#include "calibration/calibrated_platform.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "models/section_yaml.hpp"
#include "tests/calibration/written_logs.hpp"
#include "tests/catch.hpp"

using calibration::calibrated_platform;
using calibration::CalibratedPlatform;
using calibration::Imported;
using models::Parameter;
using models::Platform;

namespace {

const std::string root = BBBCAP_SOURCE_DIR;

models::Platform platform_in(const models::YamlNode& node)
{
    models::Findings findings;
    Platform platform = models::read_platform(node, "platform.test", findings);
    findings.throw_if_any();
    return platform;
}

Platform written(const CalibratedPlatform& calibrated)
{
    models::Findings findings;
    const std::string text = calibration::platform_text(calibrated);
    INFO(text);
    const auto node = models::parse_yaml(text, "test.yaml", findings);
    findings.throw_if_any();
    return platform_in(*node);
}

Platform shipped(const std::string& name)
{
    models::Findings findings;
    const auto node = models::load_yaml(root + "/scenarios/platforms/" + name + ".yaml", findings);
    findings.throw_if_any();
    return platform_in(*node);
}

// The benchmarks of the study on a machine whose every resource is `factor` of 10,000 or 100 units.
std::vector<Imported> study_on(const Platform& platform)
{
    const double giga = 1e6;
    return {
        tests::linpack_log({{1000, {100 * platform.compute.value}},
                            {45000, {100 * platform.compute.value, 100 * platform.compute.value}}}),
        tests::ramspeed_log(10000 * platform.memory_bandwidth.value),
        tests::iozone_log({giga * platform.disk_write.value, giga * platform.disk_read.value,
                           giga * platform.disk_random_read.value,
                           giga * platform.disk_random_write.value}),
        tests::netperf_log({935 * platform.tcp_throughput.value,
                            954 * platform.udp_throughput.value, platform.round_trip_tcp.value,
                            platform.round_trip_udp.value})};
}

std::vector<Parameter Platform::*> benchmarked()
{
    return {&Platform::compute,        &Platform::memory_bandwidth, &Platform::disk_read,
            &Platform::disk_write,     &Platform::disk_random_read, &Platform::disk_random_write,
            &Platform::tcp_throughput, &Platform::udp_throughput,   &Platform::round_trip_tcp,
            &Platform::round_trip_udp};
}

// As print_quantity and the studies do: four decimals of a factor, 0.01 us of a time.
double to_last_digit(double value, models::Dimension dimension)
{
    const double steps = dimension == models::Dimension::time ? 1e8 : 1e4;
    return std::round(value * steps) / steps;
}

const calibration::CalibratedQuantity& quantity(const CalibratedPlatform& platform,
                                                const std::string& key)
{
    for (const auto& one : platform.quantities) {
        if (one.key == key) return one;
    }
    FAIL("no quantity " << key);
    throw std::logic_error(key);
}

CalibratedPlatform linpack_on(const std::vector<tests::Order>& native,
                              const std::vector<tests::Order>& guest)
{
    return calibrated_platform("kvm", std::vector<Imported>{tests::linpack_log(native)},
                               std::vector<Imported>{tests::linpack_log(guest)}, false);
}

}  // namespace

TEST_CASE("the study's factors measured without error are the shipped platforms")
{
    const auto native = study_on(shipped("native"));
    for (const std::string name : {"kvm", "openvz", "lxc"}) {
        const Platform expected = shipped(name);
        const Platform found =
            written(calibrated_platform(name, native, study_on(expected), false));
        for (Parameter Platform::*const member : benchmarked()) {
            const Parameter& one = found.*member;
            INFO(name << ' ' << (expected.*member).name);
            CHECK(to_last_digit(one.value, one.dimension) ==
                  to_last_digit((expected.*member).value, one.dimension));
            CHECK(one.mark == models::Mark::measured);
            CHECK(one.standard_error < 1e-6 * one.value);
        }
    }
}

TEST_CASE("what no tool measured is assumed, with a range that tells how little is known")
{
    const auto platform = linpack_on({{1000, {100, 101, 102}}}, {{1000, {90, 91, 92}}});
    CHECK(quantity(platform, "cpu.compute").is_measured());
    const Platform read = written(platform);
    CHECK(read.compute.mark == models::Mark::measured);
    for (Parameter Platform::*const member :
         {&Platform::network_cpu, &Platform::memory_bandwidth, &Platform::disk_read,
          &Platform::round_trip_tcp, &Platform::memory_per_guest}) {
        CHECK((read.*member).mark == models::Mark::assumed);
        CHECK((read.*member).low < (read.*member).high);
    }
}

TEST_CASE("the written platform carries standard error and interval of the factor")
{
    const auto platform = linpack_on({{1000, {100, 102, 104}}}, {{1000, {50, 51, 52}}});
    const Platform read = written(platform);
    const double relative = std::sqrt(2.0) * 2 / std::sqrt(3.0) / 102;  // of both, equal
    CHECK(read.compute.value == Approx(0.5));
    CHECK(read.compute.standard_error == Approx(0.5 * relative).epsilon(1e-3));
    CHECK(read.compute.degrees_of_freedom == Approx(4));
    CHECK(read.compute.measured == std::vector<std::string>{"linpack"});
    CHECK(read.compute.low == Approx(0.5 * std::exp(-2.7764 * relative)).epsilon(1e-3));
    CHECK(read.compute.high == Approx(0.5 * std::exp(2.7764 * relative)).epsilon(1e-3));
}

TEST_CASE("a factor that depends on the order keeps its table")
{
    const auto platform = linpack_on({{1000, {100, 101, 99}}, {45000, {200, 201, 199}}},
                                     {{1000, {91, 92, 90}}, {45000, {140, 141, 139}}});
    const auto& compute = quantity(platform, "cpu.compute");
    REQUIRE(compute.tools.size() == 1);
    CHECK_FALSE(compute.tools[0].by_condition.one_number);
    CHECK(compute.parameter.value == Approx(std::sqrt(0.91 * 0.70)));
    REQUIRE_FALSE(compute.notes.empty());
    CHECK(compute.notes[0].find("`problem_size`") != std::string::npos);
    const std::string text = calibration::platform_text(platform);
    CHECK(text.find("factor: 0.91\n") != std::string::npos);
    CHECK(text.find("factor: 0.7\n") != std::string::npos);
    CHECK(text.find("problem_size: 45000") != std::string::npos);
}

TEST_CASE("one run on a side gives a value without a standard error, and says so")
{
    const auto platform = linpack_on({{1000, {100}}}, {{1000, {90}}});
    const auto& compute = quantity(platform, "cpu.compute");
    CHECK(compute.parameter.value == Approx(0.9));
    CHECK(compute.parameter.standard_error == 0);
    REQUIRE(compute.notes.size() == 1);
    CHECK(compute.notes[0].find("no standard error") != std::string::npos);
    CHECK_NOTHROW(written(platform));
}

TEST_CASE("a platform whose names have quotes and blanks can be read back")
{
    auto native = tests::linpack_log({{1000, {100, 101}}});
    native.file = "it's: a \"log\" # 1.txt";
    const auto platform = calibrated_platform("null", std::vector<Imported>{native},
                                              std::vector<Imported>{native}, false);
    CHECK(written(platform).name == "null");
}

TEST_CASE("a guest without a like measurement has no platform")
{
    const auto platform = linpack_on({{1000, {100}}}, {{2000, {100}}});
    CHECK_FALSE(platform.is_measured());
    CHECK(platform.unpaired.size() == 2);
}
