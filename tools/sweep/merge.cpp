#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "models/finding.hpp"
#include "tools/commands.hpp"
#include "tools/document.hpp"
#include "tools/json_parts.hpp"
#include "tools/standard_streams.hpp"
#include "tools/sweep/schema.hpp"
#include "tools/sweep/store.hpp"
#include "tools/sweep/sweep.hpp"
#include "tools/text.hpp"
#include "tools/written_files.hpp"

namespace tools {
namespace {

struct Part {
    std::string path;
    StoreHeading heading;
    StoreCounts counts;

    bool complete() const { return counts.done + counts.failed == heading.points; }
};

Part read_part(const std::string& path)
{
    const Store store(path, Database::Access::read);
    return {path, store.heading(), store.counts()};
}

void expect_of_one_sweep(const Part& part, const Part& first)
{
    std::vector<std::string> changes = differences(first.heading, part.heading);
    if (part.heading.shard.count != first.heading.shard.count) {
        changes.push_back(fmt::format("it is shard {}, the other {}", to_string(part.heading.shard),
                                      to_string(first.heading.shard)));
    }
    if (changes.empty()) return;
    std::string text =
        fmt::format("{} does not belong to {}; leave one of them out:", models::quoted(part.path),
                    models::quoted(first.path));
    for (const std::string& change : changes) text += "\n  " + change;
    throw UsageError(text);
}

// By index of the shard.
std::map<int, Part> read_parts(const std::vector<std::string>& paths)
{
    std::map<int, Part> parts;
    std::optional<Part> first;
    for (const std::string& path : paths) {
        const Part part = read_part(path);
        if (!first) first = part;
        expect_of_one_sweep(part, *first);
        const auto [known, fresh] = parts.emplace(part.heading.shard.index, part);
        if (fresh) continue;
        throw UsageError(fmt::format("{} and {} are both shard {}; leave one of them out",
                                     models::quoted(known->second.path), models::quoted(path),
                                     to_string(part.heading.shard)));
    }
    return parts;
}

// What to run before they can be merged, a line for each shard; empty: nothing.
std::string missing(const std::map<int, Part>& parts)
{
    std::string text;
    const Part& first = parts.begin()->second;
    const int count = first.heading.shard.count;
    for (int index = 1; index <= count; ++index) {
        const Shard shard{index, count};
        const auto part = parts.find(index);
        if (part == parts.end()) {
            const std::string stem = stem_of(first.path, first.heading.shard, first.heading.name);
            const std::string path = store_name(stem, shard);
            text += fmt::format("shard {} is missing: {}\n", to_string(shard),
                                command_line(first.heading, shard, path));
        } else if (!part->second.complete()) {
            const Part& partial = part->second;
            text += fmt::format("shard {} has {} of {} points: {} --resume\n", to_string(shard),
                                partial.counts.done + partial.counts.failed, partial.heading.points,
                                command_line(partial.heading, shard, partial.path));
        }
    }
    return text;
}

// The statements that made the tables of a store.
std::string schema_in(const std::string& path)
{
    const Database database(path, Database::Access::read);
    std::string schema = fmt::format("PRAGMA application_id = {};\nPRAGMA user_version = {};\n",
                                     database.integer("PRAGMA application_id"),
                                     database.integer("PRAGMA user_version"));
    for (const auto& row : database.rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
                                         "ORDER BY rowid")) {
        schema += std::get<std::string>(row[0]) + ";\n";
    }
    return schema;
}

void merge_into(const std::string& path, const std::map<int, Part>& parts)
{
    Database whole(path, Database::Access::create);
    whole.execute(schema_in(parts.begin()->second.path));
    std::uint64_t points = 0;
    bool first = true;
    for (const auto& [index, part] : parts) {
        points += part.heading.points;
        whole.execute("ATTACH " + sql_text(part.path) + " AS part");
        Transaction transaction(whole);
        for (const std::string table : {"sweep", "input", "factor", "response"}) {
            if (first) whole.execute("INSERT INTO " + table + " SELECT * FROM part." + table);
        }
        for (const std::string table : {"point", "answer", "observation"}) {
            whole.execute("INSERT INTO " + table + " SELECT * FROM part." + table);
        }
        whole.execute(
            "INSERT INTO session (began, seen, host, threads, points) SELECT began, "
            "seen, host, threads, points FROM part.session ORDER BY number");
        transaction.commit();
        whole.execute("DETACH part");
        first = false;
    }
    Statement heading = whole.prepare("UPDATE sweep SET value = ? WHERE key = ?");
    heading.run({to_string(Shard{}), "shard"});
    heading.run({static_cast<std::int64_t>(points), "points"});
}

void merge_parts(const std::string& output, const std::map<int, Part>& parts)
{
    const std::string path = behind_links(output);
    const std::string beside = fmt::format("{}.{}.part", path, getpid());
    std::error_code error;
    try {
        merge_into(beside, parts);
    } catch (...) {
        std::filesystem::remove(beside, error);
        std::filesystem::remove(beside + "-journal", error);
        throw;
    }
    std::filesystem::rename(beside, path, error);
    if (error) {
        throw WriteError(
            fmt::format("{} could not be written: {}", models::quoted(path), error.message()));
    }
}

std::string merged_text(const std::map<int, Part>& parts, const std::string& path)
{
    StoreCounts counts;
    for (const auto& [index, part] : parts) {
        counts.done += part.counts.done;
        counts.failed += part.counts.failed;
    }
    return fmt::format("{}: {} of {}, {} failed, in {}\nNext: bbbcap export {} --format csv\n",
                       parts.begin()->second.heading.name,
                       counted(static_cast<long>(counts.done + counts.failed), "point"),
                       counted(static_cast<long>(parts.size()), "shard"), grouped(counts.failed),
                       path, shell_word(path));
}

std::string merged_document(const std::map<int, Part>& parts, const std::string& path)
{
    Json document = heading("merge");
    document["name"] = parts.begin()->second.heading.name;
    document["store"] = path;
    document["shards"] = parts.size();
    std::uint64_t done = 0;
    std::uint64_t failed = 0;
    for (const auto& [index, part] : parts) {
        done += part.counts.done;
        failed += part.counts.failed;
    }
    document["done"] = done;
    document["failed"] = failed;
    return text_of(document);
}

}  // namespace

ExitCode merge(const Arguments& arguments)
{
    if (arguments.output.empty()) {
        throw UsageError("`merge` needs `-o STORE`, the file that all are put into");
    }
    expect_output(arguments, arguments.operands);
    const std::map<int, Part> parts = read_parts(arguments.operands);
    const std::string to_run = missing(parts);
    if (!to_run.empty()) {
        tell(to_run);
        return ExitCode::answer_is_no;
    }
    merge_parts(arguments.output, parts);
    print(arguments.json ? merged_document(parts, arguments.output)
                         : merged_text(parts, arguments.output));
    return ExitCode::done;
}

}  // namespace tools
