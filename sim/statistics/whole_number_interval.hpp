#pragma once

#include "sim/statistics/confidence_interval.hpp"

namespace sim {

class Tally;

// Of the expectation of whole numbers, as confidence_interval(), but never narrower than n of them
// can tell. Where all n are equal, Student's interval has no width, and yet another number may come
// with a probability of up to u = 1 - ((1 - level) / 2)^(1/n) on either side (Clopper and Pearson,
// Biometrika 26, 1934, for no success in n). Taken to be a neighbour, one more or one less, it
// moves the expectation by u: 0.31 for ten at 95 %. The half width is the root of the squares of
// Student's and u. Of numbers between two neighbours it holds the expectation at least as often as
// `level`, which Student's alone does not; a rare number far from the others is beyond it.
[[nodiscard]] ConfidenceInterval whole_number_interval(const Tally& tally, double level);

}  // namespace sim
