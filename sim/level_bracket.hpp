#pragma once

#include <functional>
#include <vector>

#include "sim/statistics/proportion_test.hpp"

namespace sim {

// How a search for the largest level that holds decides. At each level a sequential test asks
// whether it holds with at least `probability`; as a replication that holds a level holds every
// lower one, all levels together are decided wrongly with at most the probability `error`.
struct LevelDecision {
    double probability = 0.95;
    double error = 0.05;     // of the whole search
    double relative = 0.02;  // width of the bracket over its lower end to stop at; one level anyway
    int maximum = 500;       // replications
};

// The largest level of 0 ... most that holds with at least the probability asked for, between two
// ends that close in as replications come. Level 0 always holds.
class LevelBracket {
public:
    explicit LevelBracket(const LevelDecision& decision = {}, int most = 0);

    const LevelDecision& decision() const { return decision_; }
    int low() const { return low_; }    // known to hold
    int high() const { return high_; }  // the next one is known not to, or is above `most`
    int replications() const { return static_cast<int>(largest_.size()); }
    bool narrow() const;  // as narrow as was asked for
    // `low` where it is narrow; before that what the replications say by their own shares.
    int answer() const;

    // The largest levels that further replications held; beyond the bracket they need not be exact.
    void add(const std::vector<int>& largest);
    // How many replications to look at next: the fewest that could tell, then half as many more
    // each time, at most the maximum.
    int next_look() const;

private:
    int of_rank(int rank) const;

    LevelDecision decision_;
    ProportionTest test_;
    int low_ = 0;
    int high_;
    std::vector<int> largest_;  // sorted
};

// The largest level in low ... high that the replication of this number holds; `low` if it holds
// none of these. Called from several threads at once.
using LargestLevel = std::function<int(int replication, int low, int high)>;

// Runs further replications, numbered from those the bracket has seen, until it is narrow or has
// seen the maximum. The same for any number of threads.
void narrow_down(LevelBracket& bracket, int threads, const LargestLevel& largest);

}  // namespace sim
