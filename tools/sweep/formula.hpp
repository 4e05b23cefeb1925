#pragma once

#include <string>
#include <vector>

#include "tools/sweep/results.hpp"

namespace tools {

// Arithmetic over the columns of a store: "4 * guest.vcpus + 2 * guest.memory / 1 GiB".
struct Formula {
    std::string text;
    std::string sql;              // NULL where it divides by zero or a value is not known
    std::string unit;             // of a single column; empty otherwise
    bool by_replication = false;  // can be worked out of each replication
};

// What is to be large or small: "capacity.users"; "least run.cpu_utilization" or with a minus.
struct Objective {
    Formula formula;
    bool least = false;

    std::string text() const { return (least ? "least " : "most ") + formula.text; }
};

// Each throws UsageError, naming `option`, where the text is none.
Objective read_objective(const std::string& option, const std::string& text,
                         const Results& results);

// "cost_per_month < 200", "platform = kvm or guest.vcpus <= 4", as SQL.
std::string read_constraint(const std::string& option, const std::string& text,
                            const Results& results);

// "NAME = FORMULA", a column that the store does not have.
ResultColumn read_column(const std::string& option, const std::string& text,
                         const Results& results);

}  // namespace tools
