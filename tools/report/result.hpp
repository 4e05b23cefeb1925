#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "tools/arguments.hpp"

namespace tools {

// What `capacity --json` or `compare --json` wrote: the question, and what it came to.
struct Result {
    struct Answer {
        std::string platform;
        long users = 0;
        std::string fingerprint;
    };
    std::string path;
    std::vector<std::string> asked;  // of asked_words()
    std::vector<Answer> answers;
};

// Nothing where the file is no document of this program, but perhaps a scenario. Throws UsageError
// where a report cannot be made of it, models::InputError where it cannot be read.
std::optional<Result> read_result(const std::string& path);

// The arguments that ask what the result did, with `given` where it has no say. Throws UsageError
// where `given` asks something itself.
Arguments arguments_of(const Result& result, const Arguments& given);

// Throws UsageError where the answer of today is not that of the result.
void expect_same(const Result& result, const std::vector<models::Capacity>& capacities);

}  // namespace tools
