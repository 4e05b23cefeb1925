#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "calibration/series.hpp"

namespace calibration {

enum class Filling {
    nearest,  // the point within half a step of the moment, the earlier of two
    linear,   // between the points around the moment, where there is no gap between them
};

struct Grid {
    double step = 0;  // s; 0: the longest usual step of the series
    Filling filling = Filling::nearest;
};

// Values of several series at the same moments.
struct AlignedSeries {
    double step = 0;            // s
    std::vector<double> times;  // of the grid, s; only those at which every series has a value
    std::vector<std::vector<double>>
        values;                // of each series, in the order given; as long as times
    std::size_t left_out = 0;  // moments of the grid at which a series has a gap
};

inline constexpr std::size_t most_moments = 1000000;  // of a grid

// The series on a common grid that begins where the last of them begins. Nothing, and `problem` is
// a sentence with the way out: their times do not overlap, they never have values at the same
// moment, there are less than two points, or more than most_moments. Time grows with the number of
// points.
std::optional<AlignedSeries> align(const std::vector<const Series*>& series, const Grid& grid,
                                   std::string& problem);

}  // namespace calibration
