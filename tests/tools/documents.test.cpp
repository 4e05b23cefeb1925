// Every command that a page shows is run, and its true output has to stand below it.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

namespace {

struct Example {
    std::string command;  // without the program's name
    std::string output;
};

const std::string program = "$ build/release/bbbcap ";

// The blocks that begin with ```console hold commands behind "$ ", each with its output below it.
std::vector<Example> examples_in(const std::string& page)
{
    std::vector<Example> examples;
    std::istringstream lines(page);
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```")) {
            inside = line == "```console";
        } else if (inside && line.starts_with(program)) {
            examples.push_back({line.substr(program.size()), ""});
        } else if (inside && !examples.empty()) {
            examples.back().output += line + "\n";
        }
    }
    return examples;
}

std::string answer_to(const Example& example)
{
    const tests::Answer answer = tests::bbbcap(example.command);
    return answer.out + answer.err;
}

void check_approved(const std::vector<std::string>& scenarios)
{
    for (const std::string& name : scenarios) {
        const tests::Answer answer = tests::bbbcap("capacity scenarios/" + name + ".yaml");
        INFO(name << ": see what changed and take it over with tools/approve");
        CHECK(answer.exit_code == 0);
        CHECK(answer.out == tests::text_of(tests::root + "tests/approved/" + name + ".txt"));
    }
}

}  // namespace

TEST_CASE("the README shows the true output of its commands", "[whole]")
{
    const std::vector<Example> examples = examples_in(tests::text_of(tests::root + "README.md"));
    CHECK(examples.size() >= 4);
    for (const Example& example : examples) {
        INFO(program + example.command);
        CHECK(answer_to(example) == example.output);
    }
}

TEST_CASE("the answers about the study are the approved ones", "[whole]")
{
    check_approved({"seed-2016", "seed-2016-audio", "seed-2016-gigabit"});
}

TEST_CASE("the answers about a lecture and seminars are the approved ones", "[whole]")
{
    check_approved({"lecture", "seminar"});
}

TEST_CASE("the answer about groups with webcams is the approved one", "[slow][whole]")
{
    check_approved({"everyone-on-camera"});
}

TEST_CASE("the answer about a school day is the approved one", "[slow][whole]")
{
    check_approved({"timetable-day"});
}

TEST_CASE("every shipped scenario has an approved answer")
{
    std::size_t scenarios = 0;
    for (const auto& entry : std::filesystem::directory_iterator(tests::root + "scenarios")) {
        if (entry.path().extension() != ".yaml") continue;
        ++scenarios;
        const std::string name = entry.path().stem().string();
        CHECK(std::filesystem::exists(tests::root + "tests/approved/" + name + ".txt"));
    }
    CHECK(scenarios == 7);
}
