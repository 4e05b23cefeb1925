#include "calibration/label_set.hpp"

#include "tests/catch.hpp"

using calibration::Label;
using calibration::read_label_set;

TEST_CASE("labels are read with blanks, escapes and a comma at the end")
{
    const auto set = read_label_set(R"({ device="eth0", note = "a \"b\" \\ {c}\n",} 5)");
    REQUIRE(set.has_value());
    CHECK(set->labels == std::vector<Label>{{"device", "eth0"}, {"note", "a \"b\" \\ {c}\n"}});
    CHECK(set->length == 44);
    CHECK(read_label_set("{}")->labels.empty());
}

TEST_CASE("what is not written as labels gives none")
{
    for (const char* text : {"", "device=\"eth0\"", "{device=eth0}", "{device=\"eth0\"", "{=\"a\"}",
                             "{device}", "{device=\"eth0}", "{1a=\"b\"}", "{all}"}) {
        INFO(text);
        CHECK_FALSE(read_label_set(text));
    }
}

TEST_CASE("labels without end are not read")
{
    std::string many = "{";
    for (std::size_t i = 0; i <= calibration::most_labels; ++i) {
        many += "a" + std::to_string(i) + "=\"\",";
    }
    CHECK_FALSE(read_label_set(many + '}'));
    const std::string longest(calibration::longest_label, 'x');
    CHECK(read_label_set("{a=\"" + longest + "\"}"));
    CHECK_FALSE(read_label_set("{a=\"" + longest + "x\"}"));
}
