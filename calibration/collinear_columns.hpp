#pragma once

#include <cstddef>
#include <vector>

#include "calibration/least_squares.hpp"

namespace calibration {

// How nearly a combination of columns vanishes, and which columns are in it (Belsley, Kuh and
// Welsch, Regression Diagnostics, 1980).
struct CollinearColumns {
    double condition_number = 1;  // of the columns at unit length; infinite: they are dependent
    std::vector<std::size_t> weakest;  // ascending; those with a part of 0.3 of the largest or more
};

// At least one column, none empty, finite (LogicError).
[[nodiscard]] CollinearColumns collinear_columns(Columns columns);

}  // namespace calibration
