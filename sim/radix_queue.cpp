#include "sim/radix_queue.hpp"

#include <algorithm>

namespace sim {

Time RadixQueue::least_time() const
{
    const Bucket& earliest = buckets_[static_cast<std::size_t>(std::countr_zero(occupied_))];
    EventKey least = last_key;
    for (const Chunk* chunk = earliest.oldest; chunk != earliest.newest; chunk = chunk->next) {
        least = std::min(least, *std::min_element(chunk->keys.begin(), chunk->keys.end()));
    }
    const EventKey* const keys = earliest.newest->keys.data();
    return time_of(std::min(least, *std::min_element(keys, keys + earliest.count)));
}

// The highest bit in which the bounds differ is set in the old one and not in the new one. The keys
// of the buckets below have it set too, so they differ from the new bound there first; its own
// bucket is empty, because its keys would have been earlier than the old bound.
void RadixQueue::lower_bound(std::uint64_t bound)
{
    const std::uint64_t difference = bound ^ bound_;
    bound_ = bound;
    if (difference == 0) return;
    const std::uint64_t below = occupied_ & (std::bit_floor(difference) - 1);
    for (std::uint64_t rest = below; rest != 0; rest &= rest - 1) {
        give_bucket(std::countr_zero(rest), [&](EventKey key) { push(key); });
    }
}

void RadixQueue::push_into_new_chunk(int bit, EventKey key)
{
    if (free_ == nullptr) {
        std::size_t chunks = 4;
        for (const auto& block : blocks_) chunks += block.size();
        for (Chunk& chunk : blocks_.emplace_back(chunks)) free_chunk(&chunk);
    }
    Chunk* const chunk = free_;
    free_ = free_->next;
    Bucket& bucket = buckets_[static_cast<std::size_t>(bit)];
    (bucket.oldest == nullptr ? bucket.oldest : bucket.newest->next) = chunk;
    bucket.newest = chunk;
    bucket.count = 0;
    bucket.newest->keys[bucket.count++] = key;
    ++size_;
    occupied_ |= std::uint64_t{1} << bit;
}

void RadixQueue::free_chunk(Chunk* chunk)
{
    chunk->next = free_;
    free_ = chunk;
}

void RadixQueue::clear()
{
    for (std::uint64_t rest = occupied_; rest != 0; rest &= rest - 1) {
        give_bucket(std::countr_zero(rest), [](EventKey) {});
    }
}

}  // namespace sim
