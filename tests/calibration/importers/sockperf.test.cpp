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

TEST_CASE("sockperf gives the mean latency and its percentiles")
{
    const auto imported = recorded("sockperf/tcp-3.1.txt");
    CHECK(imported.tool == "sockperf");
    CHECK(imported.version == "3.1-no.git");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(imported.runs[0].flags.empty());
    CHECK(values(imported, "sockperf_tcp_latency") == Values{8.625});
    CHECK(values(imported, "sockperf_tcp_latency_deviation") == Values{1.25});
    CHECK(values(imported, "sockperf_tcp_latency_percentile", "percentile", 99) == Values{10.125});
    CHECK(values(imported, "sockperf_tcp_latency_percentile", "percentile", 99.999) ==
          Values{60.25});
    CHECK(values(imported, "sockperf_tcp_latency_minimum") == Values{7.5});
    CHECK(values(imported, "sockperf_tcp_latency_maximum") == Values{70.5});
    const auto& mean = imported.runs[0].samples[0];
    CHECK(mean.unit == "usec");
    CHECK(mean.better == Better::lower);
    CHECK(mean.line == 12);
}

TEST_CASE("round trips of sockperf are not taken for latencies")
{
    const auto imported = recorded("sockperf/full-rtt.txt");
    CHECK(values(imported, "sockperf_tcp_latency").empty());
    CHECK(values(imported, "sockperf_tcp_latency_percentile").empty());
    CHECK(values(imported, "sockperf_tcp_round_trip") == Values{17.25});
    CHECK(values(imported, "sockperf_tcp_round_trip_percentile", "percentile", 99) ==
          Values{20.25});
    CHECK(has_flag(imported.runs.at(0), "a latency is half"));
}

TEST_CASE("latency under load has a condition that ping-pong has not")
{
    const auto loaded = recorded("sockperf/under-load.txt");
    const auto& sample = loaded.runs.at(0).samples.at(0);
    CHECK(sample.value == 12.5);
    const auto* mode = calibration::find_condition(sample.conditions, "mode");
    REQUIRE(mode != nullptr);
    CHECK(std::get<std::string>(mode->value) == "under_load");
    const auto ping_pong = recorded("sockperf/udp-lost-3.8.txt");
    CHECK(calibration::find_condition(ping_pong.runs.at(0).samples.at(0).conditions, "mode") ==
          nullptr);
}

TEST_CASE("messages that sockperf lost are told")
{
    const auto imported = recorded("sockperf/udp-lost-3.8.txt");
    CHECK(values(imported, "sockperf_udp_latency") == Values{9.125});
    CHECK(values(imported, "sockperf_udp_latency_deviation") == Values{2.5});
    CHECK(has_flag(imported.runs.at(0), "line 13: 12 messages were lost"));
}

TEST_CASE("sockperf's throughput mode gives rates and no latency")
{
    const auto imported = recorded("sockperf/throughput.txt");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    REQUIRE(imported.runs[0].samples.size() == 2);
    CHECK(values(imported, "sockperf_udp_message_rate", "message_size", 14) == Values{150050});
    CHECK(values(imported, "sockperf_udp_throughput", "message_size", 14) == Values{2.003});
    CHECK(imported.runs[0].samples[0].unit == "msg/sec");
    CHECK(imported.runs[0].samples[1].unit == "MBps");
    CHECK(imported.runs[0].samples[1].better == Better::higher);
}

TEST_CASE("each start of sockperf is a run, and a killed one keeps what was printed whole")
{
    const auto imported = recorded("sockperf/two-runs-second-killed.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(imported.runs[0].complete);
    CHECK_FALSE(imported.runs[1].complete);
    CHECK(values(imported, "sockperf_tcp_latency") == Values{8.125, 8.375});
    CHECK(values(imported, "sockperf_tcp_latency_percentile", "percentile", 99) == Values{10.125});
}

TEST_CASE("a line of sockperf between its statistics disturbs none of them")
{
    const auto imported = recorded("sockperf/interleaved.txt");
    CHECK(imported.runs.at(0).samples.size() == 9);
    CHECK(imported.runs[0].complete);
}

TEST_CASE("sockperf without a server gives what it says and no sample")
{
    const auto refused = recorded("sockperf/refused.txt");
    CHECK_FALSE(refused.has_samples());
    CHECK(refused.diagnosis.find("ERROR: Can`t connect") != std::string::npos);
    const auto silent = recorded("sockperf/no-answer.txt");
    CHECK_FALSE(silent.has_samples());
    CHECK(silent.diagnosis.find("No messages were received") != std::string::npos);
}

TEST_CASE("with what `time` printed below it, sockperf gives CPU time for each message")
{
    const auto ping_pong = recorded("sockperf/ping-pong-under-time.txt");
    const auto messages = values(ping_pong, "sockperf_tcp_cpu_per_message");
    REQUIRE(messages.size() == 1);
    CHECK(messages[0] == Approx(0.51 / 66917));
    CHECK(values(ping_pong, "sockperf_tcp_latency").size() == 1);
    const auto rate = recorded("sockperf/throughput-under-time.txt");
    CHECK(values(rate, "sockperf_udp_cpu_per_message", "message_size", 14).at(0) ==
          Approx(0.63 / 147683));
    const auto& sample = ping_pong.runs.at(0).samples.back();
    CHECK(sample.better == Better::lower);
    CHECK(sample.unit == "s per message");
    CHECK(sample.line == 29);
    CHECK(has_flag(ping_pong.runs.at(0), "time of the whole process"));
}

TEST_CASE("a server of sockperf under `time` gives its CPU time for each message and nothing else")
{
    const auto server = recorded("sockperf/server-under-time.txt");
    REQUIRE(server.runs.size() == 1);
    CHECK(server.runs[0].complete);
    CHECK(server.runs[0].samples.size() == 1);
    CHECK(values(server, "sockperf_tcp_server_cpu_per_message").at(0) == Approx(0.48 / 66917));
}

TEST_CASE("real files of sockperf give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const Values host = {6.588, 6.602, 6.565, 6.596, 6.651};
    const Values host_99 = {6.893, 6.954, 6.868, 6.943, 6.942};
    const Values docker = {8.698, 9.068, 8.863, 8.799, 8.715};
    const Values docker_99 = {9.917, 27.970, 11.417, 10.052, 9.801};
    for (std::size_t i = 0; i < 5; ++i) {
        const std::string ending = "-tcp-0" + std::to_string(i + 1) + ".txt";
        const auto direct = real("sockperf/graft-host_none_host" + ending);
        const auto nat = real("sockperf/graft-docker_nat_host" + ending);
        const std::string percentile = "sockperf_tcp_latency_percentile";
        CHECK(values(direct, "sockperf_tcp_latency") == Values{host[i]});
        CHECK(values(direct, percentile, "percentile", 99) == Values{host_99[i]});
        CHECK(values(nat, "sockperf_tcp_latency") == Values{docker[i]});
        CHECK(values(nat, percentile, "percentile", 99) == Values{docker_99[i]});
    }
    const auto round_trip = real("sockperf/here-tcp-full-rtt.txt");
    CHECK(values(round_trip, "sockperf_tcp_round_trip") == Values{79.274});
    CHECK(values(round_trip, "sockperf_tcp_round_trip_deviation") == Values{39.658});
    CHECK(values(round_trip, "sockperf_tcp_round_trip_percentile", "percentile", 99) ==
          Values{114.179});
    const auto rates = real("sockperf/here-throughput.txt");
    CHECK(values(rates, "sockperf_udp_message_rate") == Values{153464});
    CHECK(values(rates, "sockperf_udp_throughput") == Values{2.049});
    CHECK(rates.runs.at(0).samples.size() == 2);
}

TEST_CASE("real files of paired sockperf runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const std::string metric = "sockperf_udp_latency";
    tests::check_series("native", "sockperf-udp", "txt", metric,
                        {7.935, 18.23, 40.77, 36.098, 5.985});
    tests::check_series("container", "sockperf-udp", "txt", metric,
                        {7.741, 30.6, 40.457, 8.337, 33.717});
    tests::check_pairing("sockperf-udp", "txt");
}
