#include "calibration/label_set.hpp"

#include <algorithm>
#include <utility>

namespace calibration {
namespace {

constexpr std::string_view blanks = " \t";

bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           character == '_' || character == ':';
}

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

// A text that is used up from its beginning.
class Rest {
public:
    explicit Rest(std::string_view text) : text_(text) {}

    std::size_t length() const { return text_.size(); }

    void skip_blanks()
    {
        text_.remove_prefix(std::min(text_.find_first_not_of(blanks), text_.size()));
    }

    bool take(char character)
    {
        if (!text_.starts_with(character)) return false;
        text_.remove_prefix(1);
        return true;
    }

    std::string take_name()
    {
        const std::size_t length = metric_name_length(text_);
        std::string name(text_.substr(0, length));
        text_.remove_prefix(length);
        return name;
    }

    // In double quotes.
    std::optional<std::string> take_quoted()
    {
        if (!take('"')) return std::nullopt;
        std::string value;
        while (!text_.empty() && value.size() <= longest_label) {
            char character = text_.front();
            text_.remove_prefix(1);
            if (character == '"') return value;
            if (character == '\\' && !text_.empty()) {
                character = text_.front() == 'n' ? '\n' : text_.front();
                text_.remove_prefix(1);
            }
            value += character;
        }
        return std::nullopt;
    }

private:
    std::string_view text_;
};

}  // namespace

std::size_t metric_name_length(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size() && length < longest_label &&
           (is_letter(text[length]) || (length > 0 && is_digit(text[length])))) {
        ++length;
    }
    return length;
}

std::optional<LabelSet> read_label_set(std::string_view text)
{
    LabelSet found;
    Rest rest(text);
    if (!rest.take('{')) return std::nullopt;
    rest.skip_blanks();
    while (!rest.take('}')) {
        Label label;
        label.name = rest.take_name();
        rest.skip_blanks();
        if (label.name.empty() || !rest.take('=')) return std::nullopt;
        rest.skip_blanks();
        auto value = rest.take_quoted();
        if (!value || found.labels.size() == most_labels) return std::nullopt;
        label.value = std::move(*value);
        found.labels.push_back(std::move(label));
        rest.skip_blanks();
        if (rest.take(',')) rest.skip_blanks();
    }
    found.length = text.size() - rest.length();
    return found;
}

std::string label_quoted(std::string_view value)
{
    std::string text = "\"";
    for (const char character : value) {
        if (character == '"' || character == '\\') text += '\\';
        text += character == '\n' ? "\\n" : std::string(1, character);
    }
    return text + '"';
}

}  // namespace calibration
