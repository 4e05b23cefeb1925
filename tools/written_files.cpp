#include "tools/written_files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "models/finding.hpp"
#include "tools/arguments.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up(const std::string& path, const std::string& why)
{
    throw WriteError(fmt::format("{} could not be written: {}", models::quoted(path), why));
}

std::string path_beside(const std::string& path)
{
    return fmt::format("{}.{}.part", path, getpid());
}

// Removes what was not moved to its place.
class Parts {
public:
    explicit Parts(const std::vector<WrittenFile>& files) : files_(files) {}
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts()
    {
        std::error_code ignored;
        for (const WrittenFile& file : files_) fs::remove(path_beside(file.path), ignored);
    }

private:
    const std::vector<WrittenFile>& files_;
};

void expect_file(const std::string& path, bool force)
{
    std::error_code error;
    const fs::file_status there = fs::symlink_status(path, error);
    if (!fs::status_known(there)) give_up(path, error.message());
    if (!fs::path(path).has_filename()) {
        throw UsageError(fmt::format("{} is a folder; name a file in it", models::quoted(path)));
    }
    if (!fs::exists(there)) return;
    if (!fs::is_regular_file(path, error)) {
        throw UsageError(
            fmt::format("{} is there already and is no regular file; name another place",
                        models::quoted(path)));
    }
    if (force) return;
    throw UsageError(
        fmt::format("{} is there already; name another place, or write over it with `--force`",
                    models::quoted(path)));
}

// Tells before all computing what would fail after it.
void expect_folder(const std::string& path)
{
    std::error_code ignored;
    fs::path folder = fs::absolute(behind_links(path), ignored).parent_path();
    while (!fs::exists(folder, ignored) && folder.has_relative_path()) {
        folder = folder.parent_path();
    }
    if (!fs::is_directory(folder, ignored)) {
        give_up(path, std::make_error_code(std::errc::not_a_directory).message());
    }
    if (access(folder.c_str(), W_OK | X_OK) != 0) {
        give_up(path, std::generic_category().message(errno));
    }
}

void write_part(const WrittenFile& file)
{
    std::error_code error;
    const fs::path folder = fs::path(file.path).parent_path();
    if (!folder.empty()) fs::create_directories(folder, error);
    if (error) give_up(file.path, error.message());
    std::FILE* part = std::fopen(path_beside(file.path).c_str(), "wb");
    if (part == nullptr) give_up(file.path, std::generic_category().message(errno));
    const bool whole = std::fwrite(file.text.data(), 1, file.text.size(), part) == file.text.size();
    const bool closed = std::fclose(part) == 0;
    if (!whole || !closed) give_up(file.path, "is the disk full?");
}

}  // namespace

void expect_places(const std::vector<std::string>& paths, bool force)
{
    for (const std::string& path : paths) {
        expect_file(path, force);
        expect_folder(path);
    }
}

void expect_output(const Arguments& arguments, const std::vector<std::string>& inputs)
{
    if (arguments.output.empty()) return;
    for (const std::string& input : inputs) {
        std::error_code ignored;
        if (!fs::equivalent(input, arguments.output, ignored)) continue;
        throw UsageError(fmt::format("{} is a file that is read; name another place",
                                     models::quoted(arguments.output)));
    }
    expect_places({arguments.output}, arguments.force);
}

std::string behind_links(const std::string& path)
{
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
    const fs::path target = fs::canonical(path, error);
    return error ? path : target.string();
}

void write_files(std::vector<WrittenFile> files)
{
    for (WrittenFile& file : files) file.path = behind_links(file.path);
    const Parts parts(files);
    for (const WrittenFile& file : files) write_part(file);
    for (const WrittenFile& file : files) {
        std::error_code error;
        fs::rename(path_beside(file.path), file.path, error);
        if (error) give_up(file.path, error.message());
    }
}

}  // namespace tools
