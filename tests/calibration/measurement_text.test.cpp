#include "calibration/measurement_text.hpp"

#include <string>

#include "tests/catch.hpp"

using calibration::MeasurementText;

namespace {

std::string utf16(const std::string& ascii, bool big, bool mark)
{
    std::string bytes;
    const auto add = [&](char high, char low) {
        bytes += big ? high : low;
        bytes += big ? low : high;
    };
    if (mark) add('\xFE', '\xFF');
    for (const char character : ascii) add('\0', character);
    return bytes;
}

void check_lines(const MeasurementText& text)
{
    REQUIRE(text.lines().size() == 3);
    CHECK(text.lines()[0].text == "Copy: 1");
    CHECK(text.lines()[2].text == "Scale: 2");
    CHECK(text.lines()[2].number == 3);
    CHECK(text.binary().empty());
}

}  // namespace

TEST_CASE("a text has the same lines in every encoding and with every line end")
{
    check_lines(MeasurementText("Copy: 1\n\nScale: 2\n"));
    check_lines(MeasurementText("Copy: 1\r\n\r\nScale: 2"));
    check_lines(
        MeasurementText("\xEF\xBB\xBF"
                        "Copy: 1\n\nScale: 2"));
    for (const bool big : {false, true}) {
        for (const bool mark : {false, true}) {
            check_lines(MeasurementText(utf16("Copy: 1\r\n\r\nScale: 2\r\n", big, mark)));
        }
    }
}

TEST_CASE("characters beyond ASCII survive UTF-16, halves of them become a question mark")
{
    std::string bytes = utf16("1 ", false, true);
    bytes += std::string("\xB5\x00\x3D\xD8\x00\xDE\x00\xD8", 8);
    CHECK(MeasurementText(bytes).text() == "1 \xC2\xB5\xF0\x9F\x98\x80?");
}

TEST_CASE("progress written over itself has parts with the number of one line")
{
    const MeasurementText text("10 %\r50 %\r\nend\n");
    REQUIRE(text.lines().size() == 3);
    CHECK(text.lines()[1].text == "50 %");
    CHECK(text.lines()[1].number == 1);
    CHECK(text.lines()[2].number == 2);
}

TEST_CASE("escape sequences of terminals are left out and never reach over a line end")
{
    const MeasurementText text(
        "\x1B[2;35msockperf:\x1B[0m == \x1B]0;title\x07x\x1B(B\n\x1B[1\ny\x1B");
    REQUIRE(text.lines().size() == 3);
    CHECK(text.lines()[0].text == "sockperf: == x");
    CHECK(text.lines()[1].text.empty());
    CHECK(text.lines()[2].text == "y");
}

TEST_CASE("bytes that are no UTF-8 become question marks")
{
    CHECK(MeasurementText("s\xE9"
                          "bado \xC2\xB5")
              .text() == "s?bado \xC2\xB5");
}

TEST_CASE("a file with a NUL near its beginning is no text, one that ends in NULs is")
{
    const std::string binary("\x09\x00\x04\x00\x02\x00\x10\x00\x04\x00\x08\x01", 12);
    CHECK(MeasurementText(binary).binary() == binary);
    CHECK(MeasurementText(binary).lines().empty());
    CHECK(MeasurementText("Copy: 1\n" + std::string(9, '\0')).lines()[0].text == "Copy: 1");
}

TEST_CASE("blanks alone are an empty file")
{
    CHECK(MeasurementText("").is_empty());
    CHECK(MeasurementText("\xEF\xBB\xBF \r\n\t\n").is_empty());
    CHECK_FALSE(MeasurementText("x").is_empty());
    CHECK_FALSE(MeasurementText(std::string("\x00\x01", 2)).is_empty());
}

TEST_CASE("a number in which the file ends is none, for it may lack digits")
{
    const MeasurementText text("rate 12.5\nrate 12.5 \nrate 12.5");
    const auto number_in = [&](std::size_t line) {
        const auto& one = text.lines().at(line);
        return calibration::whole_number(one.text.substr(5), one);
    };
    CHECK(number_in(0) == 12.5);
    CHECK(number_in(1) == 12.5);
    CHECK_FALSE(number_in(2));
}
