#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "sim/level_bracket.hpp"

namespace models {

// How far a search has come on one platform: the capacity as it looks after so many replications.
struct SearchProgress {
    std::string platform;
    int users = 0;  // in the middle of those found
    int replications = 0;
};

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
    bool curve = false;  // also what levels around the capacity give,
    bool gains = false;  // and what more of each resource would buy
    // Called from the thread that searches, after each batch of replications of a platform.
    std::function<void(const SearchProgress&)> progress{};
    std::stop_token stop{};  // find_capacities() then throws Cancelled before the next level
};

}  // namespace models
