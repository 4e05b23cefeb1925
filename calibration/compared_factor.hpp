#pragma once

#include <cstddef>
#include <optional>

#include "calibration/overhead_factor.hpp"
#include "calibration/pairing.hpp"

namespace calibration {

// What became of the outliers of a comparison.
enum class Treatment { none_found, kept, weighed_down, dropped };

const char* to_string(Treatment treatment);

// A comparison with its factor, guest over native of the measured quantity.
struct ComparedFactor {
    Comparison comparison;
    OverheadFactor factor;
    Treatment treatment = Treatment::none_found;

    // The factor if outliers that are kept were weighed down, and the plain one if they are not
    // kept; nothing where none was found.
    std::optional<OverheadFactor> otherwise;

    std::size_t outliers() const;
};

// The plain factor is the mean log ratio of pairs, where what disturbs both of a pair cancels, else
// the ratio of the means, what the averages give that tools print, or of the geometric means where
// a side has two modes. A run that is far off is something the machine does, too, so outliers are
// kept while the interval of the plain factor, which they widen, holds that of the robust one
// (overhead_factor.hpp); of pairs, while they move it by at most 1.5 of its standard errors. Beyond
// that they are weighed down, and the robust factor stands. Dropping leaves geometric means.
[[nodiscard]] ComparedFactor compared_factor(Comparison comparison, bool drop_outliers);

}  // namespace calibration
