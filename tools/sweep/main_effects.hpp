#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/statistics/confidence_interval.hpp"
#include "tools/sweep/results.hpp"

namespace tools {

struct LevelEffect {
    std::string level;
    std::uint64_t answers = 0;
    double mean = 0;    // of the response over these answers
    double effect = 0;  // that less the mean of all
    // Of the effect, over replications of the whole design; nothing where fewer than two have all
    // points.
    std::optional<sim::ConfidenceInterval> interval;
};

// What a factor does to a response, averaged over what the others do.
struct MainEffect {
    std::string factor;
    std::vector<LevelEffect> levels;
    // Of the variance between the answers, what the means of the levels have: the square of the
    // correlation ratio; 0 where nothing varies.
    double share = 0;
};

struct ResponseEffects {
    std::string response;
    std::string unit;
    std::uint64_t answers = 0;
    double mean = 0;
    std::uint64_t replications = 0;     // behind the intervals
    std::vector<MainEffect> effects;    // the largest share first
    std::vector<std::string> left_out;  // factors with too many words
};

// The effects model of an analysis of variance (Montgomery, Design and Analysis of Experiments,
// 2013, section 3.2): effect of a level = its mean - mean of all; interactions are left out. Each
// replication of the whole design gives each effect once; as they are independent, whatever points
// share, Student's t holds over them (Law, Simulation Modeling and Analysis, 2015).
std::vector<ResponseEffects> main_effects(const Results& results, double level);

}  // namespace tools
