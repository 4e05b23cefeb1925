#include <cstdlib>
#include <utility>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;
using tests::contains;

TEST_CASE("without a command the program shows examples and what it can do")
{
    const auto answer = bbbcap("");
    CHECK(answer.exit_code == 0);
    CHECK(answer.err.empty());
    CHECK(answer.out.find("bbbcap capacity scenarios/") < answer.out.find("Commands"));
    for (const char* command :
         {"capacity", "run", "compare", "sensitivity", "check", "list", "import"}) {
        CHECK(contains(answer.out, std::string("\n  ") + command + " "));
    }
    CHECK(bbbcap("--help").out == answer.out);
}

TEST_CASE("the help of each command begins with examples")
{
    for (const std::string command :
         {"capacity", "run", "compare", "sensitivity", "check", "list", "import"}) {
        const auto answer = bbbcap(command + " --help");
        INFO(command);
        CHECK(answer.exit_code == 0);
        CHECK(answer.err.empty());
        CHECK(answer.out.find("  bbbcap " + command + " ") == 0);
        CHECK(contains(answer.out, "--json"));
        CHECK(bbbcap(command + " -h").out == answer.out);
    }
}

TEST_CASE("a command without its operand is refused with examples on standard error")
{
    for (const std::string command :
         {"capacity", "run", "compare", "sensitivity", "check", "list", "import"}) {
        const auto answer = bbbcap(command);
        INFO(command);
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        CHECK(contains(answer.err, "  bbbcap " + command + " "));
    }
}

TEST_CASE("the version is told")
{
    const auto answer = bbbcap("--version");
    CHECK(answer.exit_code == 0);
    CHECK(answer.out.starts_with("bbbcap "));
}

TEST_CASE("wrong command lines are refused in one sentence with the way out")
{
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"capcity x", "there is no command `capcity`; did you mean `capacity`?"},
        {"--json capacity x",
         "the command comes before the options, found `--json`; commands are capacity, run, "
         "compare, report, sensitivity, check, list, import, calibrate, fit, validate, serve, "
         "sweep, merge and export"},
        {"run x --jsn", "`run` has no option `--jsn`; did you mean `--json`?"},
        {"capacity --levl 3 x", "`capacity` has no option `--levl`; did you mean `--level`?"},
        {"capacity --levl=3 x", "`capacity` has no option `--levl`; did you mean `--level`?"},
        {"capacity x --level", "`--level` needs a value; write it like `--level PERCENT`"},
        {"capacity x --level --json", "`--level` needs a value; write it like `--level PERCENT`"},
        {"capacity x --level=", "`--level` needs a value; write it like `--level PERCENT`"},
        {"capacity x --json=yes", "`--json` takes no value; remove the `=`"},
        {"capacity x y", "`capacity` takes SCENARIO, found also \"y\"; remove it"},
        {"capacity -", "`-`, the standard input, is not read; name a file"},
        {"capacity x --level 90% --level 95%", "`--level` is given twice; remove one of the two"},
        {"list platform", "there is no list of \"platform\"; did you mean `platforms`?"},
        {"run x --color alway", "`--color` does not know \"alway\"; did you mean `always`?"},
        {"run x --library tests",
         "`--library` names \"tests\", which has no folder `platforms`; name the folder that has "
         "it"},
        {"compare scenarios/seed-2016.yaml --platform kvm",
         "one platform alone cannot be compared; name another with `--platform`, or a variant with "
         "`--vary`"},
    };
    for (const auto& [arguments, sentence] : cases) {
        const auto answer = bbbcap(arguments);
        INFO(arguments);
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        CHECK(answer.err == "bbbcap: " + sentence + "\n");
    }
}

TEST_CASE("an unknown option is refused before what follows it is taken for a file")
{
    const auto answer = bbbcap("capacity --target-mso 3 scenarios/lecture.yaml");
    CHECK(answer.exit_code == 2);
    CHECK(contains(answer.err, "has no option `--target-mso`"));
}

TEST_CASE("numbers of options are read strictly")
{
    const std::vector<std::string> wrong = {
        "--level 1",       "--level 50%",     "--level 100%",     "--level 95x",
        "--level nan",     "--level 0,95",    "--level=-95%",     "--precision 0",
        "--precision 51%", "--precision 2%%", "--threads 0",      "--threads 1025",
        "--threads 2.0",   "--threads two",   "--threads 0x2",    "--seed=-1",
        "--seed 1.5",      "--seed ''",       "--seed '1 '",      "--seed 18446744073709551616",
        "--threads +2",    "--level ''",      "--precision=1e99",
    };
    for (const std::string& option : wrong) {
        const auto answer = bbbcap("capacity scenarios/seed-2016.yaml " + option);
        INFO(option);
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        CHECK(answer.err.starts_with("bbbcap: `--"));
    }
    CHECK(bbbcap("run scenarios/seed-2016.yaml --replications 0").exit_code == 2);
}

TEST_CASE("a number below 0 is a value, which its option refuses with what it takes")
{
    const auto port = bbbcap("serve --port -1");
    CHECK(port.exit_code == 2);
    CHECK(port.err == "bbbcap: `--port` must be a whole number from 0 to 65535, found \"-1\"\n");
    CHECK(contains(bbbcap("capacity x --level -5%").err, "must be between 50 % and 100 %"));
    CHECK(contains(bbbcap("capacity -1").err, "has no option `-1`"));
}

TEST_CASE("options may stand before and after the file, with a space or an equals sign")
{
    const auto first = bbbcap("capacity --json --level 90% --precision=10% " + tests::small);
    const auto second = bbbcap("capacity " + tests::small + "--level=0.9 --precision 0.1 --json");
    const auto third = bbbcap("capacity --json --level '90 %' --precision 10% " +
                              tests::small.substr(25) + " -- " + tests::small.substr(0, 24));
    CHECK(first.exit_code == 0);
    CHECK(first.out == second.out);
    CHECK(first.out == third.out);
    CHECK(first.json()["platforms"][0]["interval"]["level"] == Approx(0.9));
}

TEST_CASE("an answer that cannot be written ends with exit code 4")
{
    const auto status = std::system(
        ("'" + std::string(BBBCAP_BINARY) + "' --version >/dev/full 2>/dev/null").c_str());
    CHECK(WEXITSTATUS(status) == 4);
}

TEST_CASE("there is colour only on a terminal, or when asked for", "[whole]")
{
    const std::string line = "capacity " + tests::small + "--precision 50%";
    CHECK_FALSE(contains(bbbcap(line).out, "\033["));
    CHECK_FALSE(contains(bbbcap(line + " --color never").out, "\033["));
    CHECK(contains(bbbcap(line + " --color always").out, "\033["));
    CHECK_FALSE(contains(bbbcap(line + " --color always --json").out, "\033["));
}
