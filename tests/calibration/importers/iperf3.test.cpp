#include <numeric>

#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using calibration::Better;
using calibration::Imported;
using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::values;
using Values = std::vector<double>;

namespace {

// The values of a metric in one direction.
Values going(const Imported& imported, const std::string& metric, const std::string& direction)
{
    Values found;
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            const auto* way = calibration::find_condition(sample.conditions, "direction");
            const bool wanted = sample.metric == metric && way != nullptr &&
                                std::get<std::string>(way->value) == direction;
            if (wanted) found.push_back(sample.value);
        }
    }
    return found;
}

// Rates in Mbit/s to three decimals.
void check_rates(const Imported& imported, const std::string& metric, const Values& expected)
{
    INFO(metric);
    const auto found = values(imported, metric);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i] == Approx(expected[i] * 1e6).margin(501));
    }
}

}  // namespace

TEST_CASE("a TCP run of iperf3 gives what was received, sent and retransmitted, and the CPU")
{
    const auto imported = recorded("iperf3/tcp.json");
    CHECK(imported.tool == "iperf3");
    CHECK(imported.version == "3.12");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(imported.runs[0].flags.empty());
    CHECK(values(imported, "iperf3_tcp_throughput") == Values{9.25e9});
    CHECK(values(imported, "iperf3_tcp_throughput_sent") == Values{9.5e9});
    CHECK(values(imported, "iperf3_tcp_retransmits") == Values{3});
    CHECK(values(imported, "iperf3_tcp_host_cpu") == Values{99.5});
    CHECK(values(imported, "iperf3_tcp_remote_cpu") == Values{47.25});
    const auto& rate = imported.runs[0].samples[0];
    CHECK(rate.unit == "bits_per_second");
    CHECK(rate.better == Better::higher);
    CHECK(rate.line == 97);
    CHECK(condition(rate, "streams") == 1);
    CHECK(condition(rate, "block_size") == 131072);
    CHECK(condition(rate, "duration") == 2);
    CHECK(condition(rate, "bidirectional") == 0);
    CHECK(std::isnan(condition(rate, "target_rate")));
    CHECK(going(imported, "iperf3_tcp_throughput", "forward") == Values{9.25e9});
    CHECK(imported.runs[0].samples.back().better == Better::lower);
}

TEST_CASE("direction and streams of iperf3 are conditions")
{
    const auto imported = recorded("iperf3/tcp-reverse-4-streams.json");
    CHECK(going(imported, "iperf3_tcp_throughput", "reverse") == Values{8.75e9});
    CHECK(values(imported, "iperf3_tcp_throughput", "streams", 4) == Values{8.75e9});
    CHECK(going(imported, "iperf3_tcp_host_cpu", "reverse") == Values{99.5});
}

TEST_CASE("both directions of iperf3 at once are two samples and one CPU")
{
    const auto imported = recorded("iperf3/both-directions.json");
    CHECK(going(imported, "iperf3_tcp_throughput", "forward") == Values{3.125e10});
    CHECK(going(imported, "iperf3_tcp_throughput", "reverse") == Values{3.375e9});
    CHECK(going(imported, "iperf3_tcp_retransmits", "reverse") == Values{2});
    CHECK(going(imported, "iperf3_tcp_host_cpu", "both") == Values{99.5});
    for (const auto& sample : imported.runs.at(0).samples) {
        CHECK(condition(sample, "bidirectional") == 1);
    }
}

TEST_CASE("an array of iperf3 documents is as many runs, of which a cut one is incomplete")
{
    const auto imported = recorded("iperf3/array-of-3-runs.json");
    REQUIRE(imported.runs.size() == 3);
    CHECK(values(imported, "iperf3_tcp_throughput") == Values{9.25e8, 9.0e8, 9.125e8});
    CHECK(values(imported, "iperf3_tcp_retransmits").empty());
    const auto cut = recorded("iperf3/array-cut-in-third-run.json");
    REQUIRE(cut.runs.size() == 3);
    CHECK(cut.runs[1].complete);
    CHECK_FALSE(cut.runs[2].complete);
    CHECK(values(cut, "iperf3_tcp_throughput") == Values{9.25e8, 9.0e8});
}

TEST_CASE("a failed run of iperf3 gives what it says and disturbs none beside it")
{
    const auto imported = recorded("iperf3/refused-between-runs.json");
    REQUIRE(imported.runs.size() == 3);
    CHECK(values(imported, "iperf3_tcp_throughput") == Values{9.25e9, 9.125e9});
    CHECK_FALSE(imported.runs[1].complete);
    CHECK(has_flag(imported.runs[1], "unable to connect to server"));
    const auto refused = recorded("iperf3/refused.json");
    CHECK_FALSE(refused.has_samples());
    CHECK(refused.diagnosis.find("unable to connect to server") != std::string::npos);
    CHECK(recorded("iperf3/refused-text.txt").diagnosis.find("unable to connect") !=
          std::string::npos);
}

TEST_CASE("the throughput of UDP has the rate as a condition to which it was limited")
{
    const auto imported = recorded("iperf3/udp-limited.json");
    CHECK(values(imported, "iperf3_udp_throughput", "target_rate", 2e9) == Values{7.5e8});
    CHECK(values(imported, "iperf3_udp_throughput_sent", "target_rate", 2e9) == Values{1.25e9});
    CHECK(values(imported, "iperf3_udp_jitter") == Values{0.015625});
    CHECK(values(imported, "iperf3_udp_lost") == Values{37.5});
    CHECK(values(imported, "iperf3_udp_jitter", "block_size", 1460) == Values{0.015625});
    CHECK(imported.runs.at(0).complete);
    CHECK(imported.runs[0].flags.empty());
    CHECK(has_flag(recorded("iperf3/udp-limit-reached.json").runs.at(0),
                   "limited to 10000000 bit/s"));
}

TEST_CASE("UDP limited to a rate that the file does not tell gives no throughput")
{
    const auto imported = recorded("iperf3/udp-limit-unknown.json");
    CHECK(values(imported, "iperf3_udp_throughput").empty());
    CHECK(values(imported, "iperf3_udp_throughput_sent").empty());
    CHECK(values(imported, "iperf3_udp_jitter") == Values{0.0625});
    CHECK(values(imported, "iperf3_udp_lost") == Values{1});
    CHECK(has_flag(imported.runs.at(0), "throughput is left out"));
}

TEST_CASE("a stream of events of iperf3 is put together to runs")
{
    const auto imported = recorded("iperf3/stream-of-events.json");
    REQUIRE(imported.runs.size() == 2);
    CHECK(imported.version == "3.17");
    CHECK(imported.runs[0].complete);
    CHECK(values(imported, "iperf3_tcp_throughput") == Values{9.25e9});
    CHECK_FALSE(imported.runs[1].complete);
}

TEST_CASE("text of iperf3 gives the summary and no interval")
{
    const auto imported = recorded("iperf3/tcp-text.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(imported.runs[0].complete);
    CHECK(values(imported.runs[0], "iperf3_tcp_throughput") == Values{23.25});
    CHECK(values(imported.runs[0], "iperf3_tcp_throughput_sent") == Values{23.5});
    CHECK(values(imported.runs[0], "iperf3_tcp_retransmits") == Values{83});
    CHECK(imported.runs[0].samples.size() == 3);
    CHECK(imported.runs[0].samples.back().unit == "Gbits/sec");
    CHECK(imported.runs[0].samples.back().line == 9);
    CHECK(going(imported, "iperf3_tcp_throughput", "reverse") == Values{940});
    CHECK(values(imported.runs[1], "iperf3_tcp_retransmits") == Values{0});
}

TEST_CASE("streams of iperf3 in one text count once, as their sum")
{
    const auto imported = recorded("iperf3/three-streams-text.txt");
    CHECK(values(imported, "iperf3_tcp_throughput", "streams", 3) == Values{2505});
    CHECK(values(imported, "iperf3_tcp_throughput_sent") == Values{2515});
    CHECK(values(imported, "iperf3_tcp_retransmits") == Values{32});
    CHECK(imported.runs.at(0).samples.at(0).unit == "MBytes/sec");
}

TEST_CASE("verbose text of iperf3 gives its conditions and the CPU")
{
    const auto imported = recorded("iperf3/both-directions-verbose-text.txt");
    CHECK(imported.version == "3.12");
    CHECK(going(imported, "iperf3_tcp_throughput", "forward") == Values{2.25});
    CHECK(going(imported, "iperf3_tcp_throughput", "reverse") == Values{725});
    CHECK(going(imported, "iperf3_tcp_host_cpu", "both") == Values{25.5});
    CHECK(going(imported, "iperf3_tcp_remote_cpu", "both") == Values{22.5});
    const auto& sample = imported.runs.at(0).samples.at(0);
    CHECK(condition(sample, "streams") == 1);
    CHECK(condition(sample, "block_size") == 131072);
    CHECK(condition(sample, "duration") == 10);
    CHECK(condition(sample, "bidirectional") == 1);
}

TEST_CASE("text of iperf3 over UDP gives jitter and loss, and throughput beside its limit")
{
    const auto imported = recorded("iperf3/udp-text.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "iperf3_udp_jitter") == Values{0.325, 0.125});
    CHECK(values(imported, "iperf3_udp_lost") == Values{1, 1.6});
    CHECK(has_flag(imported.runs[0], "throughput is left out"));
    CHECK(values(imported, "iperf3_udp_throughput", "target_rate", 5e7) == Values{49.25});
    CHECK(values(imported, "iperf3_udp_throughput").size() == 1);
    const auto old = recorded("iperf3/udp-3.1-text.txt");
    CHECK(values(old, "iperf3_udp_jitter") == Values{0.043});
    CHECK(values(old, "iperf3_udp_lost") == Values{0});
}

TEST_CASE("what an iperf3 server did not see is no sample")
{
    const auto imported = recorded("iperf3/server-text.txt");
    REQUIRE(imported.runs.size() == 1);
    CHECK(values(imported, "iperf3_tcp_throughput") == Values{940.5});
    CHECK(values(imported, "iperf3_tcp_throughput_sent").empty());
    const auto interrupted = recorded("iperf3/interrupted-text.txt");
    CHECK_FALSE(interrupted.runs.at(0).complete);
    CHECK(values(interrupted, "iperf3_tcp_throughput").empty());
    CHECK(values(interrupted, "iperf3_tcp_throughput_sent") == Values{23.5});
    CHECK(has_flag(interrupted.runs[0], "the client has terminated"));
}

TEST_CASE("real files of iperf3 give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto old = real("iperf3/iperf3011-tcp.json");
    check_rates(old, "iperf3_tcp_throughput", {934.268});
    check_rates(old, "iperf3_tcp_throughput_sent", {935.992});
    CHECK(values(old, "iperf3_tcp_retransmits") == Values{0});
    CHECK(condition(old.runs.at(0).samples.at(0), "duration") == 13);
    const auto recent = real("iperf3/iperf320-tcp.json");
    check_rates(recent, "iperf3_tcp_throughput", {23548.652});
    check_rates(recent, "iperf3_tcp_throughput_sent", {23548.961});
    REQUIRE(values(recent, "iperf3_tcp_host_cpu").size() == 1);
    CHECK(values(recent, "iperf3_tcp_host_cpu")[0] == Approx(101.81).margin(0.005));

    const auto metal = real("iperf3/metal-tcp-10runs-array.json");
    CHECK(metal.runs.size() == 10);
    CHECK(values(metal, "iperf3_tcp_retransmits").empty());
    check_rates(
        metal, "iperf3_tcp_throughput",
        {941.119, 936.770, 941.358, 941.200, 940.645, 941.327, 941.227, 940.961, 941.341, 938.123});
    check_rates(
        real("iperf3/docker-tcp-10runs-array.json"), "iperf3_tcp_throughput",
        {935.514, 933.362, 941.263, 941.232, 940.914, 941.351, 941.196, 940.906, 940.983, 941.369});
    const auto firecracker = real("iperf3/firecracker-tcp-10runs-array.json");
    check_rates(
        firecracker, "iperf3_tcp_throughput",
        {894.382, 924.935, 933.943, 919.967, 939.912, 927.921, 917.716, 909.440, 932.208, 918.539});
    const auto cpu = values(metal, "iperf3_tcp_remote_cpu");
    REQUIRE(cpu.size() == 10);
    CHECK(std::accumulate(cpu.begin(), cpu.end(), 0.0) / 10 == Approx(42).margin(0.5));
    for (const double percent : values(firecracker, "iperf3_tcp_remote_cpu")) {
        CHECK(percent == Approx(74).margin(21.5));  // 53 to 95
    }

    const auto datagrams = real("iperf3/metal-udp-10runs-array.json");
    CHECK(values(datagrams, "iperf3_udp_throughput").empty());
    CHECK(values(datagrams, "iperf3_udp_throughput_sent").empty());
    const Values jitter = {0.026515, 0.043470, 0.042213, 0.030073, 0.057085,
                           0.015854, 0.022085, 0.032947, 0.026670, 0.032800};
    const auto found = values(datagrams, "iperf3_udp_jitter");
    REQUIRE(found.size() == 10);
    for (std::size_t i = 0; i < 10; ++i) CHECK(found[i] == Approx(jitter[i]).margin(6e-7));
    CHECK(values(datagrams, "iperf3_udp_lost") == Values(10, 0.0));
}

TEST_CASE("real texts of iperf3 and its two directions give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto text = real("iperf3/here-text.txt");
    CHECK(values(text, "iperf3_tcp_throughput") == Values{23.3});
    CHECK(values(text, "iperf3_tcp_throughput_sent") == Values{23.3});
    CHECK(values(text, "iperf3_tcp_retransmits") == Values{83});
    const auto three = real("iperf3/here-text-P3-MBytes.txt");
    CHECK(values(three, "iperf3_tcp_throughput", "streams", 3) == Values{2758});
    CHECK(values(three, "iperf3_tcp_retransmits") == Values{52});
    const auto both = real("iperf3/here-bidir.json");
    CHECK(going(both, "iperf3_tcp_throughput", "forward") == Values{32990999817.042633});
    CHECK(going(both, "iperf3_tcp_throughput_sent", "forward") == Values{32992055316.88131});
    CHECK(going(both, "iperf3_tcp_throughput", "reverse") == Values{3430665614.911726});
    CHECK(going(both, "iperf3_tcp_throughput_sent", "reverse") == Values{3449121766.524929});
}
