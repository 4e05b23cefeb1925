#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json_parts.hpp"
#include "tools/sweep/summary.hpp"
#include "tools/sweep/sweep.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

constexpr int most_failures_shown = 3;

std::string failures_text(Store& store)
{
    std::string text;
    const auto rows = store.database().rows(
        fmt::format("SELECT point, message FROM point WHERE status = 'failed' ORDER BY point "
                    "LIMIT {}",
                    most_failures_shown));
    for (const auto& row : rows) {
        text += fmt::format("  point {}: {}\n", std::get<std::int64_t>(row[0]),
                            std::get<std::string>(row[1]));
    }
    return text;
}

}  // namespace

std::string grouped(std::uint64_t number)
{
    std::string text = std::to_string(number);
    for (std::size_t place = text.size(); place > 3; place -= 3) text.insert(place - 3, ",");
    return text;
}

std::string duration(double seconds)
{
    if (seconds < 90) return fmt::format("{:.2g} s", seconds);
    if (seconds < 90 * 60) return fmt::format("{:.0f} min", seconds / 60);
    if (seconds < 36 * 3600) return fmt::format("{:.1f} h", seconds / 3600);
    return fmt::format("{:.1f} d", seconds / 86400);
}

std::string asking_line(const StoreHeading& heading, const std::string& program)
{
    std::string line = shell_line({program, "sweep", heading.design_path});
    for (std::size_t begin = 0; begin < heading.overrides.size();) {
        const std::size_t end = heading.overrides.find('\n', begin);
        line += " --set " + shell_word(heading.overrides.substr(begin, end - begin));
        begin = end + 1;
    }
    if (!heading.library.empty()) line += " --library " + shell_word(heading.library);
    return line;
}

std::string command_line(const StoreHeading& heading, const Shard& shard, const std::string& store)
{
    std::string line = asking_line(heading);
    if (!shard.whole()) line += " --shard " + to_string(shard);
    return line + " -o " + shell_word(store);
}

std::string end_text(Store& store, const StoreHeading& heading, const std::string& path)
{
    const StoreCounts counts = store.counts();
    std::string text =
        fmt::format("{}: {} done, {} failed, in {}\n", heading.name,
                    counted(static_cast<long>(counts.done), "point"), grouped(counts.failed), path);
    if (heading.shard.whole()) text += best_line(path);
    if (counts.failed > 0) {
        text += failures_text(store) + "Next: " + command_line(heading, heading.shard, path) +
                " --retry-failed\n";
    } else if (heading.shard.whole()) {
        text += fmt::format("Next: bbbcap export {} --format csv\n", shell_word(path));
    } else {
        const std::string stem = stem_of(path, heading.shard, heading.name);
        text += fmt::format("Next: bbbcap merge {}-*-of-{}.sqlite -o {}\n", shell_word(stem),
                            heading.shard.count, shell_word(store_name(stem, {})));
    }
    return text;
}

std::string end_document(Store& store, const StoreHeading& heading, const std::string& path)
{
    const StoreCounts counts = store.counts();
    Json document = tools::heading("sweep");
    document["name"] = heading.name;
    document["store"] = path;
    document["shard"] = to_string(heading.shard);
    document["points"] = heading.points;
    document["done"] = counts.done;
    document["failed"] = counts.failed;
    return text_of(document);
}

}  // namespace tools
