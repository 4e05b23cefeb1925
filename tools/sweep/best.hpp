#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/statistics/confidence_interval.hpp"
#include "tools/sweep/formula.hpp"

namespace tools {

// An answer as a summary shows it.
struct ShownAnswer {
    std::int64_t point = 0;
    std::int64_t contender = 0;
    bool precise = true;   // false: a search undecided, or replications too few for the precision
    bool outside = false;  // of the range in which a factor is known
    std::vector<double> values;  // of the objectives
    std::vector<Cell> factors;   // in the order of the columns
    std::uint64_t ties = 0;      // further answers with the same values
};

// The best answers by their estimates, ties in the order of the points.
struct BestPoints {
    Objective objective;
    std::vector<std::string> under;
    std::uint64_t answers = 0;   // with a value
    std::uint64_t admitted = 0;  // of them under the constraints
    std::vector<ShownAnswer> shown;
    // First less second, from replications with the same random numbers; nothing where fewer than
    // two are stored.
    std::optional<sim::ConfidenceInterval> lead;
    std::uint64_t pairs = 0;
};

BestPoints best_points(const Results& results, const Objective& objective,
                       const std::vector<std::string>& under, int top, double level);

// The answers that none surpasses: none is as good in both objectives and better in one.
struct ParetoFront {
    Objective first;
    Objective second;
    std::vector<std::string> under;
    std::vector<ShownAnswer> shown;  // the best in the first objective first
    std::uint64_t beyond = 0;        // further ones, not shown
};

inline constexpr std::size_t most_of_front = 10000;

ParetoFront pareto_front(const Results& results, const Objective& first, const Objective& second,
                         const std::vector<std::string>& under);

}  // namespace tools
