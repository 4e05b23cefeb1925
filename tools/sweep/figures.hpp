#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "models/scenario.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "tools/comparison.hpp"
#include "tools/sweep/database.hpp"

namespace tools {

enum class Source { run, capacity, compare };

// A number, or a word, about one platform at a point, that a design can ask for.
struct Figure {
    std::string name;  // "capacity.users"
    Source source = Source::run;
    std::string type;           // of the column: REAL, INTEGER, TEXT
    std::string unit;           // "bit/s"; empty: shares of 1, counts, words
    std::string meaning;        // in a few words
    bool interval = false;      // also its interval, in the columns NAME.low and NAME.high
    bool replications = false;  // also one value of each replication
};

std::optional<Figure> find_figure(const std::string& name);
std::vector<std::string> figure_names();

// Names of the columns of a figure: itself, then the ends of its interval.
std::vector<std::string> columns_of(const Figure& figure);

// What the columns hold, for figures of `capacity`, of `compare` and of `run`.
void add_cells(const Figure& figure, const models::Capacity& capacity, std::vector<Cell>& cells);
void add_cells(const Figure& figure, const ComparedCapacity& compared, std::vector<Cell>& cells);
void add_cells(const sim::ConfidenceInterval& interval, std::vector<Cell>& cells);

// The resource of "capacity.resources.uplink", and those that the scenario has.
std::string resource_of(const Figure& figure);  // empty: none
std::vector<std::string> resources_of(const models::Scenario& scenario);

}  // namespace tools
