#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::values;
using Values = std::vector<double>;

TEST_CASE("the marks of RAMspeed are told apart by family, direction and block size")
{
    const auto imported = recorded("ramspeed/int-mark.txt");
    CHECK(imported.tool == "ramspeed");
    CHECK(imported.version == "3.5.0");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(values(imported, "ramspeed_integer_reading") ==
          Values{41000.5, 41500.25, 41200.75, 12000.5});
    CHECK(values(imported, "ramspeed_integer_reading", "block_size", 1 << 20) == Values{12000.5});
    CHECK(values(imported, "ramspeed_float_writing") == Values{30500.1});
    CHECK(values(imported, "ramspeed_mmx_nt_writing") == Values{7100.2});
    const auto& first = imported.runs[0].samples[0];
    CHECK(first.unit == "MB/s");
    CHECK(condition(first, "processes") == 4);
    CHECK(condition(first, "pass_size") == 2.0 * (1 << 30));
}

TEST_CASE("a batch of RAMspeed gives its trials once, and never their means")
{
    const auto imported = recorded("ramspeed/batch-blocks-twice.txt");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(values(imported, "ramspeed_float_copy") == Values{9100.25, 9200.25});
    CHECK(values(imported, "ramspeed_float_average") == Values{9488, 9488});
    CHECK(imported.runs[0].samples.size() == 10);
    CHECK(has_flag(imported.runs[0], "printed again"));
}

TEST_CASE("RAMspeed's Mb/s are told to be binary megabytes")
{
    const auto imported = recorded("ramspeed/binary-megabytes-single.txt");
    CHECK(imported.version == "2.6.0");
    CHECK(imported.runs.at(0).samples.at(0).unit == "Mb/s");
    CHECK(condition(imported.runs[0].samples[0], "processes") == 1);
    CHECK(has_flag(imported.runs[0], "2^20"));
}

TEST_CASE("a killed batch of RAMspeed keeps the kernels that were printed whole")
{
    const auto imported = recorded("ramspeed/killed.txt");
    CHECK_FALSE(imported.runs.at(0).complete);
    CHECK(values(imported, "ramspeed_integer_copy") == Values{9100.25, 9200.25});
    CHECK(values(imported, "ramspeed_integer_scale") == Values{9000.5});
}

TEST_CASE("other results after another banner of RAMspeed are another run")
{
    const auto imported = recorded("ramspeed/two-runs.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(condition(imported.runs[0].samples.at(0), "processes") == 4);
    CHECK(condition(imported.runs[1].samples.at(0), "processes") == 2);
}

TEST_CASE("RAMspeed without a result gives a diagnosis")
{
    const auto imported = recorded("ramspeed/banner-only.txt");
    CHECK_FALSE(imported.has_samples());
    CHECK_FALSE(imported.diagnosis.empty());
}

TEST_CASE("real files of RAMspeed give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto rex = real("ramspeed/rex-ramsmp350-intwrite.txt");
    const std::string writing = "ramspeed_integer_writing";
    CHECK(rex.runs.at(0).samples.size() == 16);
    CHECK(values(rex, writing, "block_size", 1024) == Values{16376.46});
    CHECK(values(rex, writing, "block_size", 16 << 10) == Values{17629.32});
    CHECK(values(rex, writing, "block_size", 2048 << 10) == Values{6481.25});
    CHECK(values(rex, writing, "block_size", 32768 << 10) == Values{2137.81});
    CHECK(condition(rex.runs[0].samples[0], "processes") == 2);

    const auto marks = real("ramspeed/here-b1-intwrite.txt");
    REQUIRE(marks.runs.size() == 1);
    CHECK(marks.runs[0].samples.size() == 14);
    CHECK(condition(marks.runs[0].samples[13], "block_size") == 8192 << 10);

    const auto batch = real("ramspeed/here-b3-batch3.txt");
    REQUIRE(batch.runs.size() == 1);
    CHECK(batch.runs[0].complete);
    CHECK(batch.runs[0].flags.empty());
    CHECK(values(batch, "ramspeed_integer_copy") == Values{23266.16, 23582.20, 23870.88});
    CHECK(values(batch, "ramspeed_integer_average") == Values{24794.83, 22131.88, 24334.02});
    CHECK(batch.runs[0].samples.size() == 15);

    const auto sse = real("ramspeed/here-b12-sse.txt");
    CHECK(values(sse, "ramspeed_sse_copy") == Values{21033.96});
    CHECK(values(sse, "ramspeed_sse_scale") == Values{19923.54});
    CHECK(values(sse, "ramspeed_sse_add") == Values{26881.46});
    CHECK(values(sse, "ramspeed_sse_triad") == Values{32207.91});
    CHECK(values(sse, "ramspeed_sse_average") == Values{25011.72});
}

TEST_CASE("real files of paired RAMspeed runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const Values native_int = {30685.51, 21694.9, 29754.5, 48331.2, 38052.9};
    const Values guest_int = {24829.13, 24584.8, 23609.5, 34773.8, 33429.2};
    const Values native_float = {25095.7, 30765.25, 32410.5, 36212.8, 38687.9};
    const Values guest_float = {23289.2, 22945.5, 26586.9, 36300.8, 39424.8};
    const auto check = [](const std::string& file, const std::string& metric, double mean) {
        INFO(file);
        const auto found = values(real("this-machine/" + file), metric);
        REQUIRE(found.size() == 1);
        CHECK(found[0] == Approx(mean).epsilon(1e-5));
    };
    for (std::size_t i = 0; i < 5; ++i) {
        const std::string number = std::to_string(i + 1) + ".txt";
        check("native/ramsmp-int." + number, "ramspeed_integer_average", native_int[i]);
        check("container/ramsmp-int." + number, "ramspeed_integer_average", guest_int[i]);
        check("native/ramsmp-float." + number, "ramspeed_float_average", native_float[i]);
        check("container/ramsmp-float." + number, "ramspeed_float_average", guest_float[i]);
    }
}
