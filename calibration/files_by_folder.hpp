#pragma once

#include <string>
#include <vector>

namespace calibration {

struct FolderFiles {
    std::string folder;
    std::vector<std::string> files;
};

// Files by the folder they are in, in the order in which the folders are first named.
std::vector<FolderFiles> files_by_folder(const std::vector<std::string>& paths);

}  // namespace calibration
