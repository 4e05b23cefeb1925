#include "tools/sweep/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "models/finding.hpp"
#include "tools/arguments.hpp"

namespace tools {
namespace {

std::optional<int> read_whole(std::string_view text)
{
    int value = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stopped != end || value < 0) return std::nullopt;
    return value;
}

int from_variable(const char* name, const char* who)
{
    const char* text = std::getenv(name);
    const auto value = text == nullptr ? std::nullopt : read_whole(text);
    if (value) return *value;
    throw UsageError(fmt::format("`--shard {}` needs {}, which {} sets; it is {}", who, name, who,
                                 text == nullptr ? "not set" : models::quoted(text)));
}

Shard checked(int index, int count, const std::string& text)
{
    if (count >= 1 && count <= most_shards && index >= 1 && index <= count) return {index, count};
    throw UsageError(
        fmt::format("`--shard` must be like `3/7`, from 1/N to N/N with N up to {}, "
                    "found {}",
                    most_shards, models::quoted(text)));
}

// Array indices may begin anywhere; they have to be without gaps.
Shard from_slurm()
{
    const int task = from_variable("SLURM_ARRAY_TASK_ID", "slurm");
    const int count = from_variable("SLURM_ARRAY_TASK_COUNT", "slurm");
    const int first = from_variable("SLURM_ARRAY_TASK_MIN", "slurm");
    const int last = from_variable("SLURM_ARRAY_TASK_MAX", "slurm");
    if (last - first + 1 != count) {
        throw UsageError(
            fmt::format("the array {}-{} of {} tasks has gaps; submit one without, "
                        "like `--array=1-{}`",
                        first, last, count, count));
    }
    return checked(task - first + 1, count, fmt::format("{}/{}", task - first + 1, count));
}

}  // namespace

Shard read_shard(const std::string& text)
{
    if (text.empty()) return {};
    if (text == "slurm") return from_slurm();
    const std::size_t slash = std::min(text.find('/'), text.size());
    const std::string_view after = std::string_view(text).substr(std::min(slash + 1, text.size()));
    const int count = read_whole(after).value_or(0);
    if (text.starts_with("slurm/")) {
        return checked(from_variable("SLURM_ARRAY_TASK_ID", "slurm"), count, text);
    }
    if (text.starts_with("kubernetes/")) {
        return checked(from_variable("JOB_COMPLETION_INDEX", "kubernetes") + 1, count, text);
    }
    return checked(read_whole(std::string_view(text).substr(0, slash)).value_or(0), count, text);
}

std::string to_string(const Shard& shard)
{
    return fmt::format("{}/{}", shard.index, shard.count);
}

std::string store_name(const std::string& sweep, const Shard& shard)
{
    if (shard.whole()) return sweep + ".sqlite";
    return fmt::format("{}-{}-of-{}.sqlite", sweep, shard.index, shard.count);
}

std::string stem_of(const std::string& store, const Shard& shard, const std::string& sweep)
{
    const std::string ending = store_name("", shard);
    return store.ends_with(ending) ? store.substr(0, store.size() - ending.size()) : sweep;
}

}  // namespace tools
