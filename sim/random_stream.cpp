#include "sim/random_stream.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

namespace sim {
namespace {

// The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection in which every bit
// of the input changes each bit of the result with probability one half.
std::uint64_t finalise(std::uint64_t hash)
{
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebU;
    return hash ^ (hash >> 31);
}

// FNV-1a (Fowler, Noll and Vo, 64 bits), finalised because its upper bits mix poorly.
std::uint64_t first_hash(std::string_view name)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return finalise(hash);
}

// Mixes fully after every byte: of another construction than the first, so that two names that
// collide in one do so in the other only by chance (2^-64). The start is 2^64 / golden ratio.
std::uint64_t second_hash(std::string_view name)
{
    std::uint64_t hash = 0x9e3779b97f4a7c15U;
    for (const char c : name) {
        hash = finalise((hash ^ static_cast<unsigned char>(c)) + 0x9e3779b97f4a7c15U);
    }
    return hash;
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t replication, std::string_view name)
    : key_{seed, replication}, counter_{0, first_hash(name), second_hash(name), 0}
{
}

std::uint64_t RandomStream::bits()
{
    if (used_ == block_.size()) refill();
    return block_[used_++];
}

double RandomStream::uniform()
{
    return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52;
}

void RandomStream::refill()
{
    const philox4x64_ctr_t counter = {{counter_[0], counter_[1], counter_[2], counter_[3]}};
    const philox4x64_key_t key = {{key_[0], key_[1]}};
    const philox4x64_ctr_t block = philox4x64_R(10, counter, key);
    for (unsigned i = 0; i < block_.size(); ++i) block_[i] = block.v[i];
    ++counter_[0];
    used_ = 0;
}

}  // namespace sim
