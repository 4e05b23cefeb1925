#include "calibration/two_modes.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace calibration {
namespace {

constexpr std::size_t fewest = 4;
constexpr double least_ratio = 5;  // of a uniform density 3

// Log of 1 + the ratio that 1 % of normal samples exceed. The limit is -log(1 - 2/pi), the best cut
// of a normal density; the rest is fitted to 200,000 samples of each of 4 to 100 values.
double normal_log_ratio(std::size_t count)
{
    const double rest = static_cast<double>(count - 2);
    return 1.0127 + 2 / std::sqrt(rest) + 5.2 / rest;
}

double sum_of_squares(std::span<const double> values, double mean)
{
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return sum;
}

double mean_of(std::span<const double> values)
{
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

struct Cut {
    TwoModes modes;
    double between = -1;  // sums of squares
    double within = 0;
};

Cut cut_at(std::span<const double> sorted, std::size_t place)
{
    const auto low = sorted.first(place);
    const auto high = sorted.subspan(place);
    Cut cut{{mean_of(low), mean_of(high), low.size(), high.size()}};
    const double distance = cut.modes.high - cut.modes.low;
    cut.between = distance * distance * static_cast<double>(low.size() * high.size()) /
                  static_cast<double>(sorted.size());
    cut.within = sum_of_squares(low, cut.modes.low) + sum_of_squares(high, cut.modes.high);
    return cut;
}

}  // namespace

std::optional<TwoModes> two_modes(std::span<const double> values, double least_distance)
{
    const std::size_t count = values.size();
    if (count < fewest) return std::nullopt;
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    Cut best;
    for (std::size_t place = 1; place < count; ++place) {
        const Cut cut = cut_at(sorted, place);
        if (cut.between > best.between) best = cut;
    }
    if (std::min(best.modes.in_low, best.modes.in_high) <= count / 4) return std::nullopt;
    const double ratio = std::max(least_ratio, std::expm1(normal_log_ratio(count)));
    if (best.between <= ratio * best.within) return std::nullopt;
    if (best.modes.high - best.modes.low < least_distance) return std::nullopt;
    return best.modes;
}

}  // namespace calibration
