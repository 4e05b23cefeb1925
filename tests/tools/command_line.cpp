#include "tests/tools/command_line.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace tests {

nlohmann::json parsed(const std::string& text)
{
    return nlohmann::json::parse(text);
}

std::string text_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Answer bbbcap(const std::string& arguments, const std::string& variables)
{
    const ScratchFolder scratch;
    const std::string line = "cd '" + root +
                             "' && env -u BBBCAP_LIBRARY -u NO_COLOR LC_ALL=C.UTF-8 " + variables +
                             " '" + BBBCAP_BINARY + "' " + arguments + " >'" + scratch.path("out") +
                             "' 2>'" + scratch.path("err") + "' </dev/null";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(scratch.path("out")),
            text_of(scratch.path("err"))};
}

}  // namespace tests
