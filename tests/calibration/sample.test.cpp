#include "calibration/sample.hpp"

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

TEST_CASE("a run takes samples up to the limit and says what it left out")
{
    calibration::Run run;
    for (std::size_t i = 0; i < calibration::most_samples + 3; ++i) run.add({});
    CHECK(run.samples.size() == calibration::most_samples);
    CHECK_FALSE(run.complete);
    CHECK(run.flags.size() == 1);
}
