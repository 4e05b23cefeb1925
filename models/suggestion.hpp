#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace models {

// Smallest number of insertions, deletions, substitutions and swaps of neighbouring characters that
// turn one word into the other (optimal string alignment).
std::size_t edit_distance(std::string_view left, std::string_view right);

// The known word nearest to `word`, or "" when none is near enough to have been meant.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// The end of a sentence about an unknown word: "; did you mean `x`?", or the known words when none
// is near: "; known are a, b and c".
std::string way_out(std::string_view word, const std::vector<std::string>& known);

// "a, b and c"
std::string enumerated(const std::vector<std::string>& words);

}  // namespace models
