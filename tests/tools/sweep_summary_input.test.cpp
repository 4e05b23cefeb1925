// What is asked of a summary, and stores that may come from anybody.
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/known_store.hpp"

using namespace tests;

TEST_CASE("what a summary is asked for is refused with the way out")
{
    const ScratchFolder folder;
    const auto store = written_store(folder, additive());
    const std::vector<std::pair<std::string, std::string>> refused = {
        {"--best run.x", "which the store does not have"},
        {"--best kind", "reckons with kind, which is a word"},
        {"--best 'run.y +'", "has no number or name at its end"},
        {"--best '(run.y'", "lacks a `)` before its end"},
        {"--best 'run.y 3'", "where nothing more should be"},
        {"--under a", "is no condition; write it like `guest.vcpus <= 4`"},
        {"--under 'kind < x'", "do it with `=` or `!=`"},
        {"--under 'rate < 200'", "lacks a unit; rate is in bit/s"},
        {"--under \"a < 1; DROP TABLE point\"", "where nothing more should be"},
        {"--column a=3", "the store has a already"},
        {"--column '2=3'", "must be like `cost=4 * guest.vcpus`"},
        {"--pareto run.y", "must be like `capacity.users,-cost`"},
        {"--format csv", "`--table best` needs `--best RESPONSE`"},
        {"--format csv --table front", "needs `--pareto A,B`"},
        {"--format svg", "`--format` does not know"},
    };
    for (const auto& [options, sentence] : refused) {
        const auto answer = bbbcap("sweep summary " + store + " " + options);
        INFO(options << ": " << answer.err);
        CHECK(answer.exit_code == 2);
        CHECK(contains(answer.err, sentence));
        CHECK(answer.out.empty());
    }
    for (const std::string option : {"--best run.y", "--force"}) {
        const auto misplaced = bbbcap("sweep " + store + " " + option);
        CHECK(misplaced.exit_code == 2);
        CHECK(contains(misplaced.err, "belong to `sweep summary STORE`"));
    }
}

TEST_CASE("a store from anybody is summarized or refused, whatever is in it")
{
    const ScratchFolder folder;
    const auto store = written_store(
        folder, additive(),
        "INSERT INTO factor VALUES (4, 'no such column', 'REAL', ''), (5, NULL, NULL, NULL);"
        "INSERT INTO response VALUES (4, 'run.y\"; --', 'REAL', '', ''), (5, x'00ff', 'REAL', 7, "
        "7);"
        "INSERT INTO point VALUES (60, 'done', NULL, NULL, 'word', x'1b5b324a', 9e999);"
        "INSERT INTO answer VALUES (60, 1, char(27) || '[2J', '', 'many', 'so', 'word', -9e999, 1);"
        "INSERT INTO observation VALUES (60, 1, -5, '', 1), (60, 1, 9000000000000000000, '', 2), "
        "(0, 1, 7, '', 'word');"
        "UPDATE sweep SET value = x'00' WHERE key = 'points';");
    for (const std::string format : {"", "--json", "--format csv", "--format vega-lite"}) {
        const auto answer =
            bbbcap("sweep summary " + store + " --best run.y --pareto run.y,run.z " + format);
        INFO(format << answer.err);
        CHECK(answer.exit_code == 0);
        if (format != "--format csv") CHECK(!contains(answer.out, "\x1b[2J"));
    }
    const std::string bytes = tests::text_of(store);
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
        std::string damaged = bytes;
        for (int i = 0; i < 40; ++i) damaged[random() % damaged.size()] = char(random());
        const auto path = folder.write("damaged.sqlite", damaged);
        const int code = bbbcap("sweep summary " + path + " --best run.y").exit_code;
        INFO("round " << round);
        CHECK((code == 0 || code == 2 || code == 4));  // 2: a column is not there
    }
}
