#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace sim {

// What MSER-5 decided on the initial transient of a series. If it could not decide, nothing is
// deleted and the report says why.
struct WarmUp {
    bool found = false;
    std::size_t deleted = 0;  // observations at the beginning
    double mean = 0;          // of the rest; NaN of an empty series
    std::string report;       // one sentence
};

// MSER-5 (White, Simulation 69, 1997): in batch means of 5 observations, the truncation d that
// minimises the marginal standard error, sum over j > d of (Y_j - mean)^2 / (m - d)^2, with at
// least 5 of the m batches kept. Refused when fewer than 10 batches are full or the minimum lies in
// the second half: the series is then too short for its transient. Observations must be finite.
[[nodiscard]] WarmUp delete_warm_up(std::span<const double> observations);

}  // namespace sim
