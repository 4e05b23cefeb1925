#pragma once

#include <string>

namespace tools {

// A folder for this run alone, which nobody else can read; gone with everything in it when it dies.
class PrivateFolder {
public:
    PrivateFolder();  // throws WriteError
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    ~PrivateFolder();

    std::string path(const std::string& name) const { return folder_ + '/' + name; }

private:
    std::string folder_;
};

}  // namespace tools
