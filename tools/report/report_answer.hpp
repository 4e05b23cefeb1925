#pragma once

#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "tools/arguments.hpp"
#include "tools/comparison.hpp"

namespace tools {

// What a report tells. All parts of it are made from this alone.
struct ReportAnswer {
    std::string command;  // gives the same bytes again
    models::Scenario scenario;
    Comparison comparison;  // the platforms; also where there is one alone
    std::vector<models::Capacity> capacities;

    std::vector<std::string> platforms() const;
    const models::Capacity& tightest() const;  // that carries the fewest users
};

// Simulates: capacities with the curve around them and gains, the whole workload with rates.
// `options` are search_options(arguments), perhaps with a progress and a stop of one's own.
ReportAnswer answer_for_report(const models::Scenario& scenario, const Arguments& arguments,
                               models::CapacityOptions options);

}  // namespace tools
