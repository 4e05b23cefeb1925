#pragma once

#include <vector>

namespace sim {

// What a vector pass may use. Every set gives the same numbers, bit for bit: the widest that the
// processor and its operating system have is taken, and results do not depend on it.
enum class InstructionSet { portable, avx2, avx512 };

InstructionSet widest_instruction_set();
std::vector<InstructionSet> supported_instruction_sets();  // the narrowest first

}  // namespace sim
