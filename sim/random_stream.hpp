#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sim {

// A named stream of uniforms on Philox4x64-10 (Salmon et al., SC 2011; Random123). The key is
// (seed, replication), the counter is (block, first hash of the name, second hash, 0): streams are
// independent by construction, need no state elsewhere, and the same name meets the same numbers in
// every variant of a model (common random numbers). A stream repeats after 2^66 numbers.
class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::uint64_t replication, std::string_view name);

    std::uint64_t bits();

    // (k + 1/2) / 2^52 with k from the upper 52 bits: strictly inside (0, 1), exact, symmetric
    // about 1/2. A 53rd bit would need a 54-bit significand: the greatest value would round to 1.
    double uniform();

private:
    void refill();

    std::array<std::uint64_t, 2> key_;
    std::array<std::uint64_t, 4> counter_;
    std::array<std::uint64_t, 4> block_{};
    unsigned used_ = 4;
};

}  // namespace sim
