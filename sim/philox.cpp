#include "sim/philox.hpp"

#include <algorithm>

#include "sim/expect.hpp"
#include "sim/philox_block.hpp"
#include "sim/philox_vectors.hpp"

namespace sim {
namespace {

// Makes the groups that fit and returns the number of words made.
std::size_t make_groups(const PhiloxKey& key, const PhiloxBlock& counter,
                        std::span<std::uint64_t> words, InstructionSet set)
{
#ifdef __x86_64__
    constexpr std::size_t avx512_words = 4 * philox::avx512_group;
    constexpr std::size_t avx2_words = 4 * philox::avx2_group;
    if (set == InstructionSet::avx512) {
        const std::size_t groups = words.size() / avx512_words;
        philox::avx512_blocks(key, counter, groups, words.data());
        return groups * avx512_words;
    }
    if (set == InstructionSet::avx2) {
        const std::size_t groups = words.size() / avx2_words;
        philox::avx2_blocks(key, counter, groups, words.data());
        return groups * avx2_words;
    }
#endif
    return 0;
}

}  // namespace

void philox_blocks(const PhiloxKey& key, const PhiloxBlock& counter, std::span<std::uint64_t> words,
                   InstructionSet set)
{
    EXPECT(words.size() % 4 == 0, "a generator fills whole blocks");
    const std::size_t made = make_groups(key, counter, words, set);
    PhiloxBlock next = counter;
    next[0] += made / 4;
    for (std::size_t i = made; i < words.size(); i += 4, ++next[0]) {
        std::ranges::copy(philox_block(key, next), words.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

}  // namespace sim
