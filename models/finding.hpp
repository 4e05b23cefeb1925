#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace models {

// A place in the user's input: a file, or an option of the command line (line 0).
struct Place {
    std::string file;
    int line = 0;    // from 1; 0: the command line
    int column = 0;  // from 1

    bool on_command_line() const { return line == 0; }
    bool operator==(const Place&) const = default;
};

// What is wrong with the input, where, and the way out, in one sentence.
struct Finding {
    Place place;
    std::string sentence;
};

// "kvm.yaml:4:21: `platform.kvm.cpu.compute` must be ..."
std::string to_string(const Finding& finding);

// Everything found wrong with the input, ordered by file and line; what() has one line for each.
class InputError : public std::runtime_error {
public:
    explicit InputError(std::vector<Finding> findings);
    const std::vector<Finding>& findings() const { return findings_; }

private:
    std::vector<Finding> findings_;
};

// Collects findings, so that all of them can be told at once.
class Findings {
public:
    void add(const Place& place, std::string sentence);
    bool empty() const { return findings_.empty(); }
    std::size_t size() const { return findings_.size(); }
    const std::vector<Finding>& list() const { return findings_; }
    void throw_if_any() const;  // InputError

private:
    std::vector<Finding> findings_;
};

// The user's text as it may stand in a sentence: in double quotes, cut after 40 characters, without
// control characters and bytes that are no UTF-8, which it shows like \x1b.
std::string quoted(std::string_view text);

// The same without quotes, cut after 100 characters.
std::string printable(std::string_view text);

// The same between back quotes, for keys and names, which may be longer.
std::string key_quoted(std::string_view text);

}  // namespace models
