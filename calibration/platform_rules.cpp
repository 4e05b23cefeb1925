#include "calibration/platform_rules.hpp"

#include <string>

namespace calibration {
namespace {

using models::Platform;

constexpr double mebi = 1024 * 1024;

// Beyond 16 MiB RAMspeed measures memory and not a cache. HPCC tells its LINPACK twice. Tests that
// say that they do not read and write past the page cache come last. Where client and server of a
// network test run on two machines, the guest is the server, "remote".
constexpr PlatformRule rules[] = {
    {&Platform::compute, Turn::efficiency, 1, "LINPACK", "linpack"},
    {&Platform::compute, Turn::efficiency, 1, "LINPACK", "hpcc_linpack"},
    {&Platform::compute, Turn::efficiency, 2, "sysbench", "sysbench_cpu_event_rate"},

    {&Platform::network_cpu, Turn::demand, 1, "netperf", "netperf_tcp_remote_service_demand"},
    {&Platform::network_cpu, Turn::demand, 1, "netperf", "netperf_udp_remote_service_demand"},
    {&Platform::network_cpu, Turn::demand, 1, "netperf", "netperf_tcp_rr_remote_service_demand"},
    {&Platform::network_cpu, Turn::demand, 1, "netperf", "netperf_udp_rr_remote_service_demand"},
    {&Platform::network_cpu, Turn::demand, 1, "iperf3", "iperf3_tcp_remote_cpu_per_bit"},
    {&Platform::network_cpu, Turn::demand, 1, "iperf3", "iperf3_udp_remote_cpu_per_bit"},
    {&Platform::network_cpu, Turn::demand, 1, "sockperf", "sockperf_tcp_server_cpu_per_message"},
    {&Platform::network_cpu, Turn::demand, 1, "sockperf", "sockperf_udp_server_cpu_per_message"},
    {&Platform::network_cpu, Turn::demand, 1, "sockperf", "sockperf_tcp_cpu_per_message"},
    {&Platform::network_cpu, Turn::demand, 1, "sockperf", "sockperf_udp_cpu_per_message"},

    {&Platform::memory_bandwidth, Turn::efficiency, 1, "STREAM", "stream_triad"},
    {&Platform::memory_bandwidth, Turn::efficiency, 1, "RAMspeed", "ramspeed_float_reading", 1,
     "block_size", nullptr, 16 * mebi},
    {&Platform::memory_bandwidth, Turn::efficiency, 1, "RAMspeed", "ramspeed_float_triad"},
    {&Platform::memory_bandwidth, Turn::efficiency, 1, "RAMspeed", "ramspeed_integer_reading", 1,
     "block_size", nullptr, 16 * mebi},
    {&Platform::memory_bandwidth, Turn::efficiency, 1, "RAMspeed", "ramspeed_integer_triad"},
    {&Platform::memory_bandwidth, Turn::efficiency, 1, "HPCC", "hpcc_star_stream_triad"},
    {&Platform::memory_bandwidth, Turn::efficiency, 2, "sysbench", "sysbench_memory_throughput"},

    {&Platform::disk_read, Turn::efficiency, 1, "IOzone", "iozone_read", 1, "direct", nullptr, 1},
    {&Platform::disk_read, Turn::efficiency, 1, "fio", "fio_read_throughput", 1, "rw", "read"},
    {&Platform::disk_read, Turn::efficiency, 2, "fio", "fio_read_throughput", 1, "rw", "read"},
    {&Platform::disk_read, Turn::efficiency, 2, "sysbench", "sysbench_fileio_read_rate", 1,
     "pattern", "sequential read"},
    {&Platform::disk_read, Turn::efficiency, 2, "IOzone", "iozone_read"},
    {&Platform::disk_write, Turn::efficiency, 1, "IOzone", "iozone_write", 1, "direct", nullptr, 1},
    {&Platform::disk_write, Turn::efficiency, 1, "fio", "fio_write_throughput", 1, "rw", "write"},
    {&Platform::disk_write, Turn::efficiency, 2, "fio", "fio_write_throughput", 1, "rw", "write"},
    {&Platform::disk_write, Turn::efficiency, 2, "sysbench", "sysbench_fileio_write_rate", 1,
     "pattern", "sequential write (creation)"},
    {&Platform::disk_write, Turn::efficiency, 2, "IOzone", "iozone_write"},
    {&Platform::disk_random_read, Turn::efficiency, 1, "IOzone", "iozone_random_read", 1, "direct",
     nullptr, 1},
    {&Platform::disk_random_read, Turn::efficiency, 1, "fio", "fio_read_throughput", 1, "rw",
     "randread"},
    {&Platform::disk_random_read, Turn::efficiency, 2, "fio", "fio_read_throughput", 1, "rw",
     "randread"},
    {&Platform::disk_random_read, Turn::efficiency, 2, "sysbench", "sysbench_fileio_read_rate", 1,
     "pattern", "random read"},
    {&Platform::disk_random_read, Turn::efficiency, 2, "sysbench", "sysbench_fileio_read_rate", 1,
     "pattern", "random r/w"},
    {&Platform::disk_random_read, Turn::efficiency, 2, "IOzone", "iozone_random_read"},
    {&Platform::disk_random_write, Turn::efficiency, 1, "IOzone", "iozone_random_write", 1,
     "direct", nullptr, 1},
    {&Platform::disk_random_write, Turn::efficiency, 1, "fio", "fio_write_throughput", 1, "rw",
     "randwrite"},
    {&Platform::disk_random_write, Turn::efficiency, 2, "fio", "fio_write_throughput", 1, "rw",
     "randwrite"},
    {&Platform::disk_random_write, Turn::efficiency, 2, "sysbench", "sysbench_fileio_write_rate", 1,
     "pattern", "random write"},
    {&Platform::disk_random_write, Turn::efficiency, 2, "sysbench", "sysbench_fileio_write_rate", 1,
     "pattern", "random r/w"},
    {&Platform::disk_random_write, Turn::efficiency, 2, "IOzone", "iozone_random_write"},

    {&Platform::tcp_throughput, Turn::efficiency, 1, "netperf", "netperf_tcp_throughput"},
    {&Platform::tcp_throughput, Turn::efficiency, 1, "iperf3", "iperf3_tcp_throughput"},
    {&Platform::tcp_throughput, Turn::efficiency, 1, "qperf", "qperf_tcp_throughput"},
    {&Platform::udp_throughput, Turn::efficiency, 1, "netperf", "netperf_udp_throughput"},
    {&Platform::udp_throughput, Turn::efficiency, 1, "iperf3", "iperf3_udp_throughput"},
    {&Platform::udp_throughput, Turn::efficiency, 1, "qperf", "qperf_udp_throughput"},

    {&Platform::round_trip_tcp, Turn::seconds, 1, "netperf", "netperf_tcp_rr_transaction_rate"},
    {&Platform::round_trip_tcp, Turn::seconds, 1, "sockperf", "sockperf_tcp_latency", 2},
    {&Platform::round_trip_tcp, Turn::seconds, 1, "sockperf", "sockperf_tcp_round_trip"},
    {&Platform::round_trip_tcp, Turn::seconds, 1, "qperf", "qperf_tcp_latency", 2},
    {&Platform::round_trip_udp, Turn::seconds, 1, "netperf", "netperf_udp_rr_transaction_rate"},
    {&Platform::round_trip_udp, Turn::seconds, 1, "sockperf", "sockperf_udp_latency", 2},
    {&Platform::round_trip_udp, Turn::seconds, 1, "sockperf", "sockperf_udp_round_trip"},
    {&Platform::round_trip_udp, Turn::seconds, 1, "qperf", "qperf_udp_latency", 2},
};

// Several requests on their way at once: their rate tells no round trip.
bool is_overlapped(const Conditions& conditions)
{
    const Condition* burst = find_condition(conditions, "burst");
    const double* requests = burst != nullptr ? std::get_if<double>(&burst->value) : nullptr;
    return requests != nullptr && *requests > 0;
}

bool is_cached(const Conditions& conditions)
{
    const Condition* direct = find_condition(conditions, "direct");
    const double* value = direct != nullptr ? std::get_if<double>(&direct->value) : nullptr;
    return value != nullptr && *value == 0;
}

}  // namespace

std::span<const PlatformRule> platform_rules()
{
    return rules;
}

bool is_met(const PlatformRule& rule, const Conditions& conditions)
{
    if (rule.turn == Turn::seconds && is_overlapped(conditions)) return false;
    if (rule.rank == 1 && is_cached(conditions)) return false;
    if (rule.condition == nullptr) return true;
    const Condition* found = find_condition(conditions, rule.condition);
    if (found == nullptr) return false;
    if (const double* value = std::get_if<double>(&found->value)) {
        return rule.word == nullptr && *value >= rule.least;
    }
    return rule.word != nullptr && std::get<std::string>(found->value) == rule.word;
}

}  // namespace calibration
