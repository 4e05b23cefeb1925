#include "calibration/canonical_unit.hpp"

namespace calibration {
namespace {

struct Spelling {
    const char* tool;  // beginning of the metric; empty: of all others
    const char* written;
    const char* name;
    double size;
};

constexpr double kibi = 1024;
constexpr double mebi = kibi * kibi;
constexpr double byte = 8;

// The first that fits counts.
constexpr Spelling spellings[] = {
    {"ramspeed_", "Mb/s", "bit/s", mebi* byte},
    {"sockperf_", "MBps", "bit/s", mebi* byte},
    {"sysbench_", "Mb/sec", "bit/s", mebi* byte},
    {"sysbench_", "MB/sec", "bit/s", mebi* byte},
    {"iozone_", "kB/sec", "bit/s", kibi* byte},
    {"iozone_", "kB/s", "bit/s", kibi* byte},
    {"iozone_", "kBytes/sec", "bit/s", kibi* byte},
    {"iozone_", "Kbytes/sec", "bit/s", kibi* byte},
    {"fio_", "KB/s", "bit/s", kibi* byte},
    {"fio_", "MB/s", "bit/s", mebi* byte},
    {"netperf_", "KBytes/sec", "bit/s", kibi* byte},
    {"netperf_", "MBytes/sec", "bit/s", mebi* byte},
    {"netperf_", "GBytes/sec", "bit/s", mebi* kibi* byte},
    {"netperf_", "us/KB", "s/bit", 1e-6 / (kibi * byte)},
    {"netperf_", "usec/KB", "s/bit", 1e-6 / (kibi * byte)},
    {"iperf3_", "KBytes/sec", "bit/s", kibi* byte},
    {"iperf3_", "MBytes/sec", "bit/s", mebi* byte},
    {"iperf3_", "GBytes/sec", "bit/s", mebi* kibi* byte},
    {"", "bits_per_second", "bit/s", 1},
    {"", "bit/s", "bit/s", 1},
    {"", "bits/sec", "bit/s", 1},
    {"", "Kbits/sec", "bit/s", 1e3},
    {"", "Mbits/sec", "bit/s", 1e6},
    {"", "Gbits/sec", "bit/s", 1e9},
    {"", "10^3bits/sec", "bit/s", 1e3},
    {"", "10^3bits/s", "bit/s", 1e3},
    {"", "10^6bits/sec", "bit/s", 1e6},
    {"", "10^6bits/s", "bit/s", 1e6},
    {"", "10^9bits/sec", "bit/s", 1e9},
    {"", "10^9bits/s", "bit/s", 1e9},
    {"", "B/s", "bit/s", byte},
    {"", "bytes/sec", "bit/s", byte},
    {"", "kB/s", "bit/s", 1e3 * byte},
    {"", "KB/sec", "bit/s", 1e3 * byte},
    {"", "KiB/s", "bit/s", kibi* byte},
    {"", "KiB/sec", "bit/s", kibi* byte},
    {"", "MB/s", "bit/s", 1e6 * byte},
    {"", "MB/sec", "bit/s", 1e6 * byte},
    {"", "MiB/s", "bit/s", mebi* byte},
    {"", "MiB/sec", "bit/s", mebi* byte},
    {"", "GB/s", "bit/s", 1e9 * byte},
    {"", "GB/sec", "bit/s", 1e9 * byte},
    {"", "GiB/s", "bit/s", mebi* kibi* byte},
    {"", "GiB/sec", "bit/s", mebi* kibi* byte},
    {"", "GFlops", "flop/s", 1e9},
    {"", "Gflops", "flop/s", 1e9},
    {"", "Gflop/s", "flop/s", 1e9},
    {"", "Tflop/s", "flop/s", 1e12},
    {"", "ns", "s", 1e-9},
    {"", "nsec", "s", 1e-9},
    {"", "us", "s", 1e-6},
    {"", "usec", "s", 1e-6},
    {"", "ms", "s", 1e-3},
    {"", "msec", "s", 1e-3},
    {"", "s", "s", 1},
    {"", "sec", "s", 1},
    {"", "us/Tr", "s per transaction", 1e-6},
    {"", "usec/Tr", "s per transaction", 1e-6},
    {"", "s/bit", "s/bit", 1},
    {"", "Trans/s", "/s", 1},
    {"", "trans/s", "/s", 1},
    {"", "per sec", "/s", 1},
    {"", "per second", "/s", 1},
    {"", "events per second", "/s", 1},
    {"", "ops/sec", "/s", 1},
    {"", "reads/s", "/s", 1},
    {"", "writes/s", "/s", 1},
    {"", "fsyncs/s", "/s", 1},
    {"", "IOPS", "/s", 1},
    {"", "iops", "/s", 1},
    {"", "/s", "/s", 1},
    {"", "/sec", "/s", 1},
    {"", "K/sec", "/s", 1e3},
};

}  // namespace

CanonicalUnit canonical_unit(std::string_view metric, std::string_view unit)
{
    for (const Spelling& one : spellings) {
        if (metric.starts_with(one.tool) && unit == one.written) return {one.name, one.size};
    }
    return {std::string(unit), 1};
}

}  // namespace calibration
