#include "models/yaml_tree.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "models/input_lines.hpp"
#include "models/input_text.hpp"
#include "models/utf8.hpp"
#include "models/yaml_syntax.hpp"

namespace models {
namespace {

constexpr std::string_view common_tag = "tag:yaml.org,2002:";

struct Stop {};  // thrown to leave yaml-cpp when reading on is pointless

// Builds the tree from the events of yaml-cpp, refusing what a scenario has no use for.
class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(const std::string& file, std::string_view text, Findings& findings)
        : lines_(file, text), findings_(findings)
    {
    }
    void refuse_syntax(const YAML::Exception& error);
    void check_last_quote();

    YamlNode take_root() { return std::move(root_); }
    bool sound() const { return sound_; }

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                         YAML::EmitterStyle::value) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                    YAML::EmitterStyle::value) override;
    void OnMapEnd() override { close(); }
    void OnAnchor(const YAML::Mark& mark, const std::string& name) override;

private:
    struct Level {
        YamlNode node;
        std::optional<std::pair<std::string, Place>> key;  // waits for its value
        std::map<std::string, int> lines;                  // of the keys so far
    };

    Place place_of(const YAML::Mark& mark) const { return lines_.place(mark.line, mark.column); }
    void refuse(const Place& place, std::string sentence);
    void refuse_tag(const YAML::Mark& mark, const std::string& tag);
    void count_node(const Place& place);
    void open(YamlNode::Kind kind, const YAML::Mark& mark);
    void close();
    void attach(YamlNode node);
    void take_key(const YamlNode& node);
    void add_entry(Level& level, YamlNode node);

    InputLines lines_;
    Findings& findings_;
    bool sound_ = true;
    int documents_ = 0;
    std::size_t nodes_ = 0;
    std::optional<YAML::Mark> last_quote_;
    std::vector<Level> open_;
    YamlNode root_;
};

void TreeBuilder::refuse(const Place& place, std::string sentence)
{
    findings_.add(place, std::move(sentence));
    sound_ = false;
}

void TreeBuilder::refuse_tag(const YAML::Mark& mark, const std::string& tag)
{
    if (tag.empty() || tag == "?" || tag == "!") return;
    const bool common = tag.starts_with(common_tag);
    const std::string shown = common ? "!!" + tag.substr(common_tag.size()) : tag;
    refuse(place_of(mark), "tags are not supported, found " + quoted(shown) +
                               "; remove it, types follow from the key");
}

void TreeBuilder::count_node(const Place& place)
{
    if (++nodes_ <= most_nodes) return;
    refuse(place, fmt::format("more than {} values; is it the right file?", most_nodes));
    throw Stop();
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark)
{
    if (++documents_ == 1) return;
    refuse(place_of(mark), "a second document begins; put it in a file of its own");
    throw Stop();
}

void TreeBuilder::OnAnchor(const YAML::Mark& mark, const std::string& name)
{
    refuse(place_of(mark), "anchors are not supported, found " + quoted("&" + name) +
                               "; remove it and write the value out where it is needed");
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t)
{
    refuse(place_of(mark), "aliases are not supported; write the value out here");
    attach({YamlNode::Kind::null, "", false, place_of(mark), {}, {}});
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t)
{
    count_node(place_of(mark));
    attach({YamlNode::Kind::null, "", false, place_of(mark), {}, {}});
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                           const std::string& value)
{
    const Place place = place_of(mark);
    count_node(place);
    refuse_tag(mark, tag);
    if (value.size() > largest_scalar) {
        refuse(place, "text of more than 4 KiB; shorten it, the rest may stand in a comment");
    }
    last_quote_ = tag == "!" ? std::optional(mark) : std::nullopt;
    attach({YamlNode::Kind::scalar, value, tag == "!", place, {}, {}});
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                                  YAML::EmitterStyle::value)
{
    refuse_tag(mark, tag);
    open(YamlNode::Kind::sequence, mark);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                             YAML::EmitterStyle::value)
{
    refuse_tag(mark, tag);
    open(YamlNode::Kind::mapping, mark);
}

void TreeBuilder::open(YamlNode::Kind kind, const YAML::Mark& mark)
{
    const Place place = place_of(mark);
    count_node(place);
    if (open_.size() >= deepest_nesting) {
        refuse(place, fmt::format("nested deeper than {} levels; is a bracket missing before?",
                                  deepest_nesting));
        throw Stop();
    }
    open_.push_back({{kind, "", false, place, {}, {}}, std::nullopt, {}});
}

void TreeBuilder::close()
{
    YamlNode node = std::move(open_.back().node);
    open_.pop_back();
    attach(std::move(node));
}

void TreeBuilder::attach(YamlNode node)
{
    if (open_.empty()) {
        root_ = std::move(node);
        return;
    }
    Level& level = open_.back();
    if (level.node.is_sequence()) {
        level.node.items.push_back(std::move(node));
    } else if (level.key) {
        add_entry(level, std::move(node));
    } else {
        take_key(node);
    }
}

void TreeBuilder::take_key(const YamlNode& node)
{
    if (!node.is_scalar()) {
        refuse(node.place,
               "a key must be text, found " + description(node) + "; write it as `key: value`");
    } else if (node.text == "<<" && !node.quoted) {
        refuse(node.place, "merge keys (`<<`) are not supported; write the keys out");
    }
    open_.back().key.emplace(node.text, node.place);
}

void TreeBuilder::add_entry(Level& level, YamlNode node)
{
    auto [key, place] = std::move(*level.key);
    level.key.reset();
    const auto [first, is_new] = level.lines.emplace(key, place.line);
    if (!is_new) {
        refuse(place, fmt::format("{} is given twice, first in line {}; remove one of the two",
                                  key_quoted(key), first->second));
        return;
    }
    if (node.is_null()) node.place = place;
    level.node.entries.push_back({std::move(key), std::move(place), std::move(node)});
}

void TreeBuilder::refuse_syntax(const YAML::Exception& error)
{
    const bool placed = !error.mark.is_null();
    const bool tab = placed && lines_.is_indented_by_tab(error.mark.line);
    refuse(placed ? place_of(error.mark) : lines_.place(0, 0),
           tab ? "a tab in the indentation; use spaces" : syntax_sentence(error.msg));
}

// yaml-cpp takes the end of the file for the end of a quoted text.
void TreeBuilder::check_last_quote()
{
    if (!last_quote_) return;
    const Place place = place_of(*last_quote_);
    if (!lines_.quote_is_closed(last_quote_->line, last_quote_->column)) {
        refuse(place, "a quotation mark is not closed; add it");
    }
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const YamlEntry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &found->node;
}

YamlNode* YamlNode::find(std::string_view key)
{
    return const_cast<YamlNode*>(std::as_const(*this).find(key));
}

std::string description(const YamlNode& node)
{
    switch (node.kind) {
        case YamlNode::Kind::scalar:
            return quoted(node.text);
        case YamlNode::Kind::mapping:
            return "a mapping";
        case YamlNode::Kind::sequence:
            return "a list";
        case YamlNode::Kind::null:
            break;
    }
    return "nothing";
}

std::optional<YamlNode> parse_yaml(std::string_view text, const std::string& file,
                                   Findings& findings)
{
    text = without_byte_order_mark(text);
    if (!check_text(text, file, findings)) return std::nullopt;
    std::istringstream stream{std::string(text)};
    TreeBuilder builder(file, text, findings);
    try {
        YAML::Parser parser(stream);
        if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
    } catch (const Stop&) {
        return std::nullopt;
    } catch (const YAML::Exception& error) {
        builder.refuse_syntax(error);
        return std::nullopt;
    }
    builder.check_last_quote();
    if (!builder.sound()) return std::nullopt;
    YamlNode root = builder.take_root();
    if (root.is_null()) {
        findings.add({file, 1, 1}, "holds nothing; write at least `version: 1`");
        return std::nullopt;
    }
    return root;
}

std::optional<YamlNode> load_yaml(const std::string& path, Findings& findings)
{
    const auto text = read_text(path, findings);
    return text ? parse_yaml(*text, path, findings) : std::nullopt;
}

}  // namespace models
