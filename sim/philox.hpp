#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sim/instruction_set.hpp"

namespace sim {

// Philox4x64-10 (Salmon et al., SC 2011): a bijection of 256-bit counters under a 128-bit key. The
// portable path is Random123's; the vector paths work on 8 (AVX2) or 16 (AVX-512) blocks at a time.
using PhiloxKey = std::array<std::uint64_t, 2>;
using PhiloxBlock = std::array<std::uint64_t, 4>;

// The blocks of as many counters as fill `words`, one after another: the first word of the counter
// goes up by one from block to block (modulo 2^64, without carry). words.size() is a multiple of 4.
void philox_blocks(const PhiloxKey& key, const PhiloxBlock& counter, std::span<std::uint64_t> words,
                   InstructionSet set = widest_instruction_set());

}  // namespace sim
