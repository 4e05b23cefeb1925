#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/sweep/store.hpp"

namespace tools {

// What can be asked of each answer in a store: a factor, a response, or what was computed of them.
struct ResultColumn {
    enum class Kind { factor, response, computed };

    std::string name;
    std::string sql;  // its value, from `p` (of the point) and `y` (the answer, or a replication)
    std::string unit;
    Kind kind = Kind::response;
    bool number = true;           // else words
    bool by_replication = false;  // also of each replication
};

// The answers in a store, which may come from anybody: a name that is no column of its table is
// refused, words are cut, and what is no number counts as SQLite reads it.
class Results {
public:
    explicit Results(const std::string& path);

    const std::vector<ResultColumn>& columns() const { return columns_; }
    void add(ResultColumn column) { columns_.push_back(std::move(column)); }
    const ResultColumn* find(const std::string& name) const;
    std::vector<const ResultColumn*> of(ResultColumn::Kind kind) const;

    std::string name() const;
    const Database& database() const { return store_.database(); }
    StoreCounts counts() const { return store_.counts(); }

    // "FROM ... WHERE ...", of all answers of points that did not fail, and of their replications
    // (`y.replication`), by point and contender.
    static std::string answers();
    static std::string replications();

private:
    void add_factors();
    void add_responses();
    std::vector<std::string> names_in(const std::string& table) const;

    Store store_;
    std::vector<ResultColumn> columns_;
};

// For reading: "200 Mbit/s", "12.3", a word without what a terminal would obey.
std::string shown(const Cell& cell, const std::string& unit);
std::string printable(const std::string& text);

}  // namespace tools
