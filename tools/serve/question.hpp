#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tools/document.hpp"

namespace tools {

// One setting of the page: a key as `--set` takes it, and the value as text.
struct Change {
    std::string key;
    std::string value;
};

// What the page asks: a scenario of those it was offered, with changes, on one of the platforms.
struct Question {
    std::string scenario;
    std::vector<Change> changes;
    std::string platform;
};

// Something that the page would not have sent; the sentence goes back to whoever did.
class BadQuestion : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// The question in an object of the page, {"scenario": ..., "platform": ..., "set": {key: value}}.
// Only keys that the page has a control for are taken. Throws BadQuestion.
Question question_in(const Json& object);

// The same in the field of that name; nothing where it is missing or null.
std::optional<Question> question_in(const Json& object, const char* field);

// The text in a field; "" where it is missing. Throws BadQuestion where it is something else.
std::string text_in(const Json& object, const char* field);

// Whether the page may set this key: none of them names a file but by a name that was offered.
bool may_be_set(const std::string& key);

}  // namespace tools
