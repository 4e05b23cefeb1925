#pragma once

#include <stdexcept>
#include <string>

namespace sim {

// A programmer's error: what the caller promised does not hold. Never a user's input.
class LogicError : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

[[noreturn]] inline void expectation_failed(const char* sentence, const char* file, int line)
{
    throw LogicError(std::string(sentence) + " (" + file + ":" + std::to_string(line) + ")");
}

}  // namespace sim

// Throws sim::LogicError with the sentence and the place unless the condition holds; on in every
// build.
#define EXPECT(condition, sentence)                                    \
    do {                                                               \
        if (!(condition)) [[unlikely]]                                 \
            ::sim::expectation_failed((sentence), __FILE__, __LINE__); \
    } while (false)
