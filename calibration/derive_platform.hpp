#pragma once

#include <string>

#include "calibration/published.hpp"
#include "models/platform.hpp"

namespace calibration {

// The platform that follows from the calibration figures of a study; validation figures are never
// looked at. Ratios have four decimals, as studies print them.
//
//   compute            LINPACK, mean speed over the reference platform
//   memory_bandwidth   RAMspeed beyond the caches, over the reference
//   network_cpu        1, assumed: round trips are delay and say nothing about CPU time
//   disk               IOzone by operation, over the reference; 1, assumed, where there are words
//                      instead of a number
//   throughput         Netperf here / Netperf on the reference
//   round trips        Netperf
//   memory_per_guest   macro_memory x reference_memory in whole MB, fitted: the memory of the
//                      conferencing run is reproduced by construction, which is no prediction
//
// The reference platform has 1 by definition wherever a number is relative. Throws
// models::InputError when the study has no such platform or lacks a figure for it.
models::Platform derive_platform(const PublishedStudy& study, const std::string& platform);

}  // namespace calibration
