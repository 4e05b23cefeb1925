#include "calibration/line_parts.hpp"

#include <string>

#include "tests/catch.hpp"

using calibration::Grouping;
using calibration::leading_number;
using calibration::number;

TEST_CASE("a number is read from the beginning of a word, with the length it is written with")
{
    const auto found = leading_number("512500KB/s,");
    REQUIRE(found);
    CHECK(found->value == 512500);
    CHECK(found->length == 6);
    CHECK(leading_number("-1.5e+03x")->value == -1500);
    CHECK(leading_number(".5")->value == 0.5);
}

TEST_CASE("what is not finite, or not a number, is none")
{
    for (const char* word : {"", "-", ".", "nan", "-nan", "inf", "-infinity", "1e999", "x1", " 1",
                             "+1", "-.", "--1"}) {
        INFO(word);
        CHECK_FALSE(leading_number(word));
    }
    CHECK_FALSE(number("12x"));
    CHECK_FALSE(number("1,5"));
}

TEST_CASE("commas group thousands or stand before the fraction only where they are asked for")
{
    CHECK(leading_number("259,717")->value == 259);
    CHECK(number("259,717", Grouping::thousands_comma) == 259717);
    CHECK(number("1,234,567.25", Grouping::thousands_comma) == 1234567.25);
    CHECK(leading_number("1,234 5,678", Grouping::thousands_comma)->length == 5);
    CHECK(leading_number("1,23", Grouping::thousands_comma)->value == 1);
    CHECK(number("12,5", Grouping::decimal_comma) == 12.5);
    CHECK(leading_number("12,5,7", Grouping::decimal_comma)->value == 12.5);
    CHECK(leading_number("12, 5", Grouping::decimal_comma)->length == 2);
}

TEST_CASE("words are what stands between blanks and tabs")
{
    const auto parts = calibration::words("\t a  bc\td \r");
    REQUIRE(parts.size() == 3);
    CHECK(parts[1] == "bc");
    CHECK(calibration::words(" \t").empty());
    std::string long_line;
    for (std::size_t i = 0; i < calibration::most_words + 5; ++i) long_line += "a ";
    CHECK(calibration::words(long_line).size() == calibration::most_words);
}

TEST_CASE("a line is taken apart at a beginning or a separator")
{
    CHECK(calibration::after("  Array size = 5 ", "Array size =") == "5");
    CHECK_FALSE(calibration::after("my Array size", "Array size"));
    const auto parts = calibration::split_at("CPU frequency:   3.1 GHz", ':');
    REQUIRE(parts);
    CHECK(parts->first == "CPU frequency");
    CHECK(parts->second == "3.1 GHz");
    CHECK_FALSE(calibration::split_at("none", ':'));
}

TEST_CASE("what follows a phrase is found anywhere in a line")
{
    CHECK(calibration::behind("tool: avg-rtt= 7.5 us ", "avg-rtt=") == "7.5 us");
    CHECK_FALSE(calibration::behind("tool: none", "avg-rtt="));
}

TEST_CASE("a size is in powers of 1024, however its unit is written")
{
    using calibration::binary_size;
    for (const char* word : {"4k", "4K", "4KiB", "4kb", "4Ki", "4096", "4096B", "4096b"}) {
        INFO(word);
        CHECK(binary_size(word) == 4096);
    }
    CHECK(binary_size("1.5MiB") == 1572864);
    CHECK(binary_size("150GiB") == 150.0 * 1024 * 1024 * 1024);
    for (const char* word : {"", "k", "4x", "4kk", "4KBs", "4iB", "1e308G"}) {
        INFO(word);
        CHECK_FALSE(binary_size(word));
    }
}
