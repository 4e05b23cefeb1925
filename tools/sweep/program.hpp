#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tools {

// What another program wrote, and how it ended.
struct ProgramOutput {
    int exit_code = 0;  // 128 and the signal that ended it
    std::string out;
    std::string err;
};

// Runs a program, looked for on the PATH, with these words and this standard input, to its end; no
// shell is between. Nothing: there is no such program. Throws WriteError where it cannot be run.
std::optional<ProgramOutput> run_program(const std::vector<std::string>& words,
                                         const std::string& input = "");

}  // namespace tools
