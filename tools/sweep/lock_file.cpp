#include "tools/sweep/lock_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "models/finding.hpp"
#include "tools/sweep/database.hpp"

namespace tools {

// Where the file system knows no locks, or nothing can be written, it is left to SQLite.
LockFile::LockFile(const std::string& store)
    : path_(store + ".lock"), file_(open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666))
{
    if (file_ < 0 || flock(file_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
    close(file_);
    throw StoreError(
        fmt::format("store {}: another bbbcap is at work on it; wait for it, or name "
                    "another store with `-o`",
                    models::quoted(store)));
}

LockFile::~LockFile()
{
    if (file_ < 0) return;
    unlink(path_.c_str());
    close(file_);
}

}  // namespace tools
