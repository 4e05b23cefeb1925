#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "models/capacity.hpp"

namespace tools {

// The answers given last, so that a baseline, a second visitor or a step back costs nothing. Usable
// from several threads.
class CapacityCache {
public:
    static constexpr std::size_t most = 256;

    std::shared_ptr<const models::Capacity> find(const std::string& key);
    std::shared_ptr<const models::Capacity> keep(const std::string& key, models::Capacity capacity);

private:
    struct Entry {
        std::string key;
        std::shared_ptr<const models::Capacity> capacity;
    };
    std::mutex mutex_;
    std::list<Entry> entries_;  // used last first
    std::map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace tools
