#include <string>

#include "calibration/importers.hpp"
#include "calibration/series.hpp"
#include "tests/catch.hpp"

namespace {

calibration::Imported imported(const std::string& text)
{
    return calibration::import_text(calibration::MeasurementText(text, "server.csv"));
}

}  // namespace

TEST_CASE("values under a heading that begins with the time are series with the unit of their name")
{
    const auto file = imported(
        "second,cpu_percent_of_one_core,rss_mib,viewers\n0,1.12,15.2,15\n1,2.15,15.5,15\n");
    CHECK(file.tool == "csv");
    REQUIRE(file.runs.size() == 1);
    const auto& samples = file.runs[0].samples;
    REQUIRE(samples.size() == 6);
    CHECK(samples[0].metric == "cpu_percent_of_one_core");
    CHECK(samples[0].unit == "%");
    CHECK(samples[0].value == 1.12);
    CHECK(samples[0].line == 2);
    CHECK(samples[1].unit == "MiB");
    CHECK(samples[2].unit.empty());
    const auto* time = calibration::find_condition(samples[3].conditions, "time");
    REQUIRE(time != nullptr);
    CHECK(std::get<double>(time->value) == 1);
}

TEST_CASE("rows that do not fit the heading are told, values that are no number are no sample")
{
    const auto file = imported("second,a,b\n0,1,2\n1,nan,\n2,3\nx,4,5\n3,6,7\n");
    REQUIRE(file.runs.size() == 1);
    CHECK(file.runs[0].samples.size() == 4);
    REQUIRE(file.runs[0].flags.size() == 1);
    CHECK(file.runs[0].flags[0].find("2") != std::string::npos);
    CHECK_FALSE(imported("second,a\n").has_samples());
    CHECK_FALSE(imported("second,a\n").diagnosis.empty());
}

TEST_CASE("a table may stand behind what a shell printed, if a row follows its heading")
{
    CHECK(imported("$ cat a.csv\n\nsecond,a\n0,1\n1,2\n").runs.at(0).samples.size() == 2);
    CHECK(imported("$ echo second,a\nsecond,a\nor so\n").tool != "csv");
}

TEST_CASE("the number in which a table ends may lack digits and is no sample")
{
    const auto file = imported("second,a,b\n0,1,2\n1,3,4");
    REQUIRE(file.runs.size() == 1);
    CHECK(file.runs[0].samples.size() == 3);
    CHECK_FALSE(file.runs[0].complete);
}

TEST_CASE("a heading with a name of signs alone is no heading")
{
    const auto file = imported("second,viewers,--\n0,1,2\n1,3,4\n");
    CHECK_FALSE(file.has_samples());
    CHECK_FALSE(file.diagnosis.empty());
}

TEST_CASE("a table without time is no series")
{
    CHECK(imported("name,value\na,1\n").tool != "csv");
    CHECK(imported("1,2\n3,4\n").tool != "csv");
}
