#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "sim/statistics/confidence_interval.hpp"

namespace sim {

// The interval of the mean of one long run, and how its observations were batched. If no batches
// were found the interval is unbounded and the report says why.
struct BatchMeans {
    bool found = false;
    std::size_t batches = 0;      // 20, 15 or 10
    std::size_t batch_size = 0;   // observations in each
    ConfidenceInterval interval;  // of the mean; its middle that of all observations if not found
    double correlation = 0;       // of neighbouring batches, as estimated; NaN of too few
    std::string report;           // one sentence
};

// Non-overlapping batch means with Student's t, from a series without its initial transient
// (delete_warm_up). The batches are as long as their number allows: 20 of them, for more gain
// little (Schmeiser, Operations Research 30, 1982), or 15 or 10 where those look correlated. Von
// Neumann's ratio says so (Fishman, Management Science 24, 1978): above its 99 % point for the
// batches, or above its 90 % point for batches a quarter as long, where it sees the correlation
// while little of it is left between whole ones (Law and Carson, Operations Research 27, 1979).
// Refused when even ten batches look correlated (two or three long enough series in a hundred do by
// chance) or there are fewer than 40 observations. What does not fill a batch is left out at the
// beginning. 0 < level < 1, observations finite (LogicError). How often the intervals hold the
// truth at which length: tests/statistics/README.md.
[[nodiscard]] BatchMeans batch_means(std::span<const double> observations, double level);

}  // namespace sim
