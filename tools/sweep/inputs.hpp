#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tools {

// A file that a sweep was read from, by what stood in it.
struct InputFile {
    std::string path;
    std::string sha1;  // as of sha1sum
    std::int64_t bytes = 0;
};

// Throws models::InputError where one cannot be read.
std::vector<InputFile> read_inputs(const std::vector<std::string>& paths);

}  // namespace tools
