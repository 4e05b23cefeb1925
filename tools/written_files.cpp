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

void write_part(const WrittenFile& file)
{
    std::error_code error;
    fs::create_directories(fs::path(file.path).parent_path(), error);
    if (error) give_up(file.path, error.message());
    std::FILE* part = std::fopen(path_beside(file.path).c_str(), "wb");
    if (part == nullptr) give_up(file.path, std::generic_category().message(errno));
    const bool whole = std::fwrite(file.text.data(), 1, file.text.size(), part) == file.text.size();
    const bool closed = std::fclose(part) == 0;
    if (!whole || !closed) give_up(file.path, "is the disk full?");
}

}  // namespace

void expect_new(const std::vector<std::string>& paths, bool force)
{
    for (const std::string& path : paths) {
        std::error_code ignored;
        if (force || !fs::exists(path, ignored)) continue;
        throw UsageError(
            fmt::format("{} is there already; name another place, or write over it "
                        "with `--force`",
                        models::quoted(path)));
    }
}

void write_files(const std::vector<WrittenFile>& files)
{
    const Parts parts(files);
    for (const WrittenFile& file : files) write_part(file);
    for (const WrittenFile& file : files) {
        std::error_code error;
        fs::rename(path_beside(file.path), file.path, error);
        if (error) give_up(file.path, error.message());
    }
}

}  // namespace tools
