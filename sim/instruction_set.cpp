#include "sim/instruction_set.hpp"

namespace sim {

std::vector<InstructionSet> supported_instruction_sets()
{
    std::vector<InstructionSet> sets{InstructionSet::portable};
#ifdef __x86_64__
    const bool avx2 = __builtin_cpu_supports("avx2") != 0;
    const bool avx512f = __builtin_cpu_supports("avx512f") != 0;
    const bool avx512dq = __builtin_cpu_supports("avx512dq") != 0;
    if (avx2) sets.push_back(InstructionSet::avx2);
    if (avx2 && avx512f && avx512dq) sets.push_back(InstructionSet::avx512);
#endif
    return sets;
}

InstructionSet widest_instruction_set()
{
    static const InstructionSet widest = supported_instruction_sets().back();
    return widest;
}

}  // namespace sim
