#pragma once

#include <functional>
#include <vector>

#include "sim/statistics/tally.hpp"

namespace sim {

// Runs one replication, a function of its number alone, and returns its responses. It is called
// from several threads at once.
using Replication = std::function<std::vector<double>(int number)>;

// How long a replication is expected to take, in any unit, from its number.
using Duration = std::function<double(int number)>;

// The responses of the replications first, first + 1, ..., last - 1, in this order, run by at most
// `threads` threads, the longest first where `expected` says which those are, else in order. If
// replications throw, the exception of the lowest number is thrown on.
[[nodiscard]] std::vector<std::vector<double>> replicate(int first, int last, int threads,
                                                         const Replication& one,
                                                         const Duration& expected = {});

// When to stop: as soon as the half width of the confidence interval of response 0 was at most
// `relative` times the absolute mean after two batches in succession.
//
// Who stops at the first narrow interval prefers those that are too narrow by chance: of nominal
// 95 % intervals few replications then hold the truth less often (Law and Kelton, Management
// Science 28, 1982), 94.0 % from a minimum of 10 and 92.0 % from 4. The further batch of a second
// look makes that 94.5 and 93.3 % at the worst, with a minimum of 6 94.2 %; take no less than the
// default where the interval itself is the answer (tests/statistics/README.md).
struct Precision {
    double relative = 0.02;
    double level = 0.95;
    int minimum = 10;  // replications, at least 2; the first batch, the others are half as large
    int maximum = 200;
};

struct ReplicationResult {
    std::vector<Tally> responses;                   // one per response, over all replications
    std::vector<std::vector<double>> observations;  // by number of the replication, for pairing
    bool precise = false;                           // at the end; if not, the maximum stopped it
};

// Replications from number 0 on: `minimum` of them, then batches of half as many until twice
// precise or at the maximum. The batches do not depend on the number of threads, so neither does
// the result. Every replication must return as many responses as the first, at least one
// (LogicError).
[[nodiscard]] ReplicationResult run_replications(const Precision& precision, int threads,
                                                 const Replication& one);

}  // namespace sim
