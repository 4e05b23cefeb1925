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

// How many values the lower part has at the cut with the largest sum of squares between the parts.
std::size_t best_cut(std::span<const double> sorted)
{
    const double count = static_cast<double>(sorted.size());
    const double mean = mean_of(sorted);
    std::size_t best = 1;
    double largest = -1;
    double low_sum = 0;  // of the distances from the mean
    for (std::size_t place = 1; place < sorted.size(); ++place) {
        low_sum += sorted[place - 1] - mean;
        const double low = static_cast<double>(place);
        const double between = low_sum * low_sum * count / (low * (count - low));
        if (between > largest) {
            largest = between;
            best = place;
        }
    }
    return best;
}

}  // namespace

std::optional<TwoModes> two_modes(std::span<const double> values, double least_distance)
{
    const std::size_t count = values.size();
    if (count < fewest) return std::nullopt;
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const std::size_t cut = best_cut(sorted);
    const auto low = std::span(sorted).first(cut);
    const auto high = std::span(sorted).subspan(cut);
    const TwoModes modes{mean_of(low), mean_of(high), low.size(), high.size()};
    if (std::min(modes.in_low, modes.in_high) <= count / 4) return std::nullopt;
    const double distance = modes.high - modes.low;
    const double between = distance * distance * static_cast<double>(low.size() * high.size()) /
                           static_cast<double>(count);
    const double within = sum_of_squares(low, modes.low) + sum_of_squares(high, modes.high);
    const double ratio = std::max(least_ratio, std::expm1(normal_log_ratio(count)));
    if (between <= ratio * within || distance < least_distance) return std::nullopt;
    return modes;
}

}  // namespace calibration
