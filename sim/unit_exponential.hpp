#pragma once

#include <cstdint>
#include <span>

#include "sim/instruction_set.hpp"

namespace sim {

// Own logarithm for the exponential distribution, of sums, products and one division in an order
// fixed by the source: the same bits from every compiler, C library, vector width and level of
// optimization (without contraction to fused multiply-adds). Error below 1 ulp.

// -log(1 - u), 0 < u < 1.
double unit_exponential(double u);

// Element i becomes mean * unit_exponential(u), u the uniform that RandomStream makes of word i.
// Both spans have the same size.
void exponentials(std::span<const std::uint64_t> words, double mean, std::span<double> variates,
                  InstructionSet set = widest_instruction_set());

}  // namespace sim
