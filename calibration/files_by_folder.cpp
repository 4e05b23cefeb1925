#include "calibration/files_by_folder.hpp"

#include <algorithm>
#include <filesystem>

namespace calibration {

std::vector<FolderFiles> files_by_folder(const std::vector<std::string>& paths)
{
    std::vector<FolderFiles> folders;
    for (const std::string& path : paths) {
        const std::string folder = std::filesystem::path(path).parent_path().string();
        const auto known =
            std::find_if(folders.begin(), folders.end(),
                         [&](const FolderFiles& one) { return one.folder == folder; });
        if (known != folders.end()) {
            known->files.push_back(path);
        } else {
            folders.push_back({folder, {path}});
        }
    }
    return folders;
}

}  // namespace calibration
