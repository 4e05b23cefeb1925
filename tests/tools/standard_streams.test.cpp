// The program where what it is started with takes no words.
#include <string>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;
using tests::ScratchFolder;

namespace {

// Its exit code with a redirection in the words of the shell.
int with(const std::string& redirection, const std::string& arguments)
{
    return bbbcap(arguments, "sh -c '\"$@\" " + redirection + "' sh").exit_code;
}

}  // namespace

TEST_CASE("messages that cannot be written change no exit code")
{
    const ScratchFolder scratch;
    const std::string output = " -o '" + scratch.path("out") + "'";
    for (const std::string redirection : {"2>&-", "2>/dev/full", "0<&- 2>&-", "0<&- 1>&- 2>&-"}) {
        INFO(redirection);
        CHECK(with(redirection, "report nope.yaml" + output) == 2);
        CHECK(with(redirection, "capacity nope.yaml") == 2);
        CHECK(with(redirection, "capacity") == 2);
        CHECK(with(redirection, "merge nope.sqlite" + output) == 4);
    }
}

TEST_CASE("an answer without a standard output ends with exit code 4")
{
    CHECK(with(">&-", "--version") == 4);
    CHECK(with("0<&- 1>&- 2>&-", "--version") == 4);
}

TEST_CASE("a file is written whole though the program was started without standard streams")
{
    const ScratchFolder scratch;
    const std::string file = scratch.path("charts.json");
    const std::string asked = "report " + tests::small + "--platform kvm --format vega-lite";
    CHECK(with("0<&- 1>&- 2>&-", asked + " -o '" + file + "'") == 4);  // it cannot say so
    CHECK(tests::text_of(file) == bbbcap(asked).out);
}
