#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "models/scenario_yaml.hpp"
#include "tests/catch.hpp"
#include "tests/scratch_folder.hpp"

namespace fs = std::filesystem;

namespace {

const std::string root = std::string(BBBCAP_SOURCE_DIR) + "/";

std::string without(std::string text, const std::string& part)
{
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
        text.erase(at, part.size());
    }
    return text;
}

std::string message(const std::string& path, const std::vector<std::string>& overrides = {})
{
    try {
        models::read_scenario(path, overrides, root + "scenarios");
        return "accepted";
    } catch (const models::InputError& error) {
        return without(without(error.what(), root + "tests/misuse/"), root);
    }
}

std::string text_of(const fs::path& path)
{
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<fs::path> misuses()
{
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(root + "tests/misuse")) {
        if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& text) : path_(folder_.write("file.yaml", text)) {}
    const std::string& path() const { return path_; }

private:
    tests::ScratchFolder folder_;
    std::string path_;
};

}  // namespace

TEST_CASE("each bad scenario has its exact message")
{
    const auto paths = misuses();
    CHECK(paths.size() > 80);
    for (const fs::path& path : paths) {
        INFO(path.filename().string());
        fs::path expected = path;
        expected.replace_extension(".expected");
        CHECK(message(path.string()) + "\n" == text_of(expected));
    }
}

TEST_CASE("each message has a place and a way out")
{
    for (const fs::path& path : misuses()) {
        INFO(path.filename().string());
        try {
            models::read_scenario(path.string(), {}, root + "scenarios");
            FAIL("accepted");
        } catch (const models::InputError& error) {
            for (const models::Finding& finding : error.findings()) {
                CHECK(finding.place.line >= 1);
                CHECK(finding.place.column >= 1);
                CHECK(finding.sentence.find("; ") != std::string::npos);
                CHECK(finding.sentence.find('\n') == std::string::npos);
            }
        }
    }
}

TEST_CASE("a missing file is refused, with the nearest name")
{
    CHECK(message(root + "tests/misuse/octl.yaml") ==
          "octl.yaml:1:1: there is no such file; did you mean `octal.yaml`?");
}

TEST_CASE("a directory is refused")
{
    CHECK(message(root + "tests/misuse/parts") == "parts:1:1: is a directory; name a file in it");
}

TEST_CASE("a device is refused")
{
    CHECK(message("/dev/zero") ==
          "/dev/zero:1:1: cannot be read; name a regular file that you may read");
}

TEST_CASE("a file of 5 MiB is refused")
{
    const TemporaryFile file(std::string(5 << 20, ' '));
    CHECK(without(message(file.path()), file.path()) ==
          ":1:1: is longer than 4 MiB, which no scenario needs; is it the right file?");
}

TEST_CASE("a text of more than 4 KiB is refused")
{
    const TemporaryFile file("title: " + std::string(5000, 'x'));
    CHECK(without(message(file.path()), file.path()) ==
          ":1:8: text of more than 4 KiB; shorten it, the rest may stand in a comment");
}

TEST_CASE("more than 100,000 values are refused")
{
    std::string text = "title: [";
    for (int i = 0; i < 100000; ++i) text += "1,\n";
    const TemporaryFile file(text + "]");
    CHECK(without(message(file.path()), file.path()) ==
          ":99998:1: more than 100000 values; is it the right file?");
}

TEST_CASE("a million open brackets are refused")
{
    const TemporaryFile file(std::string(1000000, '['));
    CHECK(without(message(file.path()), file.path()) ==
          ":1:17: nested deeper than 32 levels; is a bracket missing before?");
}

TEST_CASE("bad overrides have exact messages")
{
    const std::string seed = root + "scenarios/seed-2016.yaml";
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"guest.vcpu=4", "unknown key `vcpu` in `guest`; did you mean `vcpus`?"},
        {"gest.vcpus=4", "unknown key `gest` in the scenario; did you mean `guest`?"},
        {"guest.vcpus", "must be `key=value`; write it like `--set guest.vcpus=4`"},
        {"=4", "must be `key=value`; write it like `--set guest.vcpus=4`"},
        {"guest..vcpus=4", "must be `key=value`; write it like `--set guest.vcpus=4`"},
        {"guest.vcpus=", "`guest.vcpus` is given no value; write it after the `=`"},
        {"guest.vcpus=[1", "a `[` is not closed; add the `]` or a comma"},
        {"guest.memory=4", "`guest.memory` needs a unit, found \"4\"; did you mean `4 GiB`?"},
        {"seed.x=3", "`x` is below \"1\", which has no keys; shorten the key"},
        {"slo=conected-only", "there is no slo `conected-only`; did you mean `connected-only`?"},
        {"platform=xen", "there is no platform `xen`; known are kvm, lxc, native and openvz"},
        {"platform=kvm,kvm", "platform `kvm` is named twice; remove one of the two"},
        {"platform.xen.cpu.compute=1", "the scenario has no platform `xen`; add it to `platform`"},
        {"workload.personas.viewr.at=office",
         "the list has no item `viewr`; did you mean `viewer`?"},
        {"host=./none.yaml",
         "there is no host `./none.yaml`; name a file, the path starts at the working directory"},
    };
    for (const auto& [change, sentence] : cases) {
        CHECK(message(seed, {change}) == "--set " + change + ": " + sentence);
    }
}
