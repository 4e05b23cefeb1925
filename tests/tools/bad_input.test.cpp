#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

namespace fs = std::filesystem;
using tests::bbbcap;
using tests::contains;
using tests::root;

namespace {

std::vector<std::string> misuses()
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(root + "tests/misuse")) {
        if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

// As in the messages of tests/misuse: places start there, others at the root of the repository.
std::string shortened(std::string text)
{
    const std::string folder = "tests/misuse/";
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder, at)) {
        text.erase(at, folder.size());
    }
    return text;
}

std::size_t lines_of(const std::string& text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("every bad scenario ends run and capacity with exit code 2 and nothing but findings")
{
    for (const std::string& name : misuses()) {
        const std::string file = "tests/misuse/" + name + ".yaml";
        const std::string expected = tests::text_of(root + "tests/misuse/" + name + ".expected");
        for (const std::string command : {"run ", "capacity --json "}) {
            INFO(command + file);
            const auto answer = bbbcap(command + file);
            CHECK(answer.exit_code == 2);
            CHECK(answer.out.empty());
            CHECK(shortened(answer.err) == expected);
        }
    }
}

TEST_CASE("every bad scenario ends check with exit code 1 and its findings as the answer")
{
    for (const std::string& name : misuses()) {
        INFO(name);
        const auto answer = bbbcap("check tests/misuse/" + name + ".yaml");
        const std::string expected = tests::text_of(root + "tests/misuse/" + name + ".expected");
        CHECK(answer.exit_code == 1);
        CHECK(answer.err.empty());
        CHECK(shortened(answer.out).starts_with(expected));
        CHECK(lines_of(answer.out) == lines_of(expected) + 1);
    }
}

TEST_CASE("check counts its findings, each once")
{
    CHECK(contains(bbbcap("check tests/misuse/negative.yaml").out, "\n1 finding in 1 file\n"));
    const std::string twice = "check tests/misuse/negative.yaml tests/misuse/negative.yaml";
    CHECK(contains(bbbcap(twice).out, "\n1 finding in 1 file\n"));
    CHECK(bbbcap("check scenarios/lecture.yaml").out == "no findings: 1 file is good\n");
    const auto all = bbbcap("check scenarios/*.yaml");
    CHECK(all.exit_code == 0);
    CHECK(all.out.ends_with(" files are good\n"));
}

TEST_CASE("check tells its findings as JSON")
{
    const auto answer = bbbcap("check --json tests/misuse/several-findings.yaml");
    CHECK(answer.exit_code == 1);
    const auto document = answer.json();
    CHECK(document["schema_version"] == 1);
    CHECK(document["command"] == "check");
    REQUIRE(document["findings"].size() >= 3);
    for (const auto& finding : document["findings"]) {
        CHECK(finding["line"] >= 1);
        CHECK(finding["column"] >= 1);
        CHECK(contains(finding["sentence"], "; "));
        CHECK(contains(finding["file"], ".yaml"));
    }
    const auto good = bbbcap("check --json scenarios/lecture.yaml");
    CHECK(good.exit_code == 0);
    CHECK(good.json()["findings"].empty());
}

TEST_CASE("a file that is missing, a folder or a device is a finding")
{
    for (const std::string file : {"scenarios/seed-2061.yaml", "scenarios", "/dev/null"}) {
        INFO(file);
        CHECK(bbbcap("check " + file).exit_code == 1);
        const auto answer = bbbcap("run " + file);
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        CHECK(lines_of(answer.err) == 1);
    }
}

TEST_CASE("file names with control characters and bad UTF-8 do no harm")
{
    const auto answer = bbbcap("check --json \"$(printf 'no\\033[31m\\377file')\"");
    CHECK(answer.exit_code == 1);
    CHECK(answer.json()["findings"].size() == 1);
    const auto text = bbbcap("check \"$(printf 'no\\033[31m\\377file')\"");
    CHECK(contains(text.out, "no\\x1b[31m\\xfffile:1:1: there is no such file"));
    const std::string endless(300, 'a');
    CHECK(bbbcap("capacity scenarios/lecture.yaml --platform " + endless).exit_code == 2);
}

TEST_CASE("a scenario in a folder whose name is no UTF-8 has answers in UTF-8")
{
    const tests::ScratchFolder scratch;
    const std::string name = "caf\xe9";
    const std::string file =
        scratch.write(name + "/mine.yaml", tests::text_of(root + "tests/browser/quick.yaml"));
    const std::string asked =
        "'" + file + "' --library scenarios --platform kvm --set resolution=flow ";
    const auto capacity = bbbcap("capacity --json " + asked);
    CHECK(capacity.exit_code == 0);
    CHECK(contains(capacity.json()["asked"][0], "caf\xef\xbf\xbd/mine.yaml"));
    const std::string page = scratch.path("report.html");
    const auto report = bbbcap("report " + asked + "-o '" + page + "'");
    INFO(report.err);
    CHECK(report.exit_code == 0);
    CHECK(contains(tests::text_of(page), "mine.yaml"));
    CHECK_FALSE(contains(tests::text_of(page), name));
}

TEST_CASE("a bad override is refused with the option that has it")
{
    const auto answer = bbbcap("run scenarios/lecture.yaml --set guest.vcpu=4");
    CHECK(answer.exit_code == 2);
    CHECK(answer.out.empty());
    CHECK(answer.err ==
          "--set guest.vcpu=4: unknown key `vcpu` in `guest`; did you mean `vcpus`?\n");
}

TEST_CASE("a bad variant is refused before anything is simulated")
{
    const auto answer = bbbcap("compare scenarios/lecture.yaml --vary guest.vcpu=4");
    CHECK(answer.exit_code == 2);
    CHECK(answer.out.empty());
    CHECK(contains(answer.err, "did you mean `vcpus`?"));
}

TEST_CASE("an unknown published study is refused by run and found by check")
{
    const std::string change = " scenarios/seed-2016.yaml --set published=seed-2015";
    const auto answer = bbbcap("run" + change);
    CHECK(answer.exit_code == 2);
    CHECK(answer.out.empty());
    CHECK(contains(answer.err, "no `published` study `seed-2015`; did you mean `seed-2016`?"));
    CHECK(bbbcap("check" + change).exit_code == 1);
}

TEST_CASE("the library can be named by option or variable, the option wins")
{
    const tests::ScratchFolder scratch;
    scratch.write("platforms/mine.yaml", tests::text_of(root + "scenarios/platforms/lxc.yaml"));
    const std::string folder = scratch.path();
    CHECK(contains(bbbcap("list platforms --library '" + folder + "'").out, "mine"));
    CHECK(contains(bbbcap("list platforms", "BBBCAP_LIBRARY='" + folder + "'").out, "mine"));
    CHECK_FALSE(contains(
        bbbcap("list platforms --library scenarios", "BBBCAP_LIBRARY='" + folder + "'").out,
        "mine"));
    CHECK(bbbcap("list platforms", "BBBCAP_LIBRARY=/nowhere").exit_code == 2);
}
