#include "tools/serve/capacity_cache.hpp"

#include <utility>

namespace tools {

std::shared_ptr<const models::Capacity> CapacityCache::find(const std::string& key)
{
    const std::scoped_lock lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->capacity;
}

std::shared_ptr<const models::Capacity> CapacityCache::keep(const std::string& key,
                                                            models::Capacity capacity)
{
    auto kept = std::make_shared<const models::Capacity>(std::move(capacity));
    const std::scoped_lock lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) entries_.erase(found->second);
    entries_.push_front({key, kept});
    by_key_[key] = entries_.begin();
    if (entries_.size() > most) {
        by_key_.erase(entries_.back().key);
        entries_.pop_back();
    }
    return kept;
}

}  // namespace tools
