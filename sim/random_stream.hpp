#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace sim {

// A named stream of uniforms on Philox4x64-10 (Salmon et al., SC 2011; Random123). The key is
// (seed, replication), the counter is (block, first hash of the name, second hash, 0): streams are
// independent by construction, need no state elsewhere, and the same name meets the same numbers in
// every variant of a model (common random numbers). A stream repeats after 2^64 numbers.
// One stream is one cache line, as a model holds many; Variates suit a place that draws often.
class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::uint64_t replication, std::string_view name);

    std::uint64_t bits();

    // (k + 1/2) / 2^52 with k from the upper 52 bits: strictly inside (0, 1), exact, symmetric
    // about 1/2. A 53rd bit would need a 54-bit significand: the greatest value would round to 1.
    double uniform() { return uniform_of(bits()); }

    // The numbers that as many single calls would give, made in vectors.
    void fill_bits(std::span<std::uint64_t> words);
    void fill_uniforms(std::span<double> uniforms);

private:
    static double uniform_of(std::uint64_t word)
    {
        return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52;
    }
    std::array<std::uint64_t, 4> counter(std::uint64_t block) const;
    std::uint64_t first_of_block();  // when position_ is past it already

    std::array<std::uint64_t, 2> key_;
    std::array<std::uint64_t, 2> name_;
    std::uint64_t position_ = 0;           // numbers given so far
    std::array<std::uint64_t, 3> rest_{};  // of the block that position_ is in
};

inline std::uint64_t RandomStream::bits()
{
    const std::uint64_t place = position_++ % 4;
    return place == 0 ? first_of_block() : rest_[place - 1];
}

}  // namespace sim
