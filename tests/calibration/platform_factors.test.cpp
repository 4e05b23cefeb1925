#include "calibration/platform_factors.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "calibration/calibrated_platform.hpp"
#include "tests/calibration/sampled.hpp"
#include "tests/catch.hpp"

using calibration::Better;
using calibration::CalibratedQuantity;
using calibration::Conditions;
using calibration::Imported;
using tests::file_of;
using tests::with;

namespace {

// Files of one metric, natively and in the guest.
struct Measured {
    std::vector<Imported> native;
    std::vector<Imported> guest;

    Measured& add(const std::string& metric, const std::string& unit, double value, double factor,
                  const Conditions& conditions = {}, Better better = Better::higher)
    {
        const std::vector<double> runs = {0.99 * value, value, 1.01 * value};
        std::vector<double> there;
        for (const double one : runs) there.push_back(factor * one);
        const std::string name = std::to_string(native.size()) + ".txt";
        native.push_back(file_of(name, metric, runs, unit, conditions, better));
        guest.push_back(file_of(name, metric, there, unit, conditions, better));
        return *this;
    }
};

CalibratedQuantity quantity(const Measured& measured, const std::string& key)
{
    const auto platform =
        calibration::calibrated_platform("kvm", measured.native, measured.guest, false);
    for (const auto& one : platform.quantities) {
        if (one.key == key) return one;
    }
    FAIL("no quantity " << key);
    throw std::logic_error(key);
}

Conditions io(const std::string& pattern, double direct)
{
    Conditions conditions = with("direct", direct);
    set_condition(conditions, "rw", pattern);
    return conditions;
}

}  // namespace

TEST_CASE("HPCC's LINPACK, which it prints twice, counts once")
{
    const auto compute = quantity(
        Measured().add("linpack", "Gflops", 100, 0.9).add("hpcc_linpack", "Tflop/s", 0.1, 0.9),
        "cpu.compute");
    REQUIRE(compute.tools.size() == 1);
    CHECK(compute.combined.native.runs == 3);
    CHECK(compute.parameter.value == Approx(0.9));
}

TEST_CASE("what the page cache served counts only where no disk was measured")
{
    Measured measured;
    measured.add("fio_read_throughput", "KiB/s", 1000, 0.5, io("randread", 0));
    CHECK(quantity(measured, "disk.random_read").parameter.value == Approx(0.5));
    measured.add("fio_read_throughput", "KiB/s", 100, 0.8, io("randread", 1));
    const auto disk = quantity(measured, "disk.random_read");
    CHECK(disk.parameter.value == Approx(0.8));
    CHECK_FALSE(quantity(measured, "disk.read").is_measured());
}

TEST_CASE("direct and cached I/O are not compared with each other")
{
    Measured measured;
    measured.add("fio_read_throughput", "KiB/s", 100, 0.8, io("read", 1));
    measured.guest = Measured().add("fio_read_throughput", "KiB/s", 100, 0.8, io("read", 0)).guest;
    const auto platform =
        calibration::calibrated_platform("kvm", measured.native, measured.guest, false);
    CHECK_FALSE(platform.is_measured());
    REQUIRE(platform.unpaired.size() == 2);
    CHECK(platform.unpaired[0].reason == "`direct` is 1 here and 0 there");
}

TEST_CASE("a factor of fio that depends on the block size keeps its table")
{
    Measured measured;
    measured.add("fio_read_throughput", "KiB/s", 100, 0.4, with("block_size", 4096, io("read", 1)));
    measured.add("fio_read_throughput", "KiB/s", 900, 0.9,
                 with("block_size", 1048576, io("read", 1)));
    const auto disk = quantity(measured, "disk.read");
    REQUIRE(disk.tools.size() == 1);
    CHECK_FALSE(disk.tools[0].by_condition.one_number);
    CHECK(disk.tools[0].comparisons.size() == 2);
    REQUIRE_FALSE(disk.notes.empty());
    CHECK(disk.notes[0].find("`block_size`") != std::string::npos);
}

TEST_CASE("CPU for each bit or message is network_cpu, and a round trip is not")
{
    for (const auto& [metric, unit] : std::vector<std::pair<std::string, std::string>>{
             {"netperf_tcp_remote_service_demand", "us/KB"},
             {"netperf_udp_rr_remote_service_demand", "us/Tr"},
             {"iperf3_tcp_remote_cpu_per_bit", "s/bit"},
             {"sockperf_udp_server_cpu_per_message", "s per message"},
             {"sockperf_tcp_cpu_per_message", "s per message"}}) {
        INFO(metric);
        const Measured measured = Measured().add(metric, unit, 0.7, 1.5, {}, Better::lower);
        CHECK(quantity(measured, "cpu.network_cpu").parameter.value == Approx(1.5));
        CHECK_FALSE(quantity(measured, "network.round_trip_tcp").is_measured());
    }
    const Measured latency =
        Measured().add("sockperf_tcp_latency", "usec", 10, 2, {}, Better::lower);
    CHECK_FALSE(quantity(latency, "cpu.network_cpu").is_measured());
    CHECK(quantity(latency, "network.round_trip_tcp").parameter.value == Approx(40e-6));
}

TEST_CASE("tools that disagree are averaged, with the scatter between them as the error")
{
    const auto compute = quantity(Measured()
                                      .add("netperf_tcp_throughput", "10^6bits/sec", 900, 0.9)
                                      .add("iperf3_tcp_throughput", "bits_per_second", 9e8, 0.6),
                                  "network.tcp_throughput");
    CHECK_FALSE(compute.tools_agree);
    CHECK(compute.parameter.value == Approx(std::sqrt(0.9 * 0.6)));
    CHECK(compute.combined.log_standard_error == Approx(std::log(0.9 / 0.6) / 2));
}

TEST_CASE("two guests in one folder are not pooled, whatever else differs between them")
{
    Conditions small = with("guest_cpus", 4, with("threads", 4));
    Conditions large = with("guest_cpus", 8, with("threads", 8));
    const auto compute = quantity(Measured()
                                      .add("linpack", "GFlops", 40, 0.9, small)
                                      .add("linpack", "GFlops", 70, 0.9, large),
                                  "cpu.compute");
    CHECK_FALSE(compute.is_measured());
    REQUIRE_FALSE(compute.notes.empty());
    CHECK(compute.notes[0].find("guest_cpus=4 and guest_cpus=8") != std::string::npos);
}
