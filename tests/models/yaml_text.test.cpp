#include "models/yaml_text.hpp"

#include <string>

#include "tests/catch.hpp"

namespace {

models::YamlNode read(const std::string& text)
{
    models::Findings findings;
    const auto node = models::parse_yaml(text, "test.yaml", findings);
    REQUIRE(node);
    return *node;
}

bool same(const models::YamlNode& one, const models::YamlNode& other)
{
    const bool alike = one.kind == other.kind && one.text == other.text &&
                       one.entries.size() == other.entries.size() &&
                       one.items.size() == other.items.size();
    for (std::size_t i = 0; alike && i < one.entries.size(); ++i) {
        if (one.entries[i].key != other.entries[i].key) return false;
        if (!same(one.entries[i].node, other.entries[i].node)) return false;
    }
    for (std::size_t i = 0; alike && i < one.items.size(); ++i) {
        if (!same(one.items[i], other.items[i])) return false;
    }
    return alike;
}

}  // namespace

TEST_CASE("a tree written as a file reads as the same tree")
{
    const auto tree = read(
        "a: {value: 1 ms, range: [0 ms, 2 ms], source: \"one: two # three\"}\n"
        "b:\n  - name: x\n    at: \"4\"\n  - name: '~'\nc: []\nd: {}\ne: 'a \"quoted\" word'\n");
    CHECK(same(tree, read(models::yaml_text(tree))));
}

TEST_CASE("a shipped profile written again reads as the same profile")
{
    models::Findings findings;
    const auto tree = models::load_yaml(
        std::string(BBBCAP_SOURCE_DIR) + "/scenarios/profiles/bbb-0.81.yaml", findings);
    REQUIRE(tree);
    CHECK(same(*tree, read(models::yaml_text(*tree))));
}
