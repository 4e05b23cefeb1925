#include "tools/serve/private_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "tools/text.hpp"

namespace tools {

PrivateFolder::PrivateFolder()
    : folder_((std::filesystem::temp_directory_path() / "bbbcap-XXXXXX").string())
{
    if (mkdtemp(folder_.data()) != nullptr) return;
    throw WriteError("a temporary folder could not be made: " +
                     std::generic_category().message(errno));
}

PrivateFolder::~PrivateFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace tools
