#include "models/yaml_syntax.hpp"

namespace models {
namespace {

struct SyntaxSentence {
    const char* message;  // of yaml-cpp
    const char* sentence;
};

constexpr SyntaxSentence syntax_sentences[] = {
    {"end of map not found",
     "this line does not fit the lines above; indent keys of one mapping alike"},
    {"end of sequence not found",
     "this line does not fit the list above; indent its items alike, each with `- `"},
    {"end of map flow not found", "a `{` is not closed; add the `}` or a comma"},
    {"end of sequence flow not found", "a `[` is not closed; add the `]` or a comma"},
    {"illegal flow end", "this closing bracket has no partner; check the brackets before it"},
    {"illegal map value",
     "a `:` may not stand here; check the indentation above, or put the value in quotes"},
    {"illegal map key", "a key may not stand here; put it on a line of its own"},
    {"illegal block entry", "a list item may not stand here; put `- ` on a line of its own"},
    {"illegal EOF in scalar", "a quotation mark is not closed; add it"},
    {"illegal document indicator in scalar", "a quotation mark is not closed; add it"},
    {"illegal tab when looking for indentation", "a tab in the indentation; use spaces"},
    {"the referenced anchor is not defined", "aliases are not supported; write the value out here"},
    {"unknown token", "this character cannot begin a value; put the text in quotes"},
    {"bad file", "nested far too deeply; is a bracket missing?"},
};

}  // namespace

std::string syntax_sentence(const std::string& message)
{
    for (const SyntaxSentence& known : syntax_sentences) {
        if (message == known.message) return known.sentence;
    }
    if (message.starts_with("unknown escape character")) {
        return "a backslash in double quotes is an escape; use single quotes instead";
    }
    return "this is not YAML (" + message + "); put it in quotes if it is meant as text";
}

}  // namespace models
