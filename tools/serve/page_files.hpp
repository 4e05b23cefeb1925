#pragma once

#include <span>
#include <string_view>

namespace tools {

// A file of tools/page, as it was when the program was built.
struct PageFile {
    std::string_view path;  // "/page.js"
    std::string_view type;
    std::string_view text;
};

std::span<const PageFile> page_files();

}  // namespace tools
