// Reports and charts of what `capacity --json` and `compare --json` wrote.
#include <string>

#include "tests/catch.hpp"
#include "tests/tools/reporting.hpp"

using tests::bbbcap;
using tests::contains;
using tests::report;
using tests::ScratchFolder;
using tests::two;

TEST_CASE("the report of a result is that of its scenario with the settings it was made with")
{
    const ScratchFolder scratch;
    const std::string asked =
        two +
        "--seed 7 --held 80% --set platform.kvm.cpu.compute.standard_error=0.02 "
        "--set platform.kvm.cpu.compute.degrees_of_freedom=4 ";
    for (const std::string command : {"capacity ", "compare "}) {
        INFO(command);
        const auto result =
            scratch.write("result.json", bbbcap(command + asked + "--json --threads 2").out);
        CHECK(report("'" + result + "'") == report(asked));
    }
}

TEST_CASE("export --format vega-lite of a result is what report gives")
{
    const ScratchFolder scratch;
    const auto result = scratch.write(
        "it's one.json", bbbcap("capacity " + two + "--curve off --gains off --json").out);
    const auto charts = bbbcap("export \"" + result + "\" --format vega-lite");
    INFO(charts.err);
    REQUIRE(charts.exit_code == 0);
    CHECK(charts.out == bbbcap("report " + two + "--format vega-lite").out);
}

TEST_CASE("a result that no longer holds is refused with what changed")
{
    const ScratchFolder scratch;
    const auto scenario =
        scratch.write("mine.yaml", tests::text_of(tests::root + "tests/browser/quick.yaml"));
    const auto result = scratch.write(
        "result.json",
        bbbcap("capacity '" + scenario + "' --library scenarios --platform kvm --json").out);
    std::string changed = tests::text_of(scenario);
    changed.replace(changed.rfind("20 Mbit/s"), 9, "10 Mbit/s");
    scratch.write("mine.yaml", changed);
    const auto answer = bbbcap("report '" + result + "' -o '" + scratch.path("report.html") + "'");
    CHECK(answer.exit_code == 2);
    CHECK(contains(answer.err, "changed since; make the result again:\n  was kvm with "));
    CHECK(tests::text_of(scratch.path("report.html")).empty());
}

TEST_CASE("a platform that is gone from the scenario is a change of the result")
{
    const ScratchFolder scratch;
    const std::string text = tests::text_of(tests::root + "tests/browser/quick.yaml");
    const std::string platforms = "[native, kvm, openvz, lxc]";
    const auto with = [&](const std::string& others) {
        std::string changed = text;
        changed.replace(changed.find(platforms), platforms.size(), others);
        return scratch.write("mine.yaml", changed);
    };
    const std::string options = " --library scenarios --set resolution=flow";
    const auto result = scratch.write(
        "result.json", bbbcap("capacity '" + with("[kvm, lxc]") + "'" + options + " --json").out);
    with("[kvm]");
    const auto answer = bbbcap("report '" + result + "' -o '" + scratch.path("report.html") + "'");
    CHECK(answer.exit_code == 2);
    CHECK(contains(answer.err, "was lxc with "));
    CHECK(contains(answer.err, ", is now nothing"));
    CHECK_FALSE(contains(answer.err, "was kvm"));
}

TEST_CASE("what no report can be made of is told with the way out")
{
    const ScratchFolder scratch;
    const auto told = [&](const std::string& text, const std::string& options = "") {
        const auto file = scratch.write("result.json", text);
        const auto answer = bbbcap("report '" + file + "' " + options + " -o '" +
                                   scratch.path("report.html") + "'");
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        return answer.err;
    };
    const std::string begin = R"({"schema_version": 1, "command": "capacity", )";
    const std::string nobody = R"("platforms": []})";
    CHECK(contains(told(R"({"schema_version": 1, "command": "run"})"), "`capacity --json`"));
    CHECK(contains(told(R"({"schema_version": 2, "command": "capacity"})"), "schema_version"));
    CHECK(contains(told(R"({"schema_version": 1, "command": "compare", "compared": "variants"})"),
                   "platforms of one scenario"));
    CHECK(contains(told(begin + nobody), "does not say what was asked"));
    CHECK(contains(told(begin + R"("asked": [], )" + nobody), "names no scenario"));
    CHECK(contains(told(begin + R"("asked": [1], )" + nobody), "another type"));
    CHECK(contains(told(begin + R"("asked": ["x.yaml"]})"), "a field is missing"));
    CHECK(contains(told(begin + R"("asked": ["x.yaml", "--output", "y"], )" + nobody),
                   "no command line of this bbbcap"));
    CHECK(contains(told(begin + R"("asked": ["x.yaml"], )" + nobody), "x.yaml"));
    CHECK(contains(told(begin + R"("asked": ["x.yaml"], )" + nobody, "--seed 2"),
                   "leave out `--seed`"));
    CHECK(contains(
        told(begin + R"("asked": ["x.yaml"], "platforms": [{"platform": "kvm", "users": 1e300,
                                    "fingerprint": "0"}]})"),
        "another type"));
    CHECK(contains(told("{schema_version: 1"), "result.json:"));
    CHECK(contains(told("\xEF\xBB\xBF" + begin + nobody), "does not say what was asked"));
}

TEST_CASE("a result is refused where it is nested deeper than any")
{
    const ScratchFolder scratch;
    const std::size_t depth = 100000;
    const std::string file = scratch.write(
        "deep.json",
        "{\"schema_version\": 1, \"command\": \"capacity\", \"asked\": [\"[\"],\n\"\xc3\xa9\": " +
            std::string(depth, '[') + std::string(depth, ']') + "}");
    for (const std::string command : {"report ", "export --format vega-lite "}) {
        const auto answer =
            bbbcap(command + "'" + file + "' -o '" + scratch.path("report.html") + "'");
        CHECK(answer.exit_code == 2);
        CHECK(answer.err == file +
                                ":2:69: stands more than 64 brackets deep, as nothing that "
                                "bbbcap writes; is it the right file?\n");
    }
}

TEST_CASE("whatever a result names, its message is short and plain")
{
    const ScratchFolder scratch;
    const auto told = [&](const std::string& asked, const std::string& platforms) {
        const auto file = scratch.write(
            "result.json", R"({"schema_version": 1, "command": "capacity", "asked": [")" + asked +
                               R"("], "platforms": [)" + platforms + "]}");
        const auto answer = bbbcap("report '" + file + "' -o '" + scratch.path("a.html") + "'");
        CHECK(answer.exit_code == 2);
        CHECK(answer.err.size() < 5000);
        return answer.err;
    };
    CHECK(contains(told(R"(\u001b[31mred.yaml)", ""), "\\x1b[31mred.yaml:1:1: "));
    CHECK_FALSE(contains(told(R"(\u009b31mred.yaml)", ""), "\xc2\x9b"));
    told(std::string(3000000, 'a'), "");
    std::string platforms;
    for (int i = 0; i < 50000; ++i) {
        platforms += platforms.empty() ? "" : ",";
        platforms += R"({"platform": "kvm", "users": 1, "fingerprint": "0"})";
    }
    const std::string quick = tests::root + "tests/browser/quick.yaml";
    CHECK(contains(told(quick + R"(", "--platform", "kvm", "--library", "scenarios", "--set",
                                "resolution=flow)",
                        platforms),
                   "\n  and 49990 more\n"));
}
