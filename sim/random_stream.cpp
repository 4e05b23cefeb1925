#include "sim/random_stream.hpp"

#include <algorithm>

#include "sim/philox.hpp"
#include "sim/philox_block.hpp"

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
    : key_{seed, replication}, name_{first_hash(name), second_hash(name)}
{
}

std::array<std::uint64_t, 4> RandomStream::counter(std::uint64_t block) const
{
    return {block, name_[0], name_[1], 0};
}

std::uint64_t RandomStream::first_of_block()
{
    const PhiloxBlock block = philox_block(key_, counter((position_ - 1) / 4));
    rest_ = {block[1], block[2], block[3]};
    return block[0];
}

void RandomStream::fill_bits(std::span<std::uint64_t> words)
{
    while (!words.empty() && position_ % 4 != 0) {
        words.front() = bits();
        words = words.subspan(1);
    }
    const std::size_t whole = words.size() / 4 * 4;
    philox_blocks(key_, counter(position_ / 4), words.first(whole));
    position_ += whole;
    for (std::uint64_t& word : words.subspan(whole)) word = bits();
}

void RandomStream::fill_uniforms(std::span<double> uniforms)
{
    alignas(64) std::array<std::uint64_t, 64> words;
    while (!uniforms.empty()) {
        const std::size_t count = std::min(words.size(), uniforms.size());
        fill_bits(std::span(words).first(count));
        std::transform(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count),
                       uniforms.begin(), uniform_of);
        uniforms = uniforms.subspan(count);
    }
}

}  // namespace sim
