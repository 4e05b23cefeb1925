#pragma once

#include <stop_token>

#include "models/scenario.hpp"
#include "tools/document.hpp"

namespace tools {

// For each limit of the objective what it comes to at some numbers of users around `capacity`, from
// one replication of each on the scenario's first platform: the value, and the share of the limit
// that is used up, above 1 where it is broken. Throws models::Cancelled when asked to stop.
Json limit_curve(const models::Scenario& scenario, int capacity, int threads,
                 const std::stop_token& stop);

}  // namespace tools
