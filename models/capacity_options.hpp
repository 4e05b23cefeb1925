#pragma once

#include "sim/level_bracket.hpp"

namespace models {

// The outer loop over parameters with standard errors: each draw of them is answered by
// replications of its own. The floor of 40 draws of 3 takes about as long as the search itself,
// and leaves the width of the interval a standard error of 11 %.
struct DrawOptions {
    bool calibration_error = true;  // false: standard errors are left out of account
    bool always = false;            // also where there are none, to be paired with others
    int minimum = 40;               // draws, at least 3
    int step = 20;
    int maximum = 200;
    int replications = 3;  // of each draw, at least 2
};

struct CapacityOptions {
    int threads = 1;
    double level = 0.95;      // of the interval
    double precision = 0.02;  // relative half width of the mean capacity to stop at
    int minimum = 10;         // replications, each searched for its own capacity
    int maximum = 60;
    sim::LevelDecision decision{};  // on `users`, by these and further replications
    DrawOptions draws{};
};

}  // namespace models
