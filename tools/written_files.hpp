#pragma once

#include <string>
#include <vector>

namespace tools {

struct WrittenFile {
    std::string path;
    std::string text;
};

// Throws UsageError when one of the files is there already, and `force` is not given.
void expect_new(const std::vector<std::string>& paths, bool force);

// Writes all of them, with the folders they stand in: first beside their places, then moved there,
// so that none is ever half written. Throws WriteError.
void write_files(const std::vector<WrittenFile>& files);

}  // namespace tools
