#include "calibration/importers.hpp"

#include <set>
#include <string>

#include "tests/catch.hpp"

using calibration::import_file;
using calibration::import_text;
using calibration::MeasurementText;

TEST_CASE("a file without anything to import gives a diagnosis and no sample")
{
    const std::string root = BBBCAP_SOURCE_DIR;
    CHECK(import_file(root + "/tests").diagnosis == "is a directory; name a file in it");
    CHECK(import_file("no-such-file.log").diagnosis.starts_with("there is no such file"));
    CHECK(import_file("/dev/null").diagnosis.starts_with("cannot be read"));
    CHECK(import_text(MeasurementText("")).diagnosis.starts_with("is empty"));
    CHECK(import_text(MeasurementText("hello\n")).diagnosis.starts_with("is a text that no"));
    const std::string binary(
        "\x7F"
        "ELF\x02\0\x01",
        7);
    CHECK(import_text(MeasurementText(binary)).diagnosis.starts_with("is a binary file that no"));
}

TEST_CASE("a diagnosis without a sample names no tool when none was recognized")
{
    const auto imported = import_text(MeasurementText("hello\n", "hello.txt"));
    CHECK(imported.file == "hello.txt");
    CHECK(imported.tool.empty());
    CHECK(imported.runs.empty());
}

TEST_CASE("each importer has a name of its own")
{
    std::set<std::string_view> names;
    for (const auto& importer : calibration::all_importers()) names.insert(importer.tool);
    CHECK(names.size() == calibration::all_importers().size());
}
