// Where commands write, and where they do not.
#include <sys/stat.h>

#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/reporting.hpp"

namespace fs = std::filesystem;
using tests::bbbcap;
using tests::contains;
using tests::root;
using tests::ScratchFolder;
using tests::text_of;

namespace {

const std::string charts = "report " + root + tests::two + "--format vega-lite ";

// Every command that writes a file, up to the file; what it reads is not there.
const std::vector<std::string> writing = {
    "report nope.yaml ",
    "fit --monitoring nope.csv --users u --profile bbb-0.81 ",
    "validate scenarios/lecture.yaml --platform kvm --against nope.csv --users u ",
    "sweep summary nope.sqlite ",
    "export nope.sqlite ",
    "merge nope.sqlite "};

}  // namespace

TEST_CASE("a bare name is a file of the working directory")
{
    const ScratchFolder scratch;
    const std::string here = "env -C '" + scratch.path() + "'";
    for (const std::string name : {"charts.json", "charts of today.json"}) {
        const auto answer = bbbcap(charts + "-o '" + name + "'", here);
        INFO(answer.err);
        CHECK(answer.exit_code == 0);
        CHECK(text_of(scratch.path(name)) == bbbcap(charts).out);
    }
    CHECK(bbbcap(charts + "-o new/folder/charts.json", here).exit_code == 0);
    CHECK(text_of(scratch.path("new/folder/charts.json")) == bbbcap(charts).out);
}

TEST_CASE("what is no regular file, or a link to none, stays, with --force too")
{
    const ScratchFolder scratch;
    REQUIRE(mkfifo(scratch.path("pipe").c_str(), 0600) == 0);
    fs::create_symlink("pipe", scratch.path("link"));
    fs::create_symlink("nothing", scratch.path("dangling"));
    fs::create_symlink("loop", scratch.path("loop"));
    fs::create_directory(scratch.path("folder"));
    for (const std::string name : {"pipe", "link", "dangling", "loop", "folder"}) {
        for (const std::string& command : writing) {
            for (const std::string force : {"", "--force "}) {
                const auto answer = bbbcap(command + force + "-o '" + scratch.path(name) + "'");
                INFO(command << name << answer.err);
                CHECK(answer.exit_code == 2);
                CHECK(contains(answer.err, "is no regular file; name another place"));
            }
        }
    }
    CHECK(fs::is_fifo(scratch.path("pipe")));
    CHECK(fs::is_symlink(scratch.path("dangling")));
    CHECK_FALSE(fs::exists(scratch.path("nothing")));
    fs::rename(scratch.path("pipe"), scratch.path("folder/kvm.yaml"));
    const auto platforms =
        bbbcap("calibrate --native a --guest kvm=b --force -o '" + scratch.path("folder") + "'");
    CHECK(platforms.exit_code == 2);
    CHECK(contains(platforms.err, "is no regular file"));
}

TEST_CASE("through a symbolic link the file it stands for is written")
{
    const ScratchFolder scratch;
    scratch.write("kept/charts.json", "mine");
    fs::create_symlink("kept/charts.json", scratch.path("link"));
    const std::string output = "-o '" + scratch.path("link") + "'";
    CHECK(contains(bbbcap(charts + output).err, "is there already"));
    CHECK(text_of(scratch.path("link")) == "mine");
    CHECK(bbbcap(charts + "--force " + output).exit_code == 0);
    CHECK(fs::is_symlink(scratch.path("link")));
    CHECK(text_of(scratch.path("kept/charts.json")) == bbbcap(charts).out);
    CHECK(std::distance(fs::directory_iterator(scratch.path("kept")), {}) == 1);
}

TEST_CASE("a file that is read is not written over, by no name of it")
{
    const ScratchFolder scratch;
    const std::string file = scratch.write("mine.yaml", "mine");
    fs::create_symlink("mine.yaml", scratch.path("link"));
    const std::vector<std::string> reading = {
        "report IT ",
        "fit --monitoring IT --users u --profile bbb-0.81 ",
        "fit nope.csv IT --users u --profile bbb-0.81 ",
        "fit --monitoring nope.csv --users u --profile IT ",
        "validate scenarios/lecture.yaml --platform kvm --against IT --users u ",
        "sweep summary IT ",
        "export IT ",
        "merge nope.sqlite IT "};
    for (std::string command : reading) {
        command.replace(command.find("IT"), 2, "'" + file + "'");
        for (const std::string name : {"mine.yaml", "link", "./mine.yaml"}) {
            const auto answer = bbbcap(command + "--force -o '" + scratch.path(name) + "'");
            INFO(command << name << answer.err);
            CHECK(answer.exit_code == 2);
            CHECK(contains(answer.err, "is a file that is read; name another place"));
        }
    }
    CHECK(text_of(file) == "mine");
}

TEST_CASE("the scenario that a result names is not written over either")
{
    const ScratchFolder scratch;
    const std::string scenario = scratch.write("mine.yaml", "mine");
    const std::string result = scratch.write(
        "result.json",
        R"({"schema_version": 1, "command": "capacity", "platforms": [], "asked": [")" + scenario +
            "\"]}");
    const auto answer = bbbcap("report '" + result + "' --force -o '" + scenario + "'");
    CHECK(answer.exit_code == 2);
    CHECK(contains(answer.err, "is a file that is read"));
    CHECK(text_of(scenario) == "mine");
}

TEST_CASE("a place that takes no file is told before anything is read")
{
    const ScratchFolder scratch;
    scratch.write("file", "no folder");
    for (const std::string& command : writing) {
        const auto inside = bbbcap(command + "-o '" + scratch.path("file/in/it") + "'");
        INFO(command << inside.err);
        CHECK(inside.exit_code == 4);
        CHECK(contains(inside.err, "could not be written: Not a directory"));
        const auto long_name = bbbcap(command + "-o '" + scratch.path(std::string(300, 'a')) + "'");
        CHECK(long_name.exit_code == 4);
        const auto folder = bbbcap(command + "-o '" + scratch.path("new/") + "'");
        CHECK(folder.exit_code == 2);
        CHECK(contains(folder.err, "is a folder; name a file in it"));
    }
}
