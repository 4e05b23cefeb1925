#include "calibration/sample.hpp"

#include <string>

#include "tests/catch.hpp"

using calibration::Conditions;
using calibration::set_condition;

TEST_CASE("conditions are equal whatever the order they were set in")
{
    Conditions one;
    set_condition(one, "threads", 4);
    set_condition(one, "mode", "write");
    Conditions other;
    set_condition(other, "mode", "read");
    set_condition(other, "threads", 4);
    CHECK_FALSE(one == other);
    set_condition(other, "mode", "write");
    CHECK(one == other);
    CHECK(calibration::find_condition(one, "threads")->value == one[1].value);
    CHECK(calibration::find_condition(one, "none") == nullptr);
}

TEST_CASE("a sample that is not finite is left out, with a word")
{
    calibration::Run run;
    calibration::Sample infinite{"linpack", 1e308 * 10, "GFlops", {}, {}, 7};
    run.add(infinite);
    calibration::Sample under_infinity{"linpack", 1, "GFlops", {}, {}, 8};
    set_condition(under_infinity.conditions, "block_size", 1e308 * 1024);
    run.add(under_infinity);
    CHECK(run.samples.empty());
    REQUIRE(run.flags.size() == 2);
    CHECK(run.flags[1].starts_with("line 8:"));
}

TEST_CASE("flags are kept once each, up to the limit")
{
    calibration::Run run;
    for (std::size_t i = 0; i < 3 * calibration::most_flags; ++i) {
        run.flag("line " + std::to_string(i / 2));
    }
    CHECK(run.flags.size() == calibration::most_flags + 1);
    CHECK(run.flags[1] == "line 1");
}

TEST_CASE("a file keeps its first runs, up to the limit, and each version once")
{
    calibration::Imported imported;
    for (std::size_t i = 0; i < calibration::most_runs + 2; ++i) imported.add_run({});
    CHECK(imported.runs.size() == calibration::most_runs);
    CHECK_FALSE(imported.diagnosis.empty());
    for (const char* version : {"2.1", "", "2.2", "2.1"}) imported.add_version(version);
    CHECK(imported.version == "2.1, 2.2");
}

TEST_CASE("a run takes samples up to the limit and says what it left out")
{
    calibration::Run run;
    for (std::size_t i = 0; i < calibration::most_samples + 3; ++i) run.add({});
    CHECK(run.samples.size() == calibration::most_samples);
    CHECK_FALSE(run.complete);
    CHECK(run.flags.size() == 1);
}
