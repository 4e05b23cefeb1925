#include "calibration/json_lines.hpp"

#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "calibration/line_parts.hpp"

namespace calibration {
namespace {

using Json = nlohmann::json;

bool is_part_of_number(char character)
{
    return std::string_view("0123456789.+-eE").find(character) != std::string_view::npos;
}

// How far a text has been read.
struct Cursor {
    const char* at = nullptr;
    const char* end = nullptr;
    std::size_t line = 1;
    const char* begin = nullptr;

    void advance()
    {
        if (*at++ == '\n') ++line;
    }

    void advance_to(const char* place)
    {
        while (at != place) advance();
    }

    void step_back()
    {
        if (*--at == '\n') --line;
    }

    // The line of the token read last; after a number the reader is one character ahead.
    std::size_t token_line() const { return at != begin && at[-1] == '\n' ? line - 1 : line; }
};

// Reads the characters through the cursor, so that it knows the line at every moment.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    explicit CountingIterator(Cursor* cursor) : cursor_(cursor) {}

    reference operator*() const { return *cursor_->at; }
    CountingIterator& operator++()
    {
        cursor_->advance();
        return *this;
    }
    // Equal to the end, which has no cursor.
    bool operator==(const CountingIterator& other) const { return is_end() == other.is_end(); }
    bool operator!=(const CountingIterator& other) const { return !(*this == other); }

private:
    bool is_end() const { return cursor_ == nullptr || cursor_->at == cursor_->end; }

    Cursor* cursor_;
};

// Builds the tree of one document; stops at the limits. Its functions are those that
// nlohmann::json::sax_parse calls.
class TreeBuilder {
public:
    TreeBuilder(const Cursor& cursor, std::size_t& values) : cursor_(cursor), values_(values) {}

    bool null() { return add(JsonNode::Kind::null) != nullptr; }
    bool boolean(bool value)
    {
        JsonNode* node = add(JsonNode::Kind::boolean);
        if (node != nullptr) node->number = value ? 1 : 0;
        return node != nullptr;
    }
    bool number_integer(Json::number_integer_t value)
    {
        return add_number(static_cast<double>(value));
    }
    bool number_unsigned(Json::number_unsigned_t value)
    {
        return add_number(static_cast<double>(value));
    }
    bool number_float(Json::number_float_t value, const Json::string_t&)
    {
        return std::isfinite(value) && add_number(value);
    }
    bool string(Json::string_t& value)
    {
        JsonNode* node = add(JsonNode::Kind::text);
        if (node != nullptr) node->text = std::move(value);
        return node != nullptr;
    }
    bool binary(Json::binary_t&) { return false; }
    bool key(Json::string_t& value)
    {
        key_ = std::move(value);
        return true;
    }
    bool start_object(std::size_t) { return open(JsonNode::Kind::object); }
    bool start_array(std::size_t) { return open(JsonNode::Kind::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&)
    {
        return false;
    }

    JsonNode take_root() { return std::move(root_); }

private:
    JsonNode* add(JsonNode::Kind kind)
    {
        if (++values_ > most_json_values) return nullptr;
        JsonNode& node = open_.empty() ? root_ : open_.back()->items.emplace_back();
        node.kind = kind;
        node.key = std::exchange(key_, {});
        node.line = cursor_.token_line();
        return &node;
    }

    // A number at the very end of the text may lack digits.
    bool add_number(double value)
    {
        if (cursor_.at == cursor_.end && is_part_of_number(cursor_.at[-1])) return false;
        JsonNode* node = add(JsonNode::Kind::number);
        if (node != nullptr) node->number = value;
        return node != nullptr;
    }

    // Pointers stay valid: only the innermost open node gets new items.
    bool open(JsonNode::Kind kind)
    {
        if (open_.size() == deepest_json) return false;
        JsonNode* node = add(kind);
        if (node != nullptr) open_.push_back(node);
        return node != nullptr;
    }

    bool close()
    {
        open_.pop_back();
        return true;
    }

    const Cursor& cursor_;
    std::size_t& values_;
    JsonNode root_;
    std::vector<JsonNode*> open_;
    std::string key_;
};

// Whether a document may begin here: spares the noise of brackets in other text.
bool may_begin(std::string_view text)
{
    if (text.empty() || (text.front() != '{' && text.front() != '[')) return false;
    const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
    if (next == std::string_view::npos) return false;
    const char character = text[next];
    if (text.front() == '{') return character == '"' || character == '}';
    return std::string_view("{[]\"-0123456789tfn").find(character) != std::string_view::npos;
}

// The document that begins at the cursor, which is left behind it, or where it breaks off.
JsonDocument read_one(Cursor& cursor, std::size_t& values)
{
    JsonDocument document;
    const char* begin = cursor.at;
    TreeBuilder builder(cursor, values);
    document.complete = Json::sax_parse(CountingIterator(&cursor), CountingIterator(nullptr),
                                        &builder, Json::input_format_t::json, false);
    document.root = builder.take_root();
    document.last_line = cursor.token_line();
    // the character that did not fit may begin the next document
    if (!document.complete && cursor.at != cursor.end && cursor.at - begin > 1) cursor.step_back();
    return document;
}

}  // namespace

const JsonNode* JsonNode::find(std::string_view member) const
{
    if (kind != Kind::object) return nullptr;
    for (const JsonNode& item : items) {
        if (item.key == member) return &item;
    }
    return nullptr;
}

const JsonNode* JsonNode::find_path(std::initializer_list<std::string_view> path) const
{
    const JsonNode* node = this;
    for (const std::string_view member : path) {
        if (node != nullptr) node = node->find(member);
    }
    return node;
}

std::optional<double> JsonNode::number_at(std::string_view member) const
{
    const JsonNode* node = find(member);
    if (node != nullptr && node->is_text()) return calibration::number(node->text);
    return node != nullptr && node->is_number() ? std::optional(node->number) : std::nullopt;
}

std::string_view JsonNode::text_at(std::string_view member) const
{
    const JsonNode* node = find(member);
    return node != nullptr && node->is_text() ? std::string_view(node->text) : std::string_view();
}

JsonDocuments read_json(std::string_view text, std::size_t first_line)
{
    JsonDocuments found;
    std::size_t values = 0;
    Cursor cursor{text.data(), text.data() + text.size(), first_line, text.data()};
    while (cursor.at != cursor.end && values < most_json_values) {
        const auto at = static_cast<std::size_t>(cursor.at - cursor.begin);
        const std::size_t next = std::min(text.find_first_of("{[", at), text.size());
        cursor.advance_to(cursor.begin + next);
        if (next == text.size()) break;
        if (!may_begin(text.substr(next))) {
            cursor.advance();
            continue;
        }
        JsonDocument document = read_one(cursor, values);
        const bool has_content = document.complete || !document.root.items.empty();
        if (has_content) found.documents.push_back(std::move(document));
    }
    found.too_many = values >= most_json_values;
    return found;
}

}  // namespace calibration
