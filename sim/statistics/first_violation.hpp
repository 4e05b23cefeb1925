#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "sim/statistics/quantile_interval.hpp"

namespace sim {

// When something first goes wrong under a load that grows. A replication that ends well says only
// that its time is later than the end (censored on the right), and counts as infinite.
struct FirstViolation {
    std::size_t replications = 0;
    std::size_t violated = 0;
    double end = 0;             // s; how long each was watched
    QuantileInterval median{};  // s; infinite: not within the time watched
    std::string report;         // one sentence
};

// `times` are those of the replications in seconds, infinite where there was no violation until
// `end`; they are independent and in [0, end] or infinite (LogicError). The median stands where the
// mean is unknown; its interval is that of quantile_interval.
[[nodiscard]] FirstViolation first_violation(std::span<const double> times, double end,
                                             double level);

}  // namespace sim
