#pragma once

#include <cstdint>
#include <string>

namespace tools {

// One of `count` parts of a sweep, each with a store of its own: the points that the conditions
// admit, dealt out in turn.
struct Shard {
    int index = 1;  // from 1
    int count = 1;

    bool whole() const { return count == 1; }
    bool has(std::uint64_t rank) const  // of a point among those admitted, from 0
    {
        return rank % static_cast<std::uint64_t>(count) == static_cast<std::uint64_t>(index - 1);
    }
    bool operator==(const Shard&) const = default;
};

inline constexpr int most_shards = 100000;

// "3/7"; "slurm": from SLURM_ARRAY_TASK_ID, _MIN and _COUNT; "slurm/7": 7 parts, this one that of
// SLURM_ARRAY_TASK_ID, in an array that may have gaps; "kubernetes/7": 7 parts, this one from
// JOB_COMPLETION_INDEX. Empty: the whole. Throws UsageError.
Shard read_shard(const std::string& text);

// "3/7"
std::string to_string(const Shard& shard);

// The file of a shard where none was named: "NAME.sqlite", "NAME-3-of-7.sqlite".
std::string store_name(const std::string& sweep, const Shard& shard);

// "FOLDER/NAME" of a store that is named like that for its shard, else the name of the sweep.
std::string stem_of(const std::string& store, const Shard& shard, const std::string& sweep);

}  // namespace tools
