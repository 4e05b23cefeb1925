#pragma once

#include <cstddef>

namespace sim {

// Whether the probability of success is at least `probability`, by a sequential test that may be
// looked at after every trial: mixtures of likelihood ratios against `probability`, which a
// probability on the other side lifts to 1 / error with a chance of `error` at most, ever (Ville's
// inequality; Robbins, Annals of Mathematical Statistics 41, 1970). The mixture over higher
// probabilities is one half uniform, one half certainty; that over lower ones is uniform.
//
// More failures never turn a `missed` into a `held`: levels tested on the same trials, where a
// higher level fails wherever a lower one does, are all decided right at once but for the same
// `error`.
class ProportionTest {
public:
    // Both strictly between 0 and 1, `error` on each side (LogicError).
    ProportionTest(double probability, double error);

    // The most failures among so many trials with which the probability is known to be at least
    // `probability`; -1: too few trials even without one.
    int most_failures_held(int trials) const;
    // The fewest with which it is known to be less; trials + 1: too few trials.
    int fewest_failures_missed(int trials) const;
    // The fewest trials that can tell, without a failure.
    int fewest_trials() const;

private:
    double evidence_held(int trials, int failures) const;  // logarithms
    double evidence_missed(int trials, int failures) const;

    double probability_;
    double wanted_;  // logarithm of the evidence to decide on
};

}  // namespace sim
