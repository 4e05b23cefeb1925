#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/scratch_folder.hpp"

namespace tests {

inline const std::string root = std::string(BBBCAP_SOURCE_DIR) + "/";

// What the program gave.
struct Answer {
    int exit_code = -1;
    std::string out;
    std::string err;

    nlohmann::json json() const { return nlohmann::json::parse(out); }
};

inline std::string text_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Runs the program from the root of the repository with arguments in the words of the shell;
// `variables` as in "NO_COLOR=1".
inline Answer bbbcap(const std::string& arguments, const std::string& variables = "")
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

inline bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

// The benchmark of the study, so small that it is answered at once.
inline const std::string small =
    "scenarios/seed-2016.yaml --set workload.users=20 --set 'window=30 s' --set 'warm_up=10 s' "
    "--set resolution=flow --set max_users=100 ";

}  // namespace tests
