#include "models/unit.hpp"

#include <string>
#include <utility>
#include <vector>

#include "models/number.hpp"
#include "tests/catch.hpp"

using models::Dimension;

namespace {

double value_of(const std::string& text, Dimension dimension)
{
    std::string problem;
    const auto value = models::read_quantity(text, dimension, problem);
    INFO(text << " " << problem);
    REQUIRE(value);
    return *value;
}

std::string problem_of(const std::string& text, Dimension dimension)
{
    std::string problem;
    INFO(text);
    CHECK_FALSE(models::read_quantity(text, dimension, problem));
    return problem;
}

}  // namespace

TEST_CASE("quantities are read in base units, rounded once")
{
    CHECK(value_of("16 GiB", Dimension::bytes) == 17179869184.0);
    CHECK(value_of("4 GB", Dimension::bytes) == 4e9);
    CHECK(value_of("4GB", Dimension::bytes) == 4e9);
    CHECK(value_of("941 Mbit/s", Dimension::bit_rate) == 941e6);
    CHECK(value_of("180 MiB/s", Dimension::byte_rate) == 180.0 * 1024 * 1024);
    CHECK(value_of("0.10 ms", Dimension::time) == 1e-4);
    CHECK(value_of("77.5 us", Dimension::time) == 77.5 / 1e6);
    CHECK(value_of("90 min", Dimension::time) == 5400);
    CHECK(value_of("1 h", Dimension::time) == 3600);
    CHECK(value_of("-1 min", Dimension::time) == -60);
    CHECK(value_of("80 %", Dimension::fraction) == 0.8);
    CHECK(value_of("7 %", Dimension::fraction) == 0.07);
    CHECK(value_of("10 fps", Dimension::frequency) == 10);
    CHECK(value_of("10 /s", Dimension::frequency) == 10);
    CHECK(value_of("6 /h", Dimension::frequency) == 6.0 / 3600);
    CHECK(value_of("2.0 GHz", Dimension::frequency) == 2e9);
    CHECK(value_of("340", Dimension::count) == 340);
    CHECK(value_of("0.8605", Dimension::factor) == 0.8605);
    CHECK(value_of("1e3", Dimension::factor) == 1000);
}

TEST_CASE("a bare number where a unit belongs is refused with a suggestion")
{
    CHECK(problem_of("4", Dimension::bytes) == "needs a unit, found \"4\"; did you mean `4 GiB`?");
    CHECK(problem_of("4294967296", Dimension::bytes) ==
          "needs a unit, found \"4294967296\"; did you mean `4 GiB`?");
    CHECK(problem_of("100", Dimension::bit_rate) ==
          "needs a unit, found \"100\"; did you mean `100 Mbit/s`?");
    CHECK(problem_of("0.8", Dimension::fraction) ==
          "needs a unit, found \"0.8\"; did you mean `80 %`?");
    CHECK(problem_of("30", Dimension::time) == "needs a unit, found \"30\"; did you mean `30 s`?");
}

TEST_CASE("a wrong unit is refused, bits and bytes are converted in the suggestion")
{
    CHECK(problem_of("100 MB/s", Dimension::bit_rate) ==
          "cannot be in `MB/s`, found \"100 MB/s\"; did you mean `800 Mbit/s`?");
    CHECK(problem_of("100 Mbit/s", Dimension::byte_rate) ==
          "cannot be in `Mbit/s`, found \"100 Mbit/s\"; did you mean `12.5 MB/s`?");
    CHECK(problem_of("100 Mbps", Dimension::bit_rate) ==
          "cannot be in `Mbps`, found \"100 Mbps\"; did you mean `100 Mbit/s`?");
    CHECK(problem_of("4 KB", Dimension::bytes) ==
          "cannot be in `KB`, found \"4 KB\"; did you mean `4 kB`?");
    CHECK(problem_of("5 m", Dimension::time) ==
          "cannot be in `m`, found \"5 m\"; did you mean `5 min`?");
    CHECK(problem_of("80 s", Dimension::fraction) ==
          "cannot be in `s`, found \"80 s\"; units are %");
    CHECK(problem_of("2 GiB", Dimension::count) ==
          "has no unit, found \"2 GiB\"; write a plain number");
}

TEST_CASE("numbers are decimal and complete")
{
    for (const char* text : {"",         " ",     "nan",   ".nan",   "inf",     ".inf",  "-inf",
                             "infinity", "1,07",  "0x10",  "010",    "00",      "-010",  ".5",
                             "5.",       "1e",    "1e999", "+1",     "--1",     "1_000", "1 000",
                             "12abc",    "1.2.3", "1:30",  "\u0661", "1e-999x", "- 1",   "1e+"}) {
        std::string problem;
        INFO(text);
        CHECK_FALSE(models::read_number(text, problem));
        CHECK_FALSE(problem.empty());
        CHECK_FALSE(models::read_quantity(std::string(text) + " GiB", Dimension::bytes, problem));
    }
    std::string problem;
    CHECK(models::read_number("0", problem) == 0.0);
    CHECK(models::read_number("0.5", problem) == 0.5);
    CHECK(models::read_number("-2.5e-3", problem) == -0.0025);
}

TEST_CASE("quantities are printed in the shortest sensible form")
{
    using Case = std::pair<double, std::string>;
    const std::vector<std::pair<Dimension, std::vector<Case>>> cases = {
        {Dimension::bytes,
         {{4294967296.0, "4 GiB"}, {4e9, "4 GB"}, {0, "0 B"}, {65536, "64 KiB"}, {5e4, "50 kB"}}},
        {Dimension::bit_rate, {{250e3, "250 kbit/s"}, {1e9, "1 Gbit/s"}, {94.9e6, "94.9 Mbit/s"}}},
        {Dimension::time,
         {{30, "30 s"}, {3240, "54 min"}, {3600, "1 h"}, {0.02, "20 ms"}, {0, "0 s"}}},
        {Dimension::fraction, {{0.8, "80 %"}, {0, "0 %"}, {0.005, "0.5 %"}}},
        {Dimension::frequency, {{10, "10 /s"}, {6.0 / 3600, "6 /h"}}},
        {Dimension::count, {{1e6, "1000000"}, {2.5, "2.5"}}},
    };
    for (const auto& [dimension, pairs] : cases) {
        for (const auto& [value, text] : pairs) {
            CHECK(models::print_quantity(value, dimension) == text);
        }
    }
}

TEST_CASE("what is printed is read back")
{
    for (int d = 0; d < 8; ++d) {
        const auto dimension = static_cast<Dimension>(d);
        for (double value = 1e-6; value < 1e14; value *= 3.7) {
            const std::string text = models::print_quantity(value, dimension);
            CHECK(value_of(text, dimension) == Approx(value).epsilon(1e-5));
        }
    }
}

TEST_CASE("examples can be read")
{
    for (int d = 0; d < 8; ++d) {
        const auto dimension = static_cast<Dimension>(d);
        CHECK(value_of(models::example_of(dimension), dimension) > 0);
    }
}
