#pragma once

#include <span>

namespace sim {

struct QuantileInterval {
    double value;  // the quantile of the sample; NaN of an empty one
    double low;
    double high;
    double level;
};

// Of the quantile p of a law, from independent observations of it and nothing else known of it:
// between two order statistics whose ranks are those of the binomial law (David and Nagaraja, Order
// Statistics, 2003, 7.1), each side missed with at most half of 1 - level. Hence it holds the truth
// somewhat more often than `level`; a side for which the sample is too small is infinite. An
// observation may be infinite: later than anybody looked. 0 < p < 1, 0 < level < 1 (LogicError).
//
// Observations of one run depend on each other: take the quantile of each replication and the
// confidence interval of these.
[[nodiscard]] QuantileInterval quantile_interval(std::span<const double> observations, double p,
                                                 double level);

}  // namespace sim
