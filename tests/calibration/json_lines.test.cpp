#include "calibration/json_lines.hpp"

#include <ctime>
#include <string>

#include "tests/catch.hpp"

using calibration::JsonNode;
using calibration::read_json;

namespace {

std::string repeated(const std::string& part, std::size_t times)
{
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
}

// Of CPU time: others may be at work on the machine.
double seconds_to_read(const std::string& text)
{
    const std::clock_t begin = std::clock();
    (void)read_json(text);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("every value knows its line")
{
    const auto found = read_json("{\n \"a\": 1\n, \"b\": [true,\n\"x\",\n2.5\n\n]}\n");
    REQUIRE(found.documents.size() == 1);
    const JsonNode& root = found.documents[0].root;
    CHECK(root.line == 1);
    CHECK(root.find("a")->line == 2);
    CHECK(root.find("b")->line == 3);
    CHECK(root.find("b")->items[1].line == 4);
    CHECK(root.find("b")->items[2].line == 5);
    CHECK(found.documents[0].last_line == 7);
    CHECK(read_json("\n[1]", 10).documents.at(0).root.line == 11);
}

TEST_CASE("members of equal key are all kept, the first is found")
{
    const auto found = read_json(R"({"filename": "a", "filename": "b", "n": "12.5"})");
    const JsonNode& root = found.documents.at(0).root;
    CHECK(root.items.size() == 3);
    CHECK(root.text_at("filename") == "a");
    CHECK(root.number_at("n") == 12.5);
    CHECK_FALSE(root.number_at("filename"));
    CHECK(root.find("none") == nullptr);
    CHECK(root.find_path({"n", "none"}) == nullptr);
}

TEST_CASE("documents are found between other text and behind each other")
{
    const auto found =
        read_json("[root@host ~]# fio {opts}\n{\"a\": {\"b\": 7}}{\"a\": 2}\n[1, 2]\nbye [x] {\n");
    REQUIRE(found.documents.size() == 3);
    CHECK(found.documents[0].root.find_path({"a", "b"})->number == 7);
    CHECK(found.documents[1].root.number_at("a") == 2);
    CHECK(found.documents[2].root.items.size() == 2);
    for (const auto& document : found.documents) CHECK(document.complete);
}

TEST_CASE("a document cut short keeps what stands before, without a number that may lack digits")
{
    const auto found = read_json("{\"a\": 1, \"b\": [2, 3], \"c\": 45");
    REQUIRE(found.documents.size() == 1);
    CHECK_FALSE(found.documents[0].complete);
    CHECK(found.documents[0].root.find("b")->items.size() == 2);
    CHECK(found.documents[0].root.find("c") == nullptr);
}

TEST_CASE("after a broken document the next one is read whole")
{
    const auto found = read_json("{\"a\": [1, {\"a\": 2, x\n{\"a\": 3}");
    REQUIRE(found.documents.size() == 2);
    CHECK_FALSE(found.documents[0].complete);
    CHECK(found.documents[1].complete);
    CHECK(found.documents[1].root.number_at("a") == 3);
}

TEST_CASE("numbers that no double can hold break a document, they never become infinite")
{
    const auto found = read_json("{\"a\": 1, \"b\": 1e999, \"c\": 2}");
    REQUIRE(found.documents.size() == 1);
    CHECK_FALSE(found.documents[0].complete);
    CHECK(found.documents[0].root.items.size() == 1);
}

TEST_CASE("nesting beyond the limit is not followed")
{
    const auto found = read_json(repeated("[", 65) + "1" + repeated("]", 65));
    REQUIRE_FALSE(found.documents.empty());
    CHECK_FALSE(found.documents[0].complete);
    const auto deepest = read_json(repeated("[", 64) + repeated("]", 64));
    CHECK(deepest.documents.at(0).complete);
}

TEST_CASE("values beyond the limit are not read, and that is said")
{
    const auto found = read_json("[" + repeated("1,", calibration::most_json_values + 5));
    CHECK(found.too_many);
    CHECK(found.documents.at(0).root.items.size() == calibration::most_json_values - 1);
}

TEST_CASE("text that only looks like JSON is read in time that grows with its length")
{
    for (const char* part :
         {"{", "[", "[[1,", "{\"a\":", "{\"a\":[", "{\"", "[\"{", "\"{", "[ ", "[1"}) {
        INFO(part);
        const double quarter = seconds_to_read(repeated(part, 25000));
        CHECK(seconds_to_read(repeated(part, 100000)) < 8 * quarter + 0.2);  // the square is 16
    }
}
