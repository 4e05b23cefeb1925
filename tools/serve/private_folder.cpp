#include "tools/serve/private_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "tools/text.hpp"

namespace tools {

namespace {

[[noreturn]] void give_up(const std::string& why)
{
    throw WriteError("a temporary folder could not be made: " + why +
                     "; name a folder for it in $TMPDIR");
}

std::string pattern()
{
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
    if (error) give_up(error.message());
    return (folder / "bbbcap-XXXXXX").string();
}

}  // namespace

PrivateFolder::PrivateFolder() : folder_(pattern())
{
    if (mkdtemp(folder_.data()) == nullptr) give_up(std::generic_category().message(errno));
}

PrivateFolder::~PrivateFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace tools
