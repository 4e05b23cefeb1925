#include <string>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;
using tests::contains;

namespace {

const std::string stream = "tests/recorded/stream/5.10.txt";

}  // namespace

TEST_CASE("import gives every sample of a file as JSON")
{
    const auto answer =
        bbbcap("import " + stream + " tests/recorded/iozone/table-and-reports.txt --json");
    CHECK(answer.exit_code == 0);
    CHECK(answer.err.empty());
    const auto document = answer.json();
    REQUIRE(document["files"].size() == 2);
    const auto& file = document["files"][0];
    CHECK(file["file"] == stream);
    CHECK(file["tool"] == "stream");
    CHECK(file["version"] == "5.10");
    CHECK(file["diagnosis"].is_null());
    REQUIRE(file["runs"].size() == 1);
    CHECK(file["runs"][0]["complete"] == true);
    CHECK(file["runs"][0]["flags"].empty());
    REQUIRE(file["runs"][0]["samples"].size() == 4);
    const auto& sample = file["runs"][0]["samples"][0];
    CHECK(sample["metric"] == "stream_copy");
    CHECK(sample["value"] == 21000.5);
    CHECK(sample["unit"] == "MB/s");
    CHECK(sample["better"] == "higher");
    CHECK(sample["line"] == 18);
    CHECK(sample["conditions"]["threads"].is_number_integer());
    CHECK(sample["conditions"]["threads"] == 4);
    CHECK(document["files"][1]["tool"] == "iozone");
}

TEST_CASE("import shows samples as a table, many of them as one row for each metric")
{
    const auto few = bbbcap("import " + stream);
    CHECK(few.exit_code == 0);
    CHECK(contains(few.out, stream + ": stream 5.10\n"));
    CHECK(contains(few.out, "threads=4"));
    CHECK(contains(few.out, "21000.5"));
    const std::string twice = stream + " tests/recorded/stream/iterations.txt";
    CHECK(contains(bbbcap("import " + twice).out, "Run 3: 4 samples"));
}

TEST_CASE("a file without a sample ends import with exit code 2, the others are shown")
{
    const auto answer = bbbcap("import no-such.log " + stream + " tests --json");
    CHECK(answer.exit_code == 2);
    const auto document = answer.json();
    REQUIRE(document["files"].size() == 3);
    CHECK(contains(document["files"][0]["diagnosis"], "there is no such file"));
    CHECK(document["files"][0]["tool"].is_null());
    CHECK(document["files"][0]["runs"].empty());
    CHECK(document["files"][1]["runs"].size() == 1);
    CHECK(contains(document["files"][2]["diagnosis"], "is a directory; name a file in it"));
    const auto text = bbbcap("import tests/recorded/stream/header-only.txt");
    CHECK(text.exit_code == 2);
    CHECK(contains(text.out, "without a usable result"));
}

TEST_CASE("the words of a sample are the same for the same file, byte by byte")
{
    const auto once = bbbcap("import tests/recorded/hpcc/two-processes.txt --json");
    const auto again =
        bbbcap("import tests/recorded/hpcc/two-processes.txt --json", "LC_ALL=de_DE");
    CHECK(once.out == again.out);
}
