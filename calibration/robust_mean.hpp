#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace calibration {

// What becomes of values far from the rest.
enum class Outliers { weigh_down, drop, keep };

struct RobustMean {
    double mean = 0;
    double standard_error = 0;  // NaN from fewer than two values
    double degrees_of_freedom = 0;
    std::vector<std::size_t> outliers;  // indices of the values, ascending
};

// The mean of values of which a few may be far off. An M-estimate (Huber, Robust Statistics, 1981,
// chapters 3 and 7): with u the distance in deviations, 1.4826 median |x - median|, the weight is 1
// up to u = k and (k / u)^2 beyond, so the farther a value the smaller its pull. The error is the
// usual one of an M-estimate with Huber's correction for few values. An outlier by name is one
// beyond k + 3. Dropped, these are left out first; kept, the mean is the plain one.
//
// A deviation from few values is a poor scale, so k(n) = 1.5 + 25 / (n - 3)^1.5: 10 for five
// values, 2.8 for ten, 1.7 for thirty. On normal values the intervals then stay right and 1 to 2 %
// of samples have an outlier by name. Three values cannot tell which of them is far off: plain
// mean.
//
// Simpler than both is Student's t, which one outlier among five only widens; but three among
// thirty shift it, and dropping by a test makes intervals too short where the test is in doubt.
// Values are finite, at least one (LogicError).
[[nodiscard]] RobustMean robust_mean(std::span<const double> values, Outliers outliers);

}  // namespace calibration
