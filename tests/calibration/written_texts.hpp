#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

// Outputs in the formats of the tools, with figures of choice.
namespace tests {

struct Order {
    int size = 1000;
    std::vector<double> gflops;
};

inline std::string linpack_text(const std::vector<Order>& orders)
{
    std::string text =
        "Intel(R) Optimized LINPACK Benchmark data\n\nCPU frequency:    2.000 GHz\n"
        "Number of CPUs: 2\nNumber of cores: 12\nNumber of threads: 12\n\n"
        "=================== Timing linear equation system solver ===================\n\n"
        "Size   LDA    Align. Time(s)    GFlops   Residual     Residual(norm) Check\n";
    for (const Order& order : orders) {
        for (const double one : order.gflops) {
            text += fmt::format("{0:<6} {0:<6} 4      1.000      {1:.4f} 1e-12 3e-02   pass\n",
                                order.size, one);
        }
    }
    return text + "\nResidual checks PASSED\n\nEnd of tests\n";
}

// FL-POINT & READING of 16 MiB and more, three passes.
inline std::string ramspeed_text(double megabytes)
{
    std::string text;
    for (int pass = 0; pass < 3; ++pass) {
        text +=
            "RAMspeed/SMP (Linux) v3.5.0 by Rhett M. Hollander and Paul V. Bolotoff, 2002-09\n\n"
            "8Gb per pass mode, 8 processes\n\n";
        for (const int kib : {1024, 16384, 32768}) {
            const double rate = kib == 1024 ? 50000 : megabytes;
            text += fmt::format("FL-POINT & READING  {:>8} Kb block: {:.2f} MB/s\n", kib, rate);
        }
    }
    return text;
}

struct DiskRates {
    double write = 0;  // KiB/s
    double read = 0;
    double random_read = 0;
    double random_write = 0;
};

inline std::string iozone_text(const DiskRates& rates)
{
    std::string text;
    for (int pass = 0; pass < 3; ++pass) {
        text +=
            "\tIozone: Performance Test of File I/O\n\t        Version $Revision: 3.429 $\n\n"
            "\tO_DIRECT feature enabled\n"
            "\tCommand line used: iozone -I -i 0 -i 1 -i 2 -s 8g -r 1024\n"
            "\tOutput is in kBytes/sec\n"
            "                                                            random    random\n"
            "              kB  reclen    write  rewrite     read   reread     read    write\n";
        text += fmt::format(
            "         8388608    1024 {:8.0f} {:8.0f} {:8.0f} {:8.0f} {:8.0f} {:8.0f}\n",
            rates.write, rates.write, rates.read, rates.read, rates.random_read,
            rates.random_write);
        text += "\niozone test complete.\n";
    }
    return text;
}

struct NetworkRates {
    double tcp = 0;       // Mbit/s
    double udp = 0;       // Mbit/s
    double tcp_trip = 0;  // s
    double udp_trip = 0;  // s
};

inline std::string netperf_requests(const std::string& protocol, double trip)
{
    return fmt::format(
        "MIGRATED {} REQUEST/RESPONSE TEST from 0.0.0.0 (0.0.0.0) port 0 AF_INET to 10.0.0.2 () "
        "port 0 AF_INET : first burst 0\n"
        "Local /Remote\nSocket Size   Request  Resp.   Elapsed  Trans.\n"
        "Send   Recv   Size     Size    Time     Rate         \n"
        "bytes  Bytes  bytes    bytes   secs.    per sec   \n\n"
        "16384  131072 1        1       10.00    {:.2f}   \n16384  131072\n",
        protocol, 1 / trip);
}

inline std::string netperf_text(const NetworkRates& rates)
{
    std::string text;
    for (int pass = 0; pass < 3; ++pass) {
        text += fmt::format(
            "MIGRATED TCP STREAM TEST from 0.0.0.0 (0.0.0.0) port 0 AF_INET to 10.0.0.2 () port 0 "
            "AF_INET\n"
            "Recv   Send    Send                          \n"
            "Socket Socket  Message  Elapsed              \n"
            "Size   Size    Size     Time     Throughput  \n"
            "bytes  bytes   bytes    secs.    10^6bits/sec  \n\n"
            "131072  16384  16384    10.00      {:.2f}   \n",
            rates.tcp);
        text += fmt::format(
            "MIGRATED UDP STREAM TEST from 0.0.0.0 (0.0.0.0) port 0 AF_INET to 10.0.0.2 () port 0 "
            "AF_INET\n"
            "Socket  Message  Elapsed      Messages                \n"
            "Size    Size     Time         Okay Errors   Throughput\n"
            "bytes   bytes    secs            #      #   10^6bits/sec\n\n"
            "212992    1472   10.00      810000      0     960.00\n"
            "212992           10.00      800000            {:.2f}\n\n",
            rates.udp);
        text += netperf_requests("TCP", rates.tcp_trip) + netperf_requests("UDP", rates.udp_trip);
    }
    return text;
}

}  // namespace tests
