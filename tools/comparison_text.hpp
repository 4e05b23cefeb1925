#pragma once

#include <string>

#include "tools/comparison.hpp"
#include "tools/text.hpp"

namespace tools {

// The users of each, the differences to the first, who is the best and which of all pairs differ,
// what they rest on. `verbose`: every pair however many there are, and what pairing gained.
std::string comparison_text(const Entries& entries, const Comparison& comparison, bool verbose,
                            const Terminal& terminal);

// "+18.3 ± 0.7"; a capacity beyond the search makes a bound of its difference: "at least +20.0".
std::string difference_text(const sim::ConfidenceInterval& difference, const models::Capacity& one,
                            const models::Capacity& other, const Terminal& terminal);

// Which pairs differ, in words: "kvm carries fewer than native and lxc; native and lxc cannot be
// told apart."
std::string pairs_in_words(const Comparison& comparison);

// Who carries the most users, with probability; "" where all are equal.
std::string best_in_words(const Comparison& comparison);

}  // namespace tools
