#include "models/yaml_tree.hpp"

#include <string>

#include "models/suggestion.hpp"
#include "tests/catch.hpp"

namespace {

std::string finding(const std::string& text)
{
    models::Findings findings;
    CHECK_FALSE(models::parse_yaml(text, "x", findings));
    REQUIRE(findings.size() >= 1);
    return to_string(findings.list().front());
}

models::YamlNode tree(const std::string& text)
{
    models::Findings findings;
    auto node = models::parse_yaml(text, "x", findings);
    for (const auto& finding : findings.list()) UNSCOPED_INFO(to_string(finding));
    REQUIRE(node);
    return *node;
}

}  // namespace

TEST_CASE("keys and values know their places")
{
    const auto root = tree("a: 1\nb: {c: \"x\", d: [1, 2]}\n");
    REQUIRE(root.entries.size() == 2);
    CHECK(root.entries[1].key_place.line == 2);
    CHECK(root.entries[1].key_place.column == 1);
    const auto* c = root.find("b")->find("c");
    CHECK(c->text == "x");
    CHECK(c->quoted);
    CHECK(c->place.column == 8);
    CHECK(root.find("b")->find("d")->items.size() == 2);
    CHECK(root.find("e") == nullptr);
    CHECK_FALSE(root.find("a")->quoted);
}

TEST_CASE("columns count characters, not bytes")
{
    CHECK(tree("ä: ö\n").find("ä")->place.column == 4);
    CHECK(tree("{ääää: {b: 1}}\n").find("ääää")->find("b")->place.column == 12);
}

TEST_CASE("a byte order mark and other line ends are accepted")
{
    CHECK(tree("\xEF\xBB\xBFversion: 1\r\nb: 2\r\n").find("version")->text == "1");
    CHECK(tree("---\na: 1\n...\n").find("a")->text == "1");
}

TEST_CASE("a key without a value is nothing, at the place of the key")
{
    const auto root = tree("a:\nb: 1\n");
    CHECK(root.find("a")->is_null());
    CHECK(root.find("a")->place.line == 1);
}

TEST_CASE("quotation marks at the end of the file have to be closed")
{
    CHECK(finding("a: \"x\n") == "x:1:4: a quotation mark is not closed; add it");
    CHECK(finding("a: 'it''s").find("a quotation mark is not closed") != std::string::npos);
    CHECK(tree("a: 'it''s'").find("a")->text == "it's");
    CHECK(tree("a: \"x\\\"\"").find("a")->text == "x\"");
    CHECK(tree("a: x\"").find("a")->text == "x\"");
    CHECK(tree("a: |\n  \"x\n").find("a")->text == "\"x\n");
}

TEST_CASE("what YAML knows and a scenario does not need is refused")
{
    CHECK(finding("a: &x 1\n").find("anchors are not supported") != std::string::npos);
    CHECK(finding("a: *x\n").find("aliases are not supported") != std::string::npos);
    CHECK(finding("a: !!int 1\n").find("found \"!!int\"") != std::string::npos);
    CHECK(finding("<<: {a: 1}\n").find("merge keys") != std::string::npos);
    CHECK(finding("{a: 1}: 2\n").find("a key must be text") != std::string::npos);
    CHECK(finding("a: 1\n---\nb: 2\n") ==
          "x:2:1: a second document begins; put it in a file of its own");
    CHECK(tree("\"<<\": 1\n").find("<<") != nullptr);
}

TEST_CASE("a repeated key names both lines")
{
    CHECK(finding("a: 1\nb: 2\na: 3\n") ==
          "x:3:1: `a` is given twice, first in line 1; remove one of the two");
}

TEST_CASE("32 levels are read, 33 are not")
{
    CHECK(tree(std::string(32, '[') + std::string(32, ']')).is_sequence());
    CHECK(finding(std::string(33, '[') + std::string(33, ']')).find("nested deeper") !=
          std::string::npos);
}

TEST_CASE("UTF-8 is checked by the book")
{
    for (const char* good : {"\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xED\x9F\xBF"}) {
        CHECK(tree(std::string("a: x") + good).is_mapping());
    }
    for (const char* bad : {"\xFF", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                            "\xC3", "\xE2\x82", "\x80", "\xF0\x8F\xBF\xBF"}) {
        CHECK(finding(std::string("a: ") + bad).find("is not UTF-8") != std::string::npos);
    }
}

TEST_CASE("any beginning of a scenario is read or refused, without a crash")
{
    const std::string text =
        "version: 1 # c\nguest: {vcpus: 2, \"memory\": '4 GiB'}\nlist:\n  - a: [1, {b: c}]\n"
        "  - >-\n    folded\nx: \"\\u00e4\"\n";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        models::Findings findings;
        const auto node = models::parse_yaml(text.substr(0, length), "x", findings);
        CHECK(node.has_value() == findings.empty());
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char* wrong : {"[", "]", "{", "}", ":", "\"", "'", "&", "*", "!", "\t", "\n",
                                  "-", "?", "|", "%", "@", "#", ","}) {
            models::Findings findings;
            std::string changed = text;
            changed.replace(at, 1, wrong);
            const auto node = models::parse_yaml(changed, "x", findings);
            CHECK(node.has_value() == findings.empty());
        }
    }
}

TEST_CASE("suggestions are near")
{
    CHECK(models::edit_distance("guest", "gest") == 1);
    CHECK(models::edit_distance("ab", "ba") == 1);
    CHECK(models::edit_distance("", "abc") == 3);
    CHECK(models::edit_distance("kitten", "sitting") == 3);
    CHECK(models::nearest("gest", {"host", "guest"}) == "guest");
    CHECK(models::nearest("xyz", {"host", "guest"}).empty());
    CHECK(models::way_out("xyz", {"host", "guest"}) == "; known are host and guest");
}

TEST_CASE("quotes show no control characters and no long texts")
{
    CHECK(models::quoted("a\x1b[31m") == "\"a\\x1b[31m\"");
    CHECK(models::quoted(std::string(50, 'x')) == "\"" + std::string(40, 'x') + "...\"");
    CHECK(models::quoted("\xc2\x9b"
                         "31m \xff \xc3\xa9") == "\"\\xc2\\x9b31m \\xff \xc3\xa9\"");
}

TEST_CASE("findings show no control characters and no endless names of files")
{
    CHECK(models::to_string({{"a\x1b[31m", 1, 2}, "is red"}) == "a\\x1b[31m:1:2: is red");
    CHECK(models::to_string({{std::string(1000000, 'x'), 1, 1}, "is long"}).size() < 5000);
}
