#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

namespace {

using tests::bbbcap;
using tests::contains;
using tests::ScratchFolder;

std::string linpack(const std::vector<std::string>& gflops, const std::string& threads = "4")
{
    std::string text =
        "Intel(R) Optimized LINPACK Benchmark data\n\nNumber of threads: " + threads +
        "\n\n=================== Timing linear equation system solver "
        "===================\n\n"
        "Size   LDA    Align. Time(s)    GFlops   Residual     Residual(norm) Check\n";
    for (const std::string& one : gflops) {
        text += "1000   1000   4      0.010      " + one + "  1e-12 3e-02   pass\n";
    }
    return text + "\nResidual checks PASSED\n\nEnd of tests\n";
}

// Folders with measurements and one to write to.
class Folders {
public:
    Folders()
    {
        write("native/linpack.log", linpack({"100.0000", "101.0000", "102.0000"}));
        write("kvm/deep/linpack.log", linpack({"90.0000", "91.0000", "92.0000"}));
    }
    void write(const std::string& name, const std::string& text) const
    {
        scratch_.write(name, text);
    }
    std::string path(const std::string& name) const { return scratch_.path(name); }
    std::string sides() const
    {
        return "calibrate --native '" + path("native") + "' --guest kvm='" + path("kvm") + "' ";
    }
    std::string output() const { return "-o '" + path("out") + "' "; }
    std::string written() const { return tests::text_of(path("out/kvm.yaml")); }

private:
    ScratchFolder scratch_;
};

}  // namespace

TEST_CASE("calibrate writes a platform that capacity takes")
{
    const Folders folders;
    const auto answer = bbbcap(folders.sides() + folders.output());
    INFO(answer.out << answer.err);
    REQUIRE(answer.exit_code == 0);
    CHECK(contains(answer.out, "0.901"));  // 91 / 101
    CHECK(contains(answer.out, "out/kvm.yaml"));
    CHECK(contains(folders.written(), "standard_error: 0.0"));
    const auto capacity = bbbcap("capacity " + tests::small + "--json --quiet --platform '" +
                                 folders.path("out/kvm.yaml") + "'");
    INFO(capacity.err);
    CHECK(capacity.exit_code == 0);
    CHECK(contains(capacity.out, "\"kvm\""));
}

TEST_CASE("calibrate gives all it found as JSON and writes nothing without a folder to write to")
{
    const Folders folders;
    const auto answer = bbbcap(folders.sides() + "--json");
    REQUIRE(answer.exit_code == 0);
    const auto document = answer.json();
    CHECK(document.at("command") == "calibrate");
    const auto& guest = document.at("guests").at(0);
    CHECK(guest.at("guest") == "kvm");
    CHECK(guest.at("written").is_null());
    const auto& compute = guest.at("quantities").at(0);
    CHECK(compute.at("quantity") == "cpu.compute");
    CHECK(compute.at("value").get<double>() == Approx(91.0 / 101));
    CHECK(compute.at("standard_error").get<double>() > 0);
    const auto& comparison = guest.at("comparisons").at(0);
    CHECK(comparison.at("metric") == "linpack");
    CHECK(comparison.at("guest").at("runs").at(0).at("file") == "deep/linpack.log");
    CHECK(comparison.at("guest").at("runs").size() == 3);
    CHECK_FALSE(std::filesystem::exists(folders.path("out")));
}

TEST_CASE("calibrate writes over nothing unless it is told to")
{
    const Folders folders;
    REQUIRE(bbbcap(folders.sides() + folders.output()).exit_code == 0);
    folders.write("out/kvm.yaml", "mine");
    const auto refused = bbbcap(folders.sides() + folders.output());
    CHECK(refused.exit_code == 2);
    CHECK(contains(refused.err, "is there already"));
    CHECK(refused.out.empty());
    CHECK(folders.written() == "mine");
    CHECK(bbbcap(folders.sides() + folders.output() + "--force").exit_code == 0);
    CHECK(contains(folders.written(), "platform: 'kvm'"));
}

TEST_CASE("calibrate leaves nothing half written")
{
    const Folders folders;
    folders.write("out", "a file, no folder");
    const auto answer = bbbcap(folders.sides() + folders.output());
    CHECK(answer.exit_code == 4);
    CHECK(contains(answer.err, "could not be written"));
    CHECK(folders.written().empty());
}

TEST_CASE("calibrate says what it left unpaired, and answers no when nothing pairs")
{
    const Folders folders;
    folders.write("kvm/deep/linpack.log", linpack({"90.0000"}, "8"));
    const auto answer = bbbcap(folders.sides() + folders.output());
    CHECK(answer.exit_code == 1);
    CHECK(contains(answer.out, "`threads` is 4 here and 8 there"));
    CHECK_FALSE(std::filesystem::exists(folders.path("out")));
}

TEST_CASE("calibrate says which figures no machine can have, and answers no")
{
    const Folders folders;
    for (const std::string gflops : {"1e308", "1e-300"}) {
        folders.write("kvm/deep/linpack.log", linpack({gflops, gflops, gflops}));
        const auto answer = bbbcap(folders.sides() + folders.output());
        CHECK(answer.exit_code == 1);
        CHECK(answer.err.empty());
        CHECK(contains(answer.out, "is not between 1e-100 and 1e+100 flop/s"));
        CHECK_FALSE(std::filesystem::exists(folders.path("out")));
    }
}

TEST_CASE("calibrate tells which files have no result and goes on")
{
    const Folders folders;
    folders.write("kvm/notes.txt", "remember the milk\n");
    const auto answer = bbbcap(folders.sides());
    CHECK(answer.exit_code == 0);
    CHECK(contains(answer.out, "notes.txt"));
}

TEST_CASE("calibrate names an outlier and drops it when asked")
{
    const Folders folders;
    std::vector<std::string> runs;
    for (const char* one : {"90.0", "90.1", "90.2", "90.3", "90.4", "90.5", "90.6", "90.7", "90.8"})
        runs.emplace_back(one);
    folders.write("native/linpack.log", linpack(runs));
    runs.emplace_back("60.0");
    folders.write("kvm/deep/linpack.log", linpack(runs));
    const auto kept = bbbcap(folders.sides());
    CHECK(contains(kept.out, "1 outlier"));
    CHECK(contains(kept.out, "deep/linpack.log:"));
    CHECK(contains(kept.out, "0.966"));  // 87.4 / 90.4
    const auto dropped = bbbcap(folders.sides() + "--drop-outliers");
    CHECK(contains(dropped.out, "1.000"));
}

TEST_CASE("calibrate tells all folders that are wrong at once")
{
    const Folders folders;
    std::filesystem::create_directories(folders.path("empty"));
    const auto answer = bbbcap("calibrate --native '" + folders.path("none") + "' --guest kvm='" +
                               folders.path("empty") + "'");
    CHECK(answer.exit_code == 2);
    CHECK(contains(answer.err, "is no folder"));
    CHECK(contains(answer.err, "holds no files"));
}

TEST_CASE("calibrate tells what is wrong with its command line")
{
    const Folders folders;
    const auto check = [&](const std::string& words, const std::string& part) {
        const auto answer = bbbcap("calibrate " + words);
        INFO(words << ": " << answer.err);
        CHECK(answer.exit_code == 2);
        CHECK(contains(answer.err, part));
        CHECK(answer.out.empty());
    };
    check("", "needs `--native FOLDER`");
    check("--native x", "needs `--guest NAME=FOLDER`");
    check("--native x --guest kvm", "must be a name and a folder");
    check("--native x --guest =y", "must be named in letters");
    check("--native x --guest a/b=y", "must be named in letters");
    check("--native x --guest a=y --guest a=z", "given twice");
    check("--native x --guest a=y extra", "remove it");
    check("--native x --guest a=y -o", "`--output` needs a value");
    check("--native x --guest a=y -o ''", "`--output` needs a value");
    check("--native x --guest native=y", "cannot be named \"native\"");
    check("--native tests --guest a=tests/../tests", "has the folder of `--native`");
}

TEST_CASE("calibrate calibrates several guests at once")
{
    const Folders folders;
    folders.write("lxc/linpack.log", linpack({"99.0000", "100.0000", "101.0000"}));
    const auto answer =
        bbbcap(folders.sides() + "--guest lxc='" + folders.path("lxc") + "' " + folders.output());
    CHECK(answer.exit_code == 0);
    CHECK(std::filesystem::exists(folders.path("out/kvm.yaml")));
    CHECK(std::filesystem::exists(folders.path("out/lxc.yaml")));
}
