#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "sim/philox.hpp"

// The vector paths behind philox_blocks(): lane i of word j is word j of block i. Their functions
// are inlined into those with the target attribute and pass vectors by reference, since vectors
// wider than the baseline's have no calling convention in common.
namespace sim::philox {

constexpr std::uint64_t multiplier[2] = {0xd2e7470ee14c6c93U, 0xca5a826395121157U};
constexpr std::uint64_t key_step[2] = {0x9e3779b97f4a7c15U, 0xbb67ae8584caa73bU};
constexpr int rounds = 10;

constexpr std::size_t avx2_group = 8;  // blocks
constexpr std::size_t avx512_group = 16;

void avx2_blocks(const PhiloxKey& key, const PhiloxBlock& counter, std::size_t groups,
                 std::uint64_t* words);
void avx512_blocks(const PhiloxKey& key, const PhiloxBlock& counter, std::size_t groups,
                   std::uint64_t* words);

template <class Vector>
struct Product {
    Vector high;
    Vector low;
};

// 64 x 64 -> 128 bits from the products of halves, the first named of the left factor; neither sum
// of carries can overflow.
template <class Vector>
[[gnu::always_inline]] inline void add_products(const Vector& lower_lower,
                                                const Vector& upper_lower,
                                                const Vector& lower_upper,
                                                const Vector& upper_upper, Product<Vector>& product)
{
    const Vector middle = upper_lower + (lower_lower >> 32);
    const Vector rest = lower_upper + (middle & 0xffffffffU);
    product.high = upper_upper + (middle >> 32) + (rest >> 32);
    product.low = (rest << 32) | (lower_lower & 0xffffffffU);
}

template <class Vector>
[[gnu::always_inline]] inline void mix(const Product<Vector>& first, const Product<Vector>& second,
                                       const PhiloxKey& key, Vector (&block)[4])
{
    block[0] = second.high ^ block[1] ^ key[0];
    block[1] = second.low;
    block[2] = first.high ^ block[3] ^ key[1];
    block[3] = first.low;
}

inline PhiloxKey key_of_round(const PhiloxKey& key, std::uint64_t round)
{
    return {key[0] + round * key_step[0], key[1] + round * key_step[1]};
}

// The blocks of a series differ in the first word of their counters alone. So the first round makes
// words 0 and 1 the same in all of them, and so is the product that the second round makes of word
// 0: what all blocks share is made once, in scalars.
struct SharedWords {
    std::uint64_t word_1;  // after the first round
    Product<std::uint64_t> of_word_0;
};

inline Product<std::uint64_t> multiply(std::uint64_t a, std::uint64_t b)
{
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return {static_cast<std::uint64_t>(product >> 64), static_cast<std::uint64_t>(product)};
}

inline SharedWords shared_words(const PhiloxKey& key, const PhiloxBlock& counter)
{
    const Product<std::uint64_t> second = multiply(counter[2], multiplier[1]);
    const std::uint64_t word_0 = second.high ^ counter[1] ^ key[0];
    return {second.low, multiply(word_0, multiplier[0])};
}

// Words 1 to 3 after the first round, from the product of the words 0, which alone differ.
template <class Vector>
[[gnu::always_inline]] inline void first_round(const Product<Vector>& of_number,
                                               const PhiloxKey& key, const PhiloxBlock& counter,
                                               const SharedWords& shared, Vector (&block)[4])
{
    block[1] = Vector{} + shared.word_1;
    block[2] = of_number.high ^ (counter[3] ^ key[1]);
    block[3] = of_number.low;
}

template <class Vector>
[[gnu::always_inline]] inline void second_round(const Product<Vector>& of_word_2,
                                                const PhiloxKey& key, const SharedWords& shared,
                                                Vector (&block)[4])
{
    const Product<Vector> of_word_0{Vector{} + shared.of_word_0.high,
                                    Vector{} + shared.of_word_0.low};
    mix(of_word_0, of_word_2, key_of_round(key, 1), block);
}

}  // namespace sim::philox
