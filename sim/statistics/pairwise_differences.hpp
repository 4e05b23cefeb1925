#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "sim/statistics/confidence_interval.hpp"

namespace sim {

// Between two of several contenders, by their places; a > b.
struct PairwiseDifference {
    std::size_t a = 0;
    std::size_t b = 0;
    ConfidenceInterval difference{};  // of a - b

    bool differ() const { return difference.low > 0 || difference.high < 0; }
};

// The interval of a - b at this level.
using DifferenceOfPair =
    std::function<ConfidenceInterval(std::size_t a, std::size_t b, double level)>;

// All k (k - 1) / 2 pairs of k contenders, with intervals that hold their truths all at once with a
// probability of at least `level`: each has the level 1 - (1 - level) / pairs, which it shows. By
// Bonferroni's inequality this asks nothing about how the differences depend on each other, as
// paired ones do, nor that their variances are equal (Law, Simulation Modeling and Analysis, 2015,
// 10.3.2). 0 < level < 1 (LogicError).
[[nodiscard]] std::vector<PairwiseDifference> pairwise_differences(
    std::size_t contenders, double level, const DifferenceOfPair& difference);

}  // namespace sim
