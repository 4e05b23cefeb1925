#pragma once

#include <string>
#include <vector>

#include "tools/arguments.hpp"

namespace tools {

struct WrittenFile {
    std::string path;
    std::string text;
};

// Throws UsageError when one of the files is there already and `force` is not given, or what is
// there is no regular file; WriteError where its folder takes no file.
void expect_places(const std::vector<std::string>& paths, bool force);

// The same for `--output`, if it is given; nor may it be one of the files that are read.
void expect_output(const Arguments& arguments, const std::vector<std::string>& inputs);

// The file that a symbolic link stands for; any other path as it is.
std::string behind_links(const std::string& path);

// Writes all of them, with the folders they stand in: first beside their places, then moved there,
// so that none is ever half written. Throws WriteError.
void write_files(std::vector<WrittenFile> files);

}  // namespace tools
