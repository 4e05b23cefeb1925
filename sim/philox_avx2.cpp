#include "sim/philox_vectors.hpp"

#ifdef __x86_64__

#include <immintrin.h>

namespace sim::philox {
namespace {

using Words [[gnu::vector_size(32)]] = std::uint64_t;

[[gnu::target("avx2"), gnu::always_inline]] inline Words lower_product(Words a, Words b)
{
    return reinterpret_cast<Words>(
        _mm256_mul_epu32(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
}

[[gnu::target("avx2"), gnu::always_inline]] inline Product<Words> multiply(Words a,
                                                                           std::uint64_t multiplier)
{
    const Words m = Words{} + multiplier;
    Product<Words> product;
    add_products(lower_product(a, m), lower_product(a >> 32, m), lower_product(a, m >> 32),
                 lower_product(a >> 32, m >> 32), product);
    return product;
}

[[gnu::target("avx2"), gnu::always_inline]] inline void first_two_rounds(const PhiloxKey& key,
                                                                         const PhiloxBlock& counter,
                                                                         const SharedWords& shared,
                                                                         Words numbers,
                                                                         Words (&block)[4])
{
    first_round(multiply(numbers + counter[0], multiplier[0]), key, counter, shared, block);
    second_round(multiply(block[2], multiplier[1]), key, shared, block);
}

[[gnu::target("avx2"), gnu::always_inline]] inline void one_round(const PhiloxKey& key,
                                                                  Words (&block)[4])
{
    mix(multiply(block[0], multiplier[0]), multiply(block[2], multiplier[1]), key, block);
}

// Transposes: the four words of a block lie side by side afterwards.
[[gnu::target("avx2"), gnu::always_inline]] inline void store(const Words (&b)[4],
                                                              std::uint64_t* words)
{
    const Words even_01 = __builtin_shufflevector(b[0], b[1], 0, 4, 2, 6);
    const Words even_23 = __builtin_shufflevector(b[2], b[3], 0, 4, 2, 6);
    const Words odd_01 = __builtin_shufflevector(b[0], b[1], 1, 5, 3, 7);
    const Words odd_23 = __builtin_shufflevector(b[2], b[3], 1, 5, 3, 7);
    const Words all[4] = {__builtin_shufflevector(even_01, even_23, 0, 1, 4, 5),
                          __builtin_shufflevector(odd_01, odd_23, 0, 1, 4, 5),
                          __builtin_shufflevector(even_01, even_23, 2, 3, 6, 7),
                          __builtin_shufflevector(odd_01, odd_23, 2, 3, 6, 7)};
    std::memcpy(words, all, sizeof all);
}

}  // namespace

// Two vectors side by side hide the latency of the multiplications.
[[gnu::target("avx2")]] void avx2_blocks(const PhiloxKey& key, const PhiloxBlock& counter,
                                         std::size_t groups, std::uint64_t* words)
{
    const SharedWords shared = shared_words(key, counter);
    Words numbers = {0, 1, 2, 3};
    for (std::size_t group = 0; group < groups; ++group) {
        Words left[4]{}, right[4]{};
        first_two_rounds(key, counter, shared, numbers, left);
        first_two_rounds(key, counter, shared, numbers + 4, right);
        for (std::uint64_t round = 2; round < rounds; ++round) {
            const PhiloxKey round_key = key_of_round(key, round);
            one_round(round_key, left);
            one_round(round_key, right);
        }
        store(left, words);
        store(right, words + 16);
        words += 4 * avx2_group;
        numbers += avx2_group;
    }
}

}  // namespace sim::philox

#endif
