#pragma once

#include <string>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

namespace tests {

// The small benchmark on two platforms.
inline const std::string two = small + "--platform kvm,lxc ";

// What `report` writes, whatever it says.
inline std::string report(const std::string& arguments)
{
    const ScratchFolder scratch;
    const auto answer = bbbcap("report " + arguments + " -o '" + scratch.path("report.html") + "'");
    INFO(answer.err);
    CHECK(answer.exit_code == 0);
    return text_of(scratch.path("report.html"));
}

}  // namespace tests
