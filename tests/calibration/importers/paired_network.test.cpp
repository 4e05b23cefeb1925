// The network tests of the machine that was measured twice, natively and in a container.
#include "tests/calibration/importers/paired.hpp"

TEST_CASE("real files of paired iperf3 runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const std::string tcp = "iperf3_tcp_throughput";
    tests::check_series("native", "iperf3-tcp", "json", tcp,
                        {1.79941e+10, 2.41606e+10, 1.64386e+10, 3.34065e+10, 2.66155e+10});
    tests::check_series("container", "iperf3-tcp", "json", tcp,
                        {1.12103e+10, 1.57621e+10, 1.5242e+10, 1.62517e+10, 1.56864e+10});
    const std::string udp = "iperf3_udp_throughput";
    tests::check_series("native", "iperf3-udp", "json", udp,
                        {7.49087e+08, 1.93408e+09, 1.63786e+09, 1.98677e+09, 9.17468e+08});
    tests::check_series("container", "iperf3-udp", "json", udp,
                        {6.68963e+08, 1.72468e+09, 1.97932e+09, 1.86448e+09, 8.92744e+08});
    const std::string lost = "iperf3_udp_lost";
    tests::check_series("native", "iperf3-udp", "json", lost,
                        {45.0991, 3.26643, 18.0975, 0.650629, 45.6676});
    tests::check_series("container", "iperf3-udp", "json", lost,
                        {39.5859, 10.8558, 1.0082, 3.4744, 39.5666});
    tests::check_pairing("iperf3-tcp", "json");
    tests::check_pairing("iperf3-udp", "json");
}

TEST_CASE("real files of paired netperf runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto check = [](const std::string& machine, const std::string& stem,
                          const std::string& metric, const std::vector<double>& expected) {
        tests::check_series(machine, "netperf-" + stem, "txt", "netperf_" + metric, expected);
    };
    const std::string stream = "tcp_throughput";
    check("native", "tcp_stream", stream, {20431.2, 14904.4, 18216.7, 36494.7, 37896});
    check("container", "tcp_stream", stream, {7070.09, 8004.75, 6185.35, 5461.01, 5178.03});
    const std::string udp = "udp_throughput";
    check("native", "udp_stream", udp, {947.37, 940.99, 1144.53, 2808.03, 3253.51});
    check("container", "udp_stream", udp, {772.05, 842.77, 753.26, 1911.25, 2287.72});
    const std::string tcp_rr = "tcp_rr_transaction_rate";
    check("native", "tcp_rr", tcp_rr, {55817.4, 67581, 50740.5, 32469.6, 15470.2});
    check("container", "tcp_rr", tcp_rr, {62127.3, 57936, 43748.4, 59179.1, 13319.7});
    const std::string udp_rr = "udp_rr_transaction_rate";
    check("native", "udp_rr", udp_rr, {72651.2, 79743, 63972.2, 71807.4, 13574.5});
    check("container", "udp_rr", udp_rr, {65068.9, 66654, 24340, 11986, 20121.1});
    for (const char* stem : {"tcp_stream", "udp_stream", "tcp_rr", "udp_rr"}) {
        tests::check_pairing(std::string("netperf-") + stem, "txt");
    }
}
