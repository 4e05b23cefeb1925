#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/parameter.hpp"
#include "models/yaml_tree.hpp"

namespace tools {

// One value of a factor, as it is written after `--set key=`.
struct Level {
    std::string text;
    double number = std::numeric_limits<double>::quiet_NaN();  // in the unit of the factor
    int line = 0;                                              // where it stands
    int column = 0;
};

// All between two ends, both included.
struct Range {
    double low = 0;
    double high = 0;
    bool logarithmic = false;
    bool whole = false;  // whole numbers only
    int steps = 0;       // of a grid; 0: none given
};

// What changes from point to point: a key that `--set` takes.
struct Factor {
    std::string key;
    models::Place place;                         // of the values; of a list its file
    std::optional<models::Dimension> dimension;  // of numbers; nothing: words
    std::vector<Level> levels;                   // either these
    std::optional<Range> range;                  // or this
};

// KEY OP VALUE, where the value is a number, a word or another factor.
struct Condition {
    std::size_t factor = 0;
    std::string relation;  // "<", "<=", "=", "!=", ">=", ">"
    std::optional<std::size_t> other;
    double number = 0;
    std::string word;
};

// At least one of these has to hold.
using Alternatives = std::vector<Condition>;

enum class Method { grid, list, latin_hypercube, sobol };

// A figure of `run`, `capacity` or `compare` that is asked for.
struct Response {
    std::string name;  // "capacity.users"
    models::Place place;
};

// How many replications a `run` has at each point.
struct Replications {
    int least = 1;
    int most = 1;         // above `least`: goes on until `relative` is reached
    double relative = 0;  // half width of the interval of `response` over its mean
    std::string response;
};

// How capacities are searched, as the options of `capacity`.
struct SearchOptions {
    double held = 0.95;
    double precision = 0.02;
    int budget = 500;
    bool calibration_error = true;
};

// What is asked: a base scenario, and the points at which it is answered.
struct Design {
    std::string path;
    std::string text;  // of the file
    std::string list;  // path of the list of points, or empty
    std::string name;
    std::string title;
    std::string scenario;                                       // path
    std::vector<std::pair<std::string, models::YamlNode>> set;  // changes at every point
    Method method = Method::grid;
    std::uint64_t samples = 0;  // of Latin hypercube and Sobol
    std::vector<Factor> factors;
    // Factors that move together; each factor is in one of them.
    std::vector<std::vector<std::size_t>> coordinates;
    std::vector<Alternatives> conditions;  // all of them have to hold
    std::vector<Response> responses;
    Replications replications;
    SearchOptions search;
    double level = 0.95;
};

inline constexpr std::uint64_t most_points = 10'000'000;  // before conditions
inline constexpr std::size_t most_factors = 200;
inline constexpr std::size_t most_responses = 200;
inline constexpr std::uint64_t most_hypercube_places = 20'000'000;  // points x factors

// Reads a design with the list of points it may name. Throws models::InputError with all findings.
Design read_design(const std::string& path);

}  // namespace tools
