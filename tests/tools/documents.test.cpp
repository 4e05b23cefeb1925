// Every command that a page shows is run, and its true output has to stand below it.
#include <algorithm>
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

TEST_CASE("the answers of the shipped scenarios are the approved ones", "[whole]")
{
    for (const auto& entry : std::filesystem::directory_iterator(tests::root + "scenarios")) {
        if (entry.path().extension() != ".yaml") continue;
        const std::string name = entry.path().stem().string();
        const tests::Answer answer = tests::bbbcap("capacity scenarios/" + name + ".yaml");
        INFO(name << ": see what changed and take it over with tools/approve");
        CHECK(answer.exit_code == 0);
        CHECK(answer.out == tests::text_of(tests::root + "tests/approved/" + name + ".txt"));
    }
}
