#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/scratch_folder.hpp"

namespace tests {

inline const std::string root = std::string(BBBCAP_SOURCE_DIR) + "/";

nlohmann::json parsed(const std::string& text);  // not inline: it takes seconds to compile

// What the program gave.
struct Answer {
    int exit_code = -1;
    std::string out;
    std::string err;

    nlohmann::json json() const { return parsed(out); }
};

std::string text_of(const std::string& path);

// Runs the program from the root of the repository with arguments in the words of the shell;
// `variables` as in "NO_COLOR=1".
Answer bbbcap(const std::string& arguments, const std::string& variables = "");

inline bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

// The benchmark of the study, so small that it is answered at once.
inline const std::string small =
    "scenarios/seed-2016.yaml --set workload.users=20 --set 'window=30 s' --set 'warm_up=10 s' "
    "--set resolution=flow --set max_users=100 ";

}  // namespace tests
