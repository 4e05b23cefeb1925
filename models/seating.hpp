#pragma once

#include <cstddef>
#include <vector>

#include "models/workload.hpp"

namespace models {

// Which persona takes each of the first `users` seats of a room: those with `first` in the order
// of the file, then shares of the rest spread evenly (largest remainder, so that every prefix of
// the seats has the shares as nearly as whole users allow).
std::vector<std::size_t> seating(const Workload& workload, int users);

// How many users sit in each room when `users` are divided into rooms of the workload's size.
std::vector<int> room_sizes(const Workload& workload, int users);

// Joins/s that go on while this many users are held present.
double join_rate(const Workload& workload, int users);

}  // namespace models
