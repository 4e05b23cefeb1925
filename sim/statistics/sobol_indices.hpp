#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/random_stream.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace sim {

// Shares of the variance of a response over the unit cube that one coordinate makes: by itself, and
// with all its interactions. Estimates, so they may lie a little outside of 0 ... 1.
struct SobolIndices {
    ConfidenceInterval first{};
    ConfidenceInterval total{};
};

inline constexpr std::size_t most_sobol_coordinates = 1800;

// For each sample two points A and B, then for each coordinate A with that one from B. A coordinate
// of A and that of B are neighbouring dimensions of Sobol's sequence in twice as many (direction
// numbers of Joe and Kuo, SIAM J. Sci. Comput. 30, 2008): others resemble each other up to very
// many samples, neighbours no longer do from 256 on. A power of two of samples is filled most
// evenly. 1 ... most_sobol_coordinates coordinates (LogicError).
[[nodiscard]] std::vector<std::vector<double>> sobol_design(std::size_t dimension,
                                                            std::size_t samples);

// By coordinate, from the responses at the points of the design: first-order index by Saltelli et
// al. (Computer Physics Communications 181, 2010, table 2 b), total index by Jansen (ibid., f).
// Percentile intervals from 1,000 bootstraps over the samples, drawn from `stream`: made for
// independent points, so rather too wide for Sobol's. All 0 where the response never changes. At
// least two samples (LogicError).
[[nodiscard]] std::vector<SobolIndices> sobol_indices(std::span<const double> responses,
                                                      std::size_t dimension, double level,
                                                      RandomStream& stream);

}  // namespace sim
