#include "sim/unit_exponential.hpp"

#include <cstddef>
#include <cstring>

#include "sim/expect.hpp"

namespace sim {
namespace {

template <std::size_t lanes>
struct Vector {
    using Word [[gnu::vector_size(8 * lanes)]] = std::uint64_t;
    using Real [[gnu::vector_size(8 * lanes)]] = double;
};

template <>
struct Vector<1> {
    using Word = std::uint64_t;
    using Real = double;
};

constexpr std::uint64_t bits_of_one = 0x3ff0000000000000U;
constexpr std::uint64_t bits_of_root_half = 0x3fe6a09e667f3bcdU;
constexpr std::uint64_t bits_of_2_to_52 = 0x4330000000000000U;
constexpr std::uint64_t fraction_mask = 0x000fffffffffffffU;

// The first 46 bits of log 2, so that its product with an exponent is exact, and the rest.
constexpr double log_2_upper = 0x1.62e42fefa3980p-1;
constexpr double log_2_lower = 0x1.bcd5e4f1d9cc0p-47;

// (log((1 + s) / (1 - s)) - 2 s) / s for s^2 = z, |s| <= 3 - 2^1.5: the polynomial without a
// constant term whose largest error is least (Remez), 2^-57.9 after rounding of the coefficients.
template <class Real>
[[gnu::always_inline]] inline void tail_of_logarithm(const Real& z, Real& result)
{
    const Real w = z * z;
    const Real odd =
        0x1.5555555555592p-1 +
        w * (0x1.24924941f1261p-2 + w * (0x1.74663ee8bba0dp-3 + w * 0x1.2f0563e17a440p-3));
    const Real even = 0x1.999999997fdb7p-2 + w * (0x1.c71c52095bd58p-3 + w * 0x1.39a1baaebad3ap-3);
    result = z * odd + w * even;
}

// -log v as the sum of a leading term and a small rest, 2^-53 <= v <= 1. With v = m / 2^n, m in
// [2^-1/2, 2^1/2), f = m - 1 and s = f / (2 + f):
// log m = log((1 + s) / (1 - s)) = 2 s + s tail(s^2) = f - f^2/2 + s (f^2/2 + tail(s^2)).
// Here n log 2 - f is the leading term, and its rounding error joins the rest (Dekker's fast sum).
// Arguments by reference: vectors wider than the baseline's have no calling convention in common.
template <class Word, class Real>
[[gnu::always_inline]] inline void negative_logarithm(const Real& v, Real& leading, Real& rest)
{
    const Word shifted = __builtin_bit_cast(Word, v) + (bits_of_one - bits_of_root_half);
    const Word exponent = (shifted >> 52) | bits_of_2_to_52;
    const Word significand = (shifted & fraction_mask) + bits_of_root_half;
    const Real n = (0x1p52 + 1023) - __builtin_bit_cast(Real, exponent);
    const Real f = __builtin_bit_cast(Real, significand) - 1.0;
    const Real s = f / (2.0 + f);
    const Real half_square = 0.5 * f * f;
    Real tail;
    tail_of_logarithm(Real(s * s), tail);
    leading = n * log_2_upper - f;
    const Real error = (n * log_2_upper - leading) - f;
    rest = half_square - (s * (half_square + tail) - (n * log_2_lower + error));
}

// 1 - u is exact for the uniforms of a stream, multiples of 2^-53.
template <std::size_t lanes>
[[gnu::always_inline]] inline void make(const std::uint64_t* words, double mean, double* variates)
{
    using Word = typename Vector<lanes>::Word;
    using Real = typename Vector<lanes>::Real;
    Word word;
    std::memcpy(&word, words, sizeof word);
    const Word upper = (word >> 12) | bits_of_2_to_52;
    const Real u = __builtin_bit_cast(Real, upper) - (0x1p52 - 0.5);
    const Real v = 1.0 - u * 0x1p-52;
    Real leading, rest;
    negative_logarithm<Word>(v, leading, rest);
    const Real variate = mean * (leading + rest);
    std::memcpy(variates, &variate, sizeof variate);
}

template <std::size_t lanes>
[[gnu::always_inline]] inline void make_all(std::span<const std::uint64_t> words, double mean,
                                            double* variates)
{
    std::size_t i = 0;
    for (; i + lanes <= words.size(); i += lanes) make<lanes>(&words[i], mean, variates + i);
    for (; i < words.size(); ++i) make<1>(&words[i], mean, variates + i);
}

// Twice as many lanes as a register has: while one division is under way the other begins.
void make_portable(std::span<const std::uint64_t> words, double mean, double* variates)
{
    make_all<4>(words, mean, variates);
}

#ifdef __x86_64__
[[gnu::target("avx2")]] void make_avx2(std::span<const std::uint64_t> words, double mean,
                                       double* variates)
{
    make_all<8>(words, mean, variates);
}

[[gnu::target("avx512f,avx512dq")]] void make_avx512(std::span<const std::uint64_t> words,
                                                     double mean, double* variates)
{
    make_all<16>(words, mean, variates);
}
#endif

}  // namespace

// v differs from 1 - u by a rounding error that (1 - v) - u gives exactly. For the uniforms of a
// stream there is none, and the result is that of the vectors.
double unit_exponential(double u)
{
    const double v = 1.0 - u;
    const double error = (1.0 - v) - u;
    double leading, rest;
    negative_logarithm<std::uint64_t>(v, leading, rest);
    return error == 0 ? leading + rest : leading + (rest - error / v);
}

void exponentials(std::span<const std::uint64_t> words, double mean, std::span<double> variates,
                  InstructionSet set)
{
    EXPECT(words.size() == variates.size(), "every word makes one variate");
#ifdef __x86_64__
    if (set == InstructionSet::avx512) return make_avx512(words, mean, variates.data());
    if (set == InstructionSet::avx2) return make_avx2(words, mean, variates.data());
#endif
    make_portable(words, mean, variates.data());
}

}  // namespace sim
