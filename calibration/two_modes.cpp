#include "calibration/two_modes.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace calibration {
namespace {

constexpr std::size_t fewest = 4;
constexpr std::size_t fewest_beside_one = 8;
constexpr double least_ratio = 5;  // of a uniform density 3

// So many times the ratio with one value left aside, by simulation: of normal samples still about
// 1 % have two modes.
constexpr double aside = 2;

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

// The best cut of sorted values when its ratio exceeds `ratio` and no part has `few` values only.
std::optional<TwoModes> modes_of(std::span<const double> sorted, std::size_t few, double ratio,
                                 double least_distance)
{
    const std::size_t count = sorted.size();
    const std::size_t cut = best_cut(sorted);
    const auto low = sorted.first(cut);
    const auto high = sorted.subspan(cut);
    const TwoModes modes{mean_of(low), mean_of(high), low.size(), high.size()};
    if (std::min(modes.in_low, modes.in_high) <= few) return std::nullopt;
    const double distance = modes.high - modes.low;
    const double between = distance * distance * static_cast<double>(low.size() * high.size()) /
                           static_cast<double>(count);
    const double within = sum_of_squares(low, modes.low) + sum_of_squares(high, modes.high);
    if (between <= ratio * within || distance < least_distance) return std::nullopt;
    return modes;
}

double normal_ratio(std::size_t count)
{
    return std::max(least_ratio, std::expm1(normal_log_ratio(count)));
}

// With the smallest or the largest value, which is far from both modes, left aside.
std::optional<TwoModes> modes_beside_one(std::span<const double> sorted, double least_distance)
{
    const std::size_t rest = sorted.size() - 1;
    const std::size_t few = sorted.size() / 4;
    const double ratio = aside * normal_ratio(rest);
    if (auto modes = modes_of(sorted.last(rest), few, ratio, least_distance)) {
        ++modes->in_low;
        return modes;
    }
    auto modes = modes_of(sorted.first(rest), few, ratio, least_distance);
    if (modes) ++modes->in_high;
    return modes;
}

}  // namespace

std::optional<TwoModes> two_modes(std::span<const double> values, double least_distance)
{
    const std::size_t count = values.size();
    if (count < fewest) return std::nullopt;
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    auto modes = modes_of(sorted, count / 4, normal_ratio(count), least_distance);
    if (!modes && count >= fewest_beside_one) modes = modes_beside_one(sorted, least_distance);
    return modes;
}

}  // namespace calibration
