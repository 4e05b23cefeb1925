#include "sim/philox_vectors.hpp"

#ifdef __x86_64__

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // false alarm of GCC 12 in its own header
#include <immintrin.h>

namespace sim::philox {
namespace {

using Words [[gnu::vector_size(64)]] = std::uint64_t;

[[gnu::target("avx512f,avx512dq"), gnu::always_inline]] inline Words lower_product(Words a, Words b)
{
    return reinterpret_cast<Words>(
        _mm512_mul_epu32(reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
}

[[gnu::target("avx512f,avx512dq"), gnu::always_inline]] inline Product<Words> multiply(
    Words a, std::uint64_t multiplier)
{
    const Words m = Words{} + multiplier;
    Product<Words> product;
    add_products(lower_product(a, m), lower_product(a >> 32, m), lower_product(a, m >> 32),
                 lower_product(a >> 32, m >> 32), product);
    product.low = a * m;
    return product;
}

[[gnu::target("avx512f,avx512dq"), gnu::always_inline]] inline void first_two_rounds(
    const PhiloxKey& key, const PhiloxBlock& counter, const SharedWords& shared, Words numbers,
    Words (&block)[4])
{
    first_round(multiply(numbers + counter[0], multiplier[0]), key, counter, shared, block);
    second_round(multiply(block[2], multiplier[1]), key, shared, block);
}

[[gnu::target("avx512f,avx512dq"), gnu::always_inline]] inline void one_round(const PhiloxKey& key,
                                                                              Words (&block)[4])
{
    mix(multiply(block[0], multiplier[0]), multiply(block[2], multiplier[1]), key, block);
}

// Transposes: the four words of a block lie side by side afterwards.
[[gnu::target("avx512f,avx512dq"), gnu::always_inline]] inline void store(const Words (&b)[4],
                                                                          std::uint64_t* words)
{
    const Words even_01 = __builtin_shufflevector(b[0], b[1], 0, 8, 2, 10, 4, 12, 6, 14);
    const Words even_23 = __builtin_shufflevector(b[2], b[3], 0, 8, 2, 10, 4, 12, 6, 14);
    const Words odd_01 = __builtin_shufflevector(b[0], b[1], 1, 9, 3, 11, 5, 13, 7, 15);
    const Words odd_23 = __builtin_shufflevector(b[2], b[3], 1, 9, 3, 11, 5, 13, 7, 15);
    const Words blocks_02 = __builtin_shufflevector(even_01, even_23, 0, 1, 8, 9, 2, 3, 10, 11);
    const Words blocks_46 = __builtin_shufflevector(even_01, even_23, 4, 5, 12, 13, 6, 7, 14, 15);
    const Words blocks_13 = __builtin_shufflevector(odd_01, odd_23, 0, 1, 8, 9, 2, 3, 10, 11);
    const Words blocks_57 = __builtin_shufflevector(odd_01, odd_23, 4, 5, 12, 13, 6, 7, 14, 15);
    const Words all[4] = {
        __builtin_shufflevector(blocks_02, blocks_13, 0, 1, 2, 3, 8, 9, 10, 11),
        __builtin_shufflevector(blocks_02, blocks_13, 4, 5, 6, 7, 12, 13, 14, 15),
        __builtin_shufflevector(blocks_46, blocks_57, 0, 1, 2, 3, 8, 9, 10, 11),
        __builtin_shufflevector(blocks_46, blocks_57, 4, 5, 6, 7, 12, 13, 14, 15)};
    std::memcpy(words, all, sizeof all);
}

}  // namespace

// Two vectors side by side hide the latency of the multiplications.
[[gnu::target("avx512f,avx512dq")]] void avx512_blocks(const PhiloxKey& key,
                                                       const PhiloxBlock& counter,
                                                       std::size_t groups, std::uint64_t* words)
{
    const SharedWords shared = shared_words(key, counter);
    Words numbers = {0, 1, 2, 3, 4, 5, 6, 7};
    for (std::size_t group = 0; group < groups; ++group) {
        Words left[4]{}, right[4]{};
        first_two_rounds(key, counter, shared, numbers, left);
        first_two_rounds(key, counter, shared, numbers + 8, right);
        for (std::uint64_t round = 2; round < rounds; ++round) {
            const PhiloxKey round_key = key_of_round(key, round);
            one_round(round_key, left);
            one_round(round_key, right);
        }
        store(left, words);
        store(right, words + 32);
        words += 4 * avx512_group;
        numbers += avx512_group;
    }
}

}  // namespace sim::philox

#pragma GCC diagnostic pop
#endif
