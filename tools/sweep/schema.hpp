#pragma once

#include <string>
#include <vector>

#include "tools/sweep/design.hpp"
#include "tools/sweep/point_task.hpp"

namespace tools {

inline constexpr int application_id = 0x62626361;  // "bbca"
inline constexpr int schema_version = 1;

// A column of a table.
struct Column {
    std::string name;
    std::string type;
};

std::vector<Column> factor_columns(const Design& design);
std::vector<Column> answer_columns(const SweepQuestion& question);
std::vector<Column> observation_columns(const SweepQuestion& question);

// The statements that make the tables of a store.
std::string schema_of(const Design& design, const SweepQuestion& question);

// "INSERT OR REPLACE INTO table VALUES (?, ?, ...)"
std::string insert_into(const std::string& table, std::size_t columns);

// The tables that two stores of the same answers have alike, in the order of their keys.
inline constexpr const char* compared_tables[] = {"sweep", "input",  "factor",     "response",
                                                  "point", "answer", "observation"};

}  // namespace tools
