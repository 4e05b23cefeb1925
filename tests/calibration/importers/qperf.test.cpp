#include "tests/calibration/importers/paired.hpp"
#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using calibration::Better;
using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::values;
using Values = std::vector<double>;

namespace {

// The samples of a metric: value and unit.
std::vector<std::string> with_unit(const calibration::Imported& imported, const std::string& metric)
{
    std::vector<std::string> found;
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            if (sample.metric != metric) continue;
            std::string value = std::to_string(sample.value);
            value.erase(value.find_last_not_of('0') + 1);
            found.push_back((value.ends_with('.') ? value + '0' : value) + ' ' + sample.unit);
        }
    }
    return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("qperf gives each figure in the unit that stands beside it")
{
    const auto imported = recorded("qperf/verbose.txt");
    CHECK(imported.tool == "qperf");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(imported.runs[0].flags.empty());
    CHECK(with_unit(imported, "qperf_tcp_throughput") == Texts{"2.5 GB/sec"});
    CHECK(with_unit(imported, "qperf_tcp_latency") == Texts{"7.75 us"});
    CHECK(with_unit(imported, "qperf_tcp_bw_msg_rate") == Texts{"38.1 K/sec"});
    CHECK(with_unit(imported, "qperf_tcp_bw_send_cost") == Texts{"931.0 ms/GB"});
    CHECK(with_unit(imported, "qperf_tcp_bw_recv_cost") == Texts{"1.25 sec/GB"});
    CHECK(with_unit(imported, "qperf_tcp_bw_send_cpus_used") == Texts{"163.0 % cpus"});
    CHECK(with_unit(imported, "qperf_tcp_bw_send_msgs") == Texts{"381470.0 "});
    CHECK(with_unit(imported, "qperf_tcp_bw_recv_msgs") == Texts{"6.42 million"});
    CHECK(values(imported, "qperf_tcp_throughput", "message_size", 65536) == Values{2.5});
    CHECK(values(imported, "qperf_tcp_latency", "message_size", 1) == Values{7.75});
    CHECK(condition(imported.runs[0].samples[0], "duration") == 10);
    CHECK(imported.runs[0].samples[0].line == 2);
    CHECK(imported.runs[0].samples[0].better == Better::higher);
    CHECK(values(imported, "qperf_tcp_bw_timeout").empty());
}

TEST_CASE("what was received is the throughput of qperf's UDP test")
{
    const auto imported = recorded("qperf/two-runs.txt");
    CHECK(values(imported, "qperf_udp_throughput") == Values{1.25, 1.5});
    CHECK(values(imported, "qperf_udp_throughput_sent") == Values{2.5, 2.75});
}

TEST_CASE("a test of qperf that comes again after another begins a run")
{
    const auto imported = recorded("qperf/two-runs.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(with_unit(imported, "qperf_tcp_throughput") == Texts{"950.0 MB/sec", "1.05 GB/sec"});
    CHECK(with_unit(imported, "qperf_tcp_latency") == Texts{"1.05 ms", "995.0 us"});
    CHECK(imported.runs[0].flags.empty());
    CHECK(imported.runs[0].samples[0].conditions == imported.runs[1].samples[0].conditions);
}

TEST_CASE("results of qperf for sizes that are not printed do not pass for repetitions")
{
    const auto imported = recorded("qperf/sizes-not-printed.txt");
    REQUIRE(imported.runs.size() == 1);
    CHECK(values(imported, "qperf_tcp_latency", "position", 1) == Values{7.5});
    CHECK(values(imported, "qperf_tcp_latency", "position", 3) == Values{9.75});
    CHECK(has_flag(imported.runs[0], "tcp_lat was printed 3 times without its message size"));
    CHECK(std::isnan(condition(imported.runs[0].samples.at(3), "position")));

    const auto printed = recorded("qperf/sizes-printed.txt");
    CHECK(values(printed, "qperf_tcp_latency", "message_size", 16384) == Values{9.5});
    CHECK(printed.runs.at(0).flags.empty());
}

TEST_CASE("qperf without a server gives what it says and no sample")
{
    const auto imported = recorded("qperf/no-server.txt");
    CHECK_FALSE(imported.has_samples());
    CHECK(imported.diagnosis.find("failed to connect") != std::string::npos);
}

TEST_CASE("a figure of qperf at the end of a file counts when its unit is whole")
{
    const auto whole = recorded("qperf/configuration-without-line-end.txt");
    CHECK(values(whole, "qperf_tcp_latency") == Values{9.5});
    CHECK(whole.runs.at(0).samples.size() == 2);
    const auto cut = recorded("qperf/killed.txt");
    CHECK(values(cut, "qperf_udp_throughput_sent") == Values{2.5});
    CHECK(values(cut, "qperf_udp_throughput").empty());
}

TEST_CASE("a test of qperf that was killed before its result makes the run incomplete")
{
    const auto imported = tests::imported("tcp_bw:\n    bw  =  1.5 GB/sec\ntcp_lat:\n");
    CHECK_FALSE(imported.runs.at(0).complete);
    CHECK(has_flag(imported.runs[0], "tcp_lat has no result"));
    CHECK(imported.runs[0].samples.size() == 1);
}

TEST_CASE("real files of qperf give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto ib = real("qperf/infiniband-vv-tcp.txt");
    CHECK(with_unit(ib, "qperf_tcp_throughput") == Texts{"1.7 GB/sec"});
    CHECK(with_unit(ib, "qperf_tcp_bw_msg_rate") == Texts{"26.0 K/sec"});
    CHECK(values(ib, "qperf_tcp_throughput", "message_size", 65536) == Values{1.7});
    CHECK(with_unit(ib, "qperf_tcp_bw_send_cpus_used") == Texts{"163.0 % cpus"});
    CHECK(with_unit(ib, "qperf_tcp_latency") == Texts{"23.4 us"});
    CHECK(with_unit(ib, "qperf_tcp_lat_msg_rate") == Texts{"42.7 K/sec"});

    const auto verbose = real("qperf/here-vv.txt");
    CHECK(with_unit(verbose, "qperf_tcp_throughput") == Texts{"2.13 GB/sec"});
    CHECK(with_unit(verbose, "qperf_tcp_bw_msg_rate") == Texts{"32.5 K/sec"});
    CHECK(values(verbose, "qperf_tcp_bw_recv_msgs") == Values{32540});
    CHECK(with_unit(verbose, "qperf_tcp_latency") == Texts{"7.79 us"});

    const auto unified = real("qperf/here-unified-units.txt");
    CHECK(with_unit(unified, "qperf_tcp_throughput") == Texts{"3.03 GB/sec"});
    CHECK(with_unit(unified, "qperf_tcp_latency") == Texts{"6.92 us"});
    CHECK(with_unit(unified, "qperf_udp_throughput_sent") == Texts{"5.63 GB/sec"});
    CHECK(with_unit(unified, "qperf_udp_throughput") == Texts{"3.06 GB/sec"});
    CHECK(with_unit(unified, "qperf_udp_latency") == Texts{"5.74 us"});

    const auto sweep = real("qperf/here-size-sweep.txt");
    CHECK(with_unit(sweep, "qperf_tcp_throughput") ==
          Texts{"1.04 MB/sec", "18.6 MB/sec", "228.0 MB/sec", "1.32 GB/sec"});
    CHECK(with_unit(sweep, "qperf_tcp_latency") ==
          Texts{"7.56 us", "7.12 us", "8.24 us", "8.95 us"});
    REQUIRE(sweep.runs.size() == 1);
    CHECK(has_flag(sweep.runs[0], "tcp_bw was printed 4 times without its message size"));
    CHECK(values(sweep, "qperf_tcp_throughput", "position", 4) == Values{1.32});
}

TEST_CASE("real files of paired qperf runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const std::string throughput = "qperf_tcp_throughput";  // in GB/sec
    tests::check_series("native", "qperf", "txt", throughput, {1.74, 3.76, 3.69, 2.75, 3.7});
    tests::check_series("container", "qperf", "txt", throughput, {1.59, 1.52, 1.3, 1.6, 1.59});
    const std::string tcp = "qperf_tcp_latency";
    tests::check_series("native", "qperf", "txt", tcp, {9.2, 35.6, 41.3, 10.2, 35.5});
    tests::check_series("container", "qperf", "txt", tcp, {9.7, 36, 42.3, 32.9, 26.4});
    const std::string udp = "qperf_udp_latency";
    tests::check_series("native", "qperf", "txt", udp, {15.9, 33.9, 38.3, 31.7, 24.8});
    tests::check_series("container", "qperf", "txt", udp, {7.9, 22.4, 41.5, 22.7, 19.9});
    tests::check_pairing("qperf", "txt");
}
