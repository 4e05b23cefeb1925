#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "models/finding.hpp"
#include "tools/arguments.hpp"
#include "tools/sweep/store.hpp"

namespace tools {
namespace {

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

// "design.yaml:7: was "a", is now "b""
std::string first_change(const std::string& path, const std::string& before, const std::string& now)
{
    const auto old_lines = lines_of(before);
    const auto new_lines = lines_of(now);
    const auto [old_line, new_line] =
        std::mismatch(old_lines.begin(), old_lines.end(), new_lines.begin(), new_lines.end());
    const auto shown = [](auto line, const auto& lines) {
        return line == lines.end() ? "the end" : models::quoted(*line);
    };
    return fmt::format("{}:{}: was {}, is now {}", path, old_line - old_lines.begin() + 1,
                       shown(old_line, old_lines), shown(new_line, new_lines));
}

std::string name_of(const InputFile& file)
{
    return std::filesystem::path(file.path).filename().string();
}

// Files are the same ones wherever they stand.
std::vector<std::string> changed_inputs(const std::vector<InputFile>& before,
                                        const std::vector<InputFile>& now)
{
    std::vector<std::string> sentences;
    const auto same = [](const InputFile& one) {
        return [&one](const InputFile& other) {
            return name_of(one) == name_of(other) && one.sha1 == other.sha1;
        };
    };
    for (const InputFile& file : now) {
        if (std::any_of(before.begin(), before.end(), same(file))) continue;
        sentences.push_back(fmt::format("{}: changed or new since the sweep began", file.path));
    }
    for (const InputFile& file : before) {
        const auto named = [&](const InputFile& one) { return name_of(one) == name_of(file); };
        if (std::any_of(now.begin(), now.end(), named)) continue;
        sentences.push_back(fmt::format("{}: no longer read", file.path));
    }
    return sentences;
}

}  // namespace

std::vector<std::string> differences(const StoreHeading& before, const StoreHeading& now)
{
    std::vector<std::string> sentences;
    if (before.design != now.design) {
        sentences.push_back(first_change(now.design_path, before.design, now.design));
    }
    const auto changed = [&](const char* what, const std::string& old_one,
                             const std::string& new_one) {
        if (old_one == new_one) return;
        sentences.push_back(fmt::format("{}: was {}, is now {}", what, models::quoted(old_one),
                                        models::quoted(new_one)));
    };
    changed("bbbcap", before.program, now.program);
    changed("--set", before.overrides, now.overrides);
    changed("seed", before.seed, now.seed);
    const auto inputs = changed_inputs(before.inputs, now.inputs);
    sentences.insert(sentences.end(), inputs.begin(), inputs.end());
    return sentences;
}

void expect_same(const StoreHeading& before, const StoreHeading& now, const std::string& path)
{
    std::vector<std::string> changes = differences(before, now);
    if (before.shard != now.shard) {
        changes.push_back(fmt::format("--shard: was {}, is now {}", to_string(before.shard),
                                      to_string(now.shard)));
    }
    if (changes.empty()) return;
    std::string text = fmt::format(
        "{} was begun with something else; put it back, or begin a new store with `-o`:",
        models::quoted(path));
    for (const std::string& change : changes) text += "\n  " + change;
    throw UsageError(text);
}

}  // namespace tools
