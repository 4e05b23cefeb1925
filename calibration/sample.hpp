#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace calibration {

// Whether more or less of a metric is better; neither of a series that only watches.
enum class Better { higher, lower, neither };

const char* to_string(Better better);

// Under which a sample was taken. Sizes are in bytes, times in seconds, counts plain numbers, so
// that equal conditions compare equal however a tool wrote them.
struct Condition {
    std::string name;
    std::variant<double, std::string> value;

    bool operator==(const Condition&) const = default;
};

using Conditions = std::vector<Condition>;  // sorted by name, each name once

// Sets the condition of that name, in its place.
void set_condition(Conditions& conditions, std::string_view name, double value);
void set_condition(Conditions& conditions, std::string_view name, std::string_view value);

// The condition of that name, or nullptr.
const Condition* find_condition(const Conditions& conditions, std::string_view name);

// "problem_size=45000 threads=32", or the value of one: "45000".
std::string in_words(const Conditions& conditions);
std::string in_words(const Condition& condition);

// One trial of a benchmark, or one point of a monitored series.
struct Sample {
    std::string metric;  // see calibration/README.md
    double value = 0;    // finite, in `unit`
    std::string unit;    // as the file states it
    Better better = Better::higher;
    Conditions conditions;
    std::size_t line = 0;  // of the file, from 1; 0: the file has no lines
};

// What a tool did from its start to its end. Different guests are different runs.
struct Run {
    bool complete = true;  // false: it was killed, or the file was cut
    std::vector<Sample> samples;
    // What to know before the samples are used, in sentences; text of the file only in quotes.
    std::vector<std::string> flags;

    // Takes most_samples at most, none that is not finite, and says what it left out.
    void add(Sample sample);
    void flag(std::string sentence);  // each sentence once, at most most_flags
};

// Limits of what is kept of one file.
inline constexpr std::size_t most_samples = 500000;
inline constexpr std::size_t most_runs = 10000;
inline constexpr std::size_t most_flags = 50;  // of a run

// What came out of one file.
struct Imported {
    std::string file;
    std::string tool;     // name of the importer; empty: not recognized
    std::string version;  // of the tool, as the file states it; empty: it does not
    std::vector<Run> runs;
    std::string
        diagnosis;  // why there are no samples, or what is wrong with the file; mostly empty

    bool has_samples() const;
    void add_run(Run run);  // up to the limits; says in the diagnosis when it left some out
    void add_version(std::string_view one);  // "3.327, 3.434" where runs differ
};

}  // namespace calibration
