#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/event_key.hpp"
#include "sim/huge_pages.hpp"

namespace sim {

// Keys later than a bound, in no order: the store of what is far in the future. It needs no tuning
// and touches its keys in sequence only.
//
// Invariant: every key's time is later than the bound (as bits), and bucket j holds the keys whose
// time differs from the bound in bit j and in no higher one. So the buckets follow each other in
// time, and raising the bound up to bit j empties the buckets below j, splits bucket j and leaves
// those above alone: a key is moved once for each bit at most (Ahuja, Mehlhorn, Orlin, Tarjan
// 1990, there with one key as the bound).
class RadixQueue {
public:
    std::uint64_t bound() const { return bound_; }
    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }

    void push(EventKey key)  // later than the bound
    {
        const int bit = 63 - std::countl_zero(time_bits(key) ^ bound_);
        Bucket& bucket = buckets_[static_cast<std::size_t>(bit)];
        if (bucket.count == chunk_size) [[unlikely]]
            return push_into_new_chunk(bit, key);
        bucket.newest->keys[bucket.count++] = key;
        ++size_;
    }

    Time least_time() const;  // the queue must not be empty

    // Gives all keys up to the new bound, not below the present one, to `take`: of equal times in
    // the order they came in if they were not taken out and put back.
    template <class Take>
    void raise_bound(std::uint64_t bound, Take take);
    // For a new bound below the present one.
    void lower_bound(std::uint64_t bound);

    void clear();
    template <class Predicate>
    void erase_if(Predicate predicate);

private:
    static constexpr std::size_t chunk_size = 255;  // four KiB with the link
    struct Chunk {
        std::array<EventKey, chunk_size> keys;
        Chunk* next;
    };
    struct Bucket {  // a chain of full chunks, but the newest may have less: `count` keys
        Chunk* oldest = nullptr;
        Chunk* newest = nullptr;
        std::size_t count = chunk_size;  // without a chunk too: the next key needs one
    };

    void push_into_new_chunk(int bit, EventKey key);
    void free_chunk(Chunk* chunk);
    template <class Take>
    void give_bucket(int bit, Take take);

    std::uint64_t bound_ = 0;
    std::uint64_t occupied_ = 0;  // bit j: bucket j has a chunk
    std::size_t size_ = 0;
    std::array<Bucket, 64> buckets_;
    Chunk* free_ = nullptr;
    std::vector<std::vector<Chunk, HugePages<Chunk>>>
        blocks_;  // all chunks; each doubles their number
};

template <class Take>
void RadixQueue::raise_bound(std::uint64_t bound, Take take)
{
    const std::uint64_t difference = bound ^ bound_;
    bound_ = bound;
    if (difference == 0) return;
    const std::uint64_t split = std::bit_floor(difference);
    for (std::uint64_t rest = occupied_ & (split - 1); rest != 0; rest &= rest - 1) {
        give_bucket(std::countr_zero(rest), take);
    }
    if ((occupied_ & split) == 0) return;
    give_bucket(std::countr_zero(split), [&](EventKey key) {
        if (time_bits(key) <= bound_) return take(key);
        push(key);  // into a bucket below
    });
}

template <class Take>
void RadixQueue::give_bucket(int bit, Take take)
{
    Bucket& bucket = buckets_[static_cast<std::size_t>(bit)];
    const Bucket given = bucket;
    bucket = Bucket{};
    occupied_ &= ~(std::uint64_t{1} << bit);
    for (Chunk* chunk = given.oldest; chunk != nullptr;) {
        const std::size_t count = chunk == given.newest ? given.count : chunk_size;
        size_ -= count;
        for (std::size_t i = 0; i < count; ++i) take(chunk->keys[i]);
        Chunk* const next = chunk == given.newest ? nullptr : chunk->next;
        free_chunk(chunk);
        chunk = next;
    }
}

template <class Predicate>
void RadixQueue::erase_if(Predicate predicate)
{
    for (std::uint64_t rest = occupied_; rest != 0; rest &= rest - 1) {
        give_bucket(std::countr_zero(rest), [&](EventKey key) {
            if (!predicate(key)) push(key);
        });
    }
}

}  // namespace sim
