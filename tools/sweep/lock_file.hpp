#pragma once

#include <string>

namespace tools {

// Keeps a second sweep from the same store while this one lives: a lock on a file beside it, which
// the system gives back however the process ends. Throws StoreError where another has it.
class LockFile {
public:
    explicit LockFile(const std::string& store);
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;
    ~LockFile();

private:
    std::string path_;
    int file_;
};

}  // namespace tools
