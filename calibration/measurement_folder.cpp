#include "calibration/measurement_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "calibration/importers.hpp"

namespace calibration {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path)
{
    return path.filename().string().starts_with('.');
}

// Paths within the folder, sorted; more than most_files: too many.
std::vector<std::string> files_in(const fs::path& folder, std::error_code& error)
{
    std::vector<std::string> files;
    fs::recursive_directory_iterator at(folder, error);
    for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
        std::error_code ignored;
        if (is_hidden(at->path())) {
            at.disable_recursion_pending();
        } else if (at->is_regular_file(ignored)) {
            files.push_back(at->path().lexically_relative(folder).generic_string());
            if (files.size() > most_files) break;
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::vector<Imported> import_folder(const std::string& folder, const models::Place& place,
                                    models::Findings& findings)
{
    const auto refuse = [&](const std::string& problem) {
        findings.add(place, fmt::format("{} {}", models::quoted(folder), problem));
        return std::vector<Imported>();
    };
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
        return refuse("is no folder; name the one with the files that the tools wrote");
    }
    const std::vector<std::string> files = files_in(folder, error);
    if (error) return refuse("cannot be read: " + error.message());
    if (files.empty()) return refuse("holds no files; put there what the tools wrote");
    if (files.size() > most_files) {
        return refuse(fmt::format("holds more than {} files; name the folder with the measurements",
                                  most_files));
    }
    std::vector<Imported> imported;
    for (const std::string& file : files) {
        imported.push_back(import_file((fs::path(folder) / file).string()));
        imported.back().file = file;
    }
    return imported;
}

}  // namespace calibration
