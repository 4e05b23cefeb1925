#include <numeric>

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

const calibration::Sample& sample(const calibration::Imported& imported, const std::string& metric)
{
    for (const auto& run : imported.runs) {
        for (const auto& one : run.samples) {
            if (one.metric == metric) return one;
        }
    }
    FAIL("no sample of " << metric);
    return imported.runs.front().samples.front();
}

double sum(const Values& values_)
{
    return std::accumulate(values_.begin(), values_.end(), 0.0);
}

}  // namespace

TEST_CASE("a TCP stream of netperf gives throughput, CPU and service demand of both ends")
{
    const auto imported = recorded("netperf/tcp-stream-with-cpu.txt");
    CHECK(imported.tool == "netperf");
    REQUIRE(imported.runs.size() == 2);
    CHECK(imported.runs[0].complete);
    CHECK(imported.runs[0].flags.empty());
    CHECK(values(imported, "netperf_tcp_throughput") == Values{9500.25, 9400.5});
    CHECK(values(imported, "netperf_tcp_local_cpu") == Values{25.5, 26});
    CHECK(values(imported, "netperf_tcp_local_service_demand") == Values{0.875, 0.9});
    const auto& rate = sample(imported, "netperf_tcp_throughput");
    CHECK(rate.unit == "10^6bits/s");
    CHECK(rate.better == Better::higher);
    CHECK(rate.line == 7);
    CHECK(condition(rate, "message_size") == 16384);
    CHECK(condition(rate, "receive_socket_size") == 131072);
    CHECK(condition(rate, "send_socket_size") == 16384);
    CHECK(sample(imported, "netperf_tcp_local_cpu").unit == "%");
    CHECK(sample(imported, "netperf_tcp_local_service_demand").unit == "us/KB");
    CHECK(sample(imported, "netperf_tcp_local_service_demand").better == Better::lower);
}

TEST_CASE("what netperf prints as -1 was not measured")
{
    const auto imported = recorded("netperf/tcp-stream-with-cpu.txt");
    CHECK(values(imported, "netperf_tcp_remote_cpu") == Values{30.75});
    CHECK(values(imported, "netperf_tcp_remote_service_demand") == Values{1.125});
}

TEST_CASE("what the receiver saw is the throughput of netperf's UDP stream")
{
    const auto imported = recorded("netperf/udp-stream.txt");
    CHECK(values(imported, "netperf_udp_throughput", "message_size", 1472) == Values{947.5});
    CHECK(values(imported, "netperf_udp_throughput_sent", "message_size", 1472) == Values{1883.25});
    CHECK(imported.runs.at(0).complete);
    const auto killed = recorded("netperf/udp-killed.txt");
    CHECK_FALSE(killed.runs.at(0).complete);
    CHECK(values(killed, "netperf_udp_throughput").empty());
    CHECK(has_flag(killed.runs[0], "receiver's row"));
}

TEST_CASE("requests and responses of netperf are transactions per second")
{
    const auto imported = recorded("netperf/request-response.txt");
    REQUIRE(imported.runs.size() == 3);
    CHECK(values(imported, "netperf_tcp_rr_transaction_rate", "burst", 0) == Values{55800.25});
    CHECK(values(imported, "netperf_udp_rr_transaction_rate", "request_size", 128) ==
          Values{71100.5});
    CHECK(values(imported, "netperf_udp_rr_remote_service_demand", "response_size", 64) ==
          Values{28.25});
    CHECK(values(imported, "netperf_tcp_crr_transaction_rate") == Values{5200.75});
    CHECK(sample(imported, "netperf_tcp_rr_transaction_rate").unit == "Trans/s");
    CHECK(sample(imported, "netperf_udp_rr_local_service_demand").unit == "us/Tr");
    for (const auto& run : imported.runs) CHECK(run.complete);
}

TEST_CASE("banners of netperf before 2.5 are read, and the unit is the one in the heading")
{
    const auto imported = recorded("netperf/old-megabytes.txt");
    CHECK(values(imported, "netperf_tcp_throughput") == Values{112.25});
    CHECK(values(imported, "netperf_udp_throughput") == Values{23130.25});
    CHECK(sample(imported, "netperf_tcp_throughput").unit == "MBytes/sec");
    CHECK(sample(imported, "netperf_udp_throughput").unit == "KBytes/sec");
    CHECK(has_flag(imported.runs.at(0), "may be a mean of its repetitions"));
    CHECK(has_flag(imported.runs[0], "line 3: netperf calls the result too uncertain"));
}

TEST_CASE("rows below one heading are results, interim ones and further tables are not")
{
    const auto imported = recorded("netperf/gigabits-then-sizes.txt");
    CHECK(values(imported, "netperf_tcp_throughput") == Values{12.25, 22.5});
    CHECK(values(imported, "netperf_tcp_throughput", "message_size", 1024) == Values{12.25});
    CHECK(sample(imported, "netperf_tcp_throughput").unit == "10^9bits/sec");
    CHECK(has_flag(imported.runs.at(0), "rows without a banner"));
}

TEST_CASE("clients of netperf at the same time are one run and no repetitions")
{
    const auto imported = recorded("netperf/three-clients-at-once.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "netperf_udp_throughput", "clients", 3) ==
          Values{6160.1, 6160.2, 6160.3});
    CHECK(values(imported, "netperf_udp_throughput_sent", "client", 2) == Values{6350.2});
    CHECK(values(imported, "netperf_udp_local_cpu", "client", 3) == Values{24});
    CHECK(values(imported, "netperf_udp_remote_service_demand", "client", 3) == Values{4.25});
    CHECK(imported.runs[0].complete);
    CHECK(has_flag(imported.runs[0], "3 clients ran at the same time"));
    CHECK(imported.runs[1].flags.empty());
    CHECK(std::isnan(condition(imported.runs[1].samples.at(0), "clients")));
}

TEST_CASE("CSV of netperf omni is read by the names of its columns, wrapped or not")
{
    const auto wrapped = recorded("netperf/omni-wrapped.txt");
    REQUIRE(wrapped.runs.size() == 1);
    CHECK(values(wrapped, "netperf_udp_rr_transaction_rate", "burst", 0) == Values{2200.5});
    const std::string percentile = "netperf_udp_rr_latency_percentile";
    CHECK(values(wrapped, percentile, "percentile", 50) == Values{440});
    CHECK(values(wrapped, percentile, "percentile", 90) == Values{485});
    CHECK(values(wrapped, percentile, "percentile", 99) == Values{590});
    CHECK(values(wrapped, "netperf_udp_rr_latency_deviation") == Values{81.25});
    CHECK(values(wrapped, "netperf_udp_rr_latency_minimum") == Values{360});
    CHECK(values(wrapped, "netperf_udp_rr_latency_maximum") == Values{9700});
    CHECK(values(wrapped, "netperf_udp_rr_histogram_total") == Values{133000});
    CHECK(values(wrapped, "netperf_udp_rr_confidence_width").empty());
    CHECK(sample(wrapped, percentile).unit == "Microseconds");
    CHECK(sample(wrapped, percentile).line == 7);

    const auto csv = recorded("netperf/omni-csv.txt");
    REQUIRE(csv.runs.size() == 3);
    CHECK(values(csv, "netperf_tcp_throughput", "message_size", 16384) == Values{15600.75});
    CHECK(values(csv, "netperf_tcp_maerts_throughput") == Values{14500.25});
    CHECK(values(csv, "netperf_tcp_maerts_local_cpu") == Values{50.5});
    CHECK(values(csv, "netperf_tcp_local_cpu").empty());
    CHECK(values(csv, "netperf_udp_throughput", "message_size", 1472) == Values{940.25});
    CHECK(values(csv, "netperf_udp_throughput_sent") == Values{1880.5});
}

TEST_CASE("keys and values of netperf omni are read, with a banner and without")
{
    const auto imported = recorded("netperf/omni-keyval.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "netperf_tcp_throughput", "message_size", 16384) == Values{21500.25});
    CHECK(values(imported, "netperf_tcp_local_service_demand") == Values{0.75});
    CHECK(values(imported, "netperf_tcp_remote_service_demand").empty());
    CHECK(sample(imported, "netperf_tcp_local_service_demand").unit == "usec/KB");
    CHECK(sample(imported, "netperf_tcp_throughput").line == 5);
    CHECK(values(imported, "netperf_tcp_rr_transaction_rate", "request_size", 1) ==
          Values{1500.25});
    CHECK(values(imported, "netperf_tcp_rr_latency") == Values{665.5});
    CHECK(values(imported, "netperf_tcp_rr_round_trip") == Values{666.555});
    CHECK(values(imported, "netperf_tcp_rr_retransmits") == Values{0});
    const auto bare = recorded("netperf/keyval-without-banner.txt");
    CHECK(values(bare, "netperf_tcp_throughput") == Values{21500.25, 21400.25});
}

TEST_CASE("a list of netperf results is as many runs")
{
    const auto imported = recorded("netperf/list.json");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "netperf_tcp_rr_transaction_rate", "burst", 0) == Values{1405.25});
    CHECK(values(imported, "netperf_tcp_rr_confidence_width") == Values{2.525});
    CHECK(values(imported, "netperf_udp_throughput") == Values{1102.5});
    CHECK(sample(imported, "netperf_tcp_rr_transaction_rate").line == 5);
    CHECK(has_flag(imported.runs[0], "line 5: is a mean of 4 repetitions"));
    CHECK(has_flag(imported.runs[1], "whether the throughput of UDP was sent or received"));
}

TEST_CASE("numbers of netperf without test or unit give a diagnosis and no sample")
{
    const auto rows = recorded("netperf/no-heading.txt");
    CHECK_FALSE(rows.has_samples());
    CHECK(rows.diagnosis.find("do not tell the test nor the unit") != std::string::npos);
    const auto number = recorded("netperf/bare-number.txt");
    CHECK_FALSE(number.has_samples());
    CHECK(number.diagnosis.find("does not tell its unit") != std::string::npos);
    const auto keys = recorded("netperf/keyval-without-unit.txt");
    CHECK(values(keys, "netperf_tcp_throughput").empty());
    CHECK(has_flag(keys.runs.at(0), "line 2: the unit of the throughput is not in the file"));
}

TEST_CASE("netperf without a server gives what it says and no sample")
{
    const auto imported = recorded("netperf/no-server.txt");
    CHECK_FALSE(imported.has_samples());
    CHECK(imported.diagnosis.find("are you sure there is") != std::string::npos);
}

TEST_CASE("a result of netperf in which the file ends is none")
{
    const std::string table =
        "MIGRATED TCP STREAM TEST from 0.0.0.0 () port 0 AF_INET to 192.0.2.7 () port 0 AF_INET\n"
        "bytes  bytes   bytes    secs.    10^6bits/sec\n\n131072  16384  16384    10.00   9413.25";
    CHECK_FALSE(tests::imported(table).has_samples());
    CHECK(values(tests::imported(table + "  "), "netperf_tcp_throughput") == Values{9413.25});
}

TEST_CASE("real files of netperf's tables give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto clients = real("netperf/lkp-udp_stream-16clients.txt");
    REQUIRE(clients.runs.size() == 1);
    const auto sent = values(clients, "netperf_udp_throughput_sent", "clients", 16);
    const auto received = values(clients, "netperf_udp_throughput", "message_size", 65507);
    REQUIRE(sent.size() == 16);
    REQUIRE(received.size() == 16);
    CHECK(sent[0] == 63577.2);
    CHECK(received[0] == 61689.4);
    CHECK(sum(sent) == Approx(1009020.3).epsilon(1e-9));
    CHECK(sum(received) == Approx(979777.4).epsilon(1e-9));
    CHECK(values(clients, "netperf_udp_local_cpu", "client", 1) == Values{24.11});
    CHECK(values(clients, "netperf_udp_local_service_demand", "client", 1) == Values{3.977});

    const auto stream = real("netperf/here-tcp_stream-cpu.txt");
    CHECK(values(stream, "netperf_tcp_throughput") == Values{23579.91});
    CHECK(values(stream, "netperf_tcp_local_cpu") == Values{100});
    CHECK(values(stream, "netperf_tcp_remote_cpu") == Values{100});
    CHECK(values(stream, "netperf_tcp_local_service_demand") == Values{0.695});
    CHECK(values(stream, "netperf_tcp_remote_service_demand") == Values{0.695});
    CHECK(sample(stream, "netperf_tcp_throughput").unit == "10^6bits/s");
    const auto rr = real("netperf/here-tcp_rr-cpu.txt");
    CHECK(values(rr, "netperf_tcp_rr_transaction_rate") == Values{71133.65});
    CHECK(values(rr, "netperf_tcp_rr_local_service_demand") == Values{28.116});
    CHECK(sample(rr, "netperf_tcp_rr_local_service_demand").unit == "us/Tr");
    const auto gigabits = real("netperf/here-gbits.txt");
    CHECK(values(gigabits, "netperf_tcp_throughput") == Values{22.42});
    CHECK(sample(gigabits, "netperf_tcp_throughput").unit == "10^9bits/sec");
}

TEST_CASE("real files of netperf omni give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto histogram = real("netperf/pkb-udp_rr-omni-histogram.txt");
    const std::string percentile = "netperf_udp_rr_latency_percentile";
    CHECK(values(histogram, "netperf_udp_rr_transaction_rate") == Values{2217.06});
    CHECK(values(histogram, percentile) == Values{442, 487, 589});
    CHECK(values(histogram, percentile, "percentile", 99) == Values{589});
    CHECK(values(histogram, "netperf_udp_rr_latency_deviation") == Values{81.26});
    CHECK(values(histogram, "netperf_udp_rr_latency_minimum") == Values{361});
    CHECK(values(histogram, "netperf_udp_rr_latency_maximum") == Values{9688});
    CHECK(values(histogram, "netperf_udp_rr_histogram_total") == Values{133024});

    const auto list = real("netperf/pkb-many-tests-omni.json");
    CHECK(list.runs.size() == 10);
    CHECK(values(list, "netperf_tcp_rr_transaction_rate") == Values{1405.50, 3545.77});
    CHECK(values(list, "netperf_tcp_crr_transaction_rate") == Values{343.35, 1078.07});
    CHECK(values(list, "netperf_udp_rr_transaction_rate") == Values{1359.71, 3313.49});
    CHECK(values(list, "netperf_tcp_throughput") == Values{1187.94, 1973.37});
    CHECK(values(list, "netperf_udp_throughput") == Values{1102.42, 1802.72});
    CHECK(values(list, "netperf_tcp_rr_confidence_width") == Values{2.522, 2.186});
    CHECK(sample(list, "netperf_tcp_throughput").unit == "10^6bits/s");

    const auto keys = real("netperf/here-omni-keyval.txt");
    CHECK(values(keys, "netperf_tcp_throughput") == Values{21508.34});
    CHECK(values(keys, "netperf_tcp_local_service_demand") == Values{0.762});
    CHECK(sample(keys, "netperf_tcp_local_service_demand").unit == "usec/KB");
    const auto csv = real("netperf/here-omni-csv.txt");
    CHECK(values(csv, "netperf_tcp_throughput") == Values{15692.75});
    CHECK(csv.runs.at(0).samples.size() == 1);
}
