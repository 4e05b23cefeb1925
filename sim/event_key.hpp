#pragma once

#include <bit>
#include <cstdint>

#include "sim/time.hpp"

namespace sim {

// What future events are ordered by: (time : sequence : index) in one integer, compared at once.
// Non-negative doubles order like their bits, so earlier times come first, equal times in order of
// their sequence numbers. The index says whose key it is and decides nothing as long as no
// sequence number is given twice.
__extension__ using EventKey = unsigned __int128;

constexpr int key_index_bits = 24;
constexpr int key_sequence_bits = 40;
constexpr EventKey last_key = ~EventKey{0};  // behind every time, infinity too

// `time` not negative (a negative zero is taken as zero), `sequence` below 2^40, `index` below
// 2^24.
inline EventKey event_key(Time time, std::uint64_t sequence, std::uint32_t index)
{
    const auto bits = std::bit_cast<std::uint64_t>(time + 0.0);
    return (EventKey{bits} << 64) | (sequence << key_index_bits) | index;
}

inline std::uint64_t time_bits(EventKey key)
{
    return static_cast<std::uint64_t>(key >> 64);
}

inline Time time_of(EventKey key)
{
    return std::bit_cast<Time>(time_bits(key));
}

inline std::uint32_t index_of(EventKey key)
{
    return static_cast<std::uint32_t>(key) & ((std::uint32_t{1} << key_index_bits) - 1);
}

}  // namespace sim
