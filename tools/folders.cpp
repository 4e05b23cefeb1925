#include "tools/folders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "models/finding.hpp"
#include "models/suggestion.hpp"
#include "tools/arguments.hpp"

namespace tools {
namespace {

namespace fs = std::filesystem;

bool is_library(const fs::path& folder)
{
    std::error_code ignored;
    return fs::is_directory(folder / "platforms", ignored);
}

// As short as the file names in messages can be.
std::string as_seen_from_here(const fs::path& folder)
{
    std::error_code failed;
    const fs::path near = fs::proximate(folder, failed);
    const bool below = !failed && !near.empty() && *near.begin() != "..";
    return below ? near.string() : folder.string();
}

std::string above_the_program()
{
    std::error_code failed;
    fs::path folder = fs::read_symlink("/proc/self/exe", failed).parent_path();
    while (!failed && !folder.empty()) {
        if (is_library(folder / "scenarios")) return as_seen_from_here(folder / "scenarios");
        if (folder == folder.root_path()) break;
        folder = folder.parent_path();
    }
    return "";
}

std::string checked(const std::string& folder, const std::string& origin)
{
    if (is_library(folder)) return folder;
    throw UsageError(
        fmt::format("{} names {}, which has no folder `platforms`; name the folder "
                    "that has it",
                    origin, models::quoted(folder)));
}

std::vector<std::string> studies_in(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
        if (it->path().extension() == ".yaml") names.push_back(it->path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

std::string library_folder(const std::string& asked)
{
    if (!asked.empty()) return checked(asked, "`--library`");
    const char* variable = std::getenv("BBBCAP_LIBRARY");
    if (variable != nullptr && *variable != '\0') return checked(variable, "$BBBCAP_LIBRARY");
    const std::string found = above_the_program();
    if (!found.empty()) return found;
    const fs::path source = fs::path(BBBCAP_SOURCE_DIR) / "scenarios";
    if (is_library(source)) return as_seen_from_here(source);
    throw UsageError(
        "the library folder with hosts/, platforms/, ... was not found; name it with "
        "`--library`");
}

std::string study_path(const std::string& library, const std::string& study,
                       const std::string& scenario_path)
{
    const fs::path place = fs::path("calibration") / "published";
    const fs::path beside = fs::absolute(library).lexically_normal() / ".." / place;
    std::vector<std::string> known;
    for (const fs::path& folder : {beside, fs::path(BBBCAP_SOURCE_DIR) / place}) {
        const std::vector<std::string> names = studies_in(folder.lexically_normal());
        const bool there = std::find(names.begin(), names.end(), study) != names.end();
        if (there) return as_seen_from_here(folder.lexically_normal() / (study + ".yaml"));
        if (known.empty()) known = names;
    }
    throw models::InputError(
        {{{scenario_path, 1, 1},
          fmt::format("there is no `published` study {}{}", models::key_quoted(study),
                      models::way_out(study, known))}});
}

}  // namespace tools
