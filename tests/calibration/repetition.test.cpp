#include "calibration/repetition.hpp"

#include "tests/catch.hpp"

using calibration::repetition_of;

TEST_CASE("the number before the ending is the repetition")
{
    REQUIRE(repetition_of("stream.3.txt"));
    CHECK(repetition_of("stream.3.txt")->name == "stream");
    CHECK(repetition_of("stream.3.txt")->number == 3);
    REQUIRE(repetition_of("disk/fio-read.12.json"));
    CHECK(repetition_of("disk/fio-read.12.json")->name == "disk/fio-read");
    CHECK(repetition_of("disk/fio-read.12.json")->number == 12);
    REQUIRE(repetition_of("qperf.7"));
    CHECK(repetition_of("qperf.7")->number == 7);
}

TEST_CASE("other names have no repetition")
{
    for (const char* name : {"stream.txt", "native", "v1.2/stream.txt", ".3", "a.b.c",
                             "stream-3.txt", "a.99999999999999999999.txt", "a.-1.txt", ""}) {
        INFO(name);
        CHECK_FALSE(repetition_of(name));
    }
}
