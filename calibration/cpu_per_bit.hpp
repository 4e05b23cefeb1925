#pragma once

#include <span>
#include <vector>

#include "calibration/sample.hpp"

namespace calibration {

// The files with one more sample in each run of a throughput test that also tells the CPU in use:
// for `iperf3_tcp_throughput` and `iperf3_tcp_remote_cpu`, `iperf3_tcp_remote_cpu_per_bit`, CPU
// seconds for each bit that arrived. Runs with several of either, as in two directions, get none.
std::vector<Imported> with_cpu_per_bit(std::span<const Imported> files);

}  // namespace calibration
