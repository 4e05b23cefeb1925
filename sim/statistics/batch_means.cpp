#include "sim/statistics/batch_means.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

constexpr std::array<std::size_t, 3> numbers_of_batches = {20, 15, 10};
constexpr std::size_t quarters = 4;  // that make a batch
constexpr std::size_t fewest_observations = quarters * numbers_of_batches.back();
// What a standard normal number exceeds with the probability 1 % and 10 %.
constexpr double in_batches_by_chance = 2.3263478740408408;
constexpr double in_quarters_by_chance = 1.2815515655446004;

Tally tally_of(std::span<const double> observations)
{
    Tally tally;
    for (const double observation : observations) tally.add(observation);
    return tally;
}

// Of so many batches of equal length, which end with the series.
std::vector<double> means_of(std::span<const double> observations, std::size_t batches)
{
    const std::size_t size = observations.size() / batches;
    std::span<const double> rest = observations.last(size * batches);
    std::vector<double> means;
    for (; !rest.empty(); rest = rest.subspan(size)) {
        means.push_back(tally_of(rest.first(size)).mean());
    }
    return means;
}

// 1 - sum of (Y_i - Y_i+1)^2 / 2 sum of (Y_i - mean)^2: the correlation of neighbours and, for the
// ends of the series, a little more.
double correlation_of(const std::vector<double>& means)
{
    const Tally tally = tally_of(means);
    const double squares = tally.variance() * static_cast<double>(means.size() - 1);
    if (squares == 0) return 0;
    double steps = 0;
    for (std::size_t i = 1; i < means.size(); ++i) {
        steps += (means[i] - means[i - 1]) * (means[i] - means[i - 1]);
    }
    return 1 - steps / (2 * squares);
}

// Von Neumann's test: of k independent normal means the correlation has the variance
// (k - 2) / (k^2 - 1).
bool is_chance(double correlation, std::size_t batches, double normal)
{
    const double k = static_cast<double>(batches);
    return correlation <= normal * std::sqrt((k - 2) / (k * k - 1));
}

bool look_independent(std::span<const double> observations, std::size_t batches)
{
    const double own = correlation_of(means_of(observations, batches));
    const double of_quarters = correlation_of(means_of(observations, quarters * batches));
    return is_chance(own, batches, in_batches_by_chance) &&
           is_chance(of_quarters, quarters * batches, in_quarters_by_chance);
}

BatchMeans refused(std::span<const double> observations, double level, double correlation,
                   const std::string& reason)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double mean = tally_of(observations).mean();
    return {false,       0,
            0,           {mean, -infinity, infinity, level},
            correlation, "no interval from batch means: " + reason};
}

BatchMeans in_batches(std::span<const double> observations, double level, std::size_t batches)
{
    const std::vector<double> means = means_of(observations, batches);
    const std::size_t size = observations.size() / batches;
    const double correlation = correlation_of(means);
    const double printed = std::round(100 * correlation) / 100 + 0.0;  // never -0.00
    return {true,
            batches,
            size,
            confidence_interval(tally_of(means), level),
            correlation,
            fmt::format("the interval is that of {} batches of {} observations, whose correlation "
                        "of {:.2f} is no more than chance",
                        batches, size, printed)};
}

}  // namespace

BatchMeans batch_means(std::span<const double> observations, double level)
{
    EXPECT(level > 0 && level < 1, "the level of an interval must lie strictly between 0 and 1");
    for (const double x : observations) EXPECT(std::isfinite(x), "batch means need finite numbers");
    if (observations.size() < fewest_observations) {
        return refused(observations, level, std::numeric_limits<double>::quiet_NaN(),
                       fmt::format("they need at least {} observations, and there are {}",
                                   fewest_observations, observations.size()));
    }
    for (const std::size_t batches : numbers_of_batches) {
        if (observations.size() >= quarters * batches && look_independent(observations, batches)) {
            return in_batches(observations, level, batches);
        }
    }
    const std::size_t fewest = numbers_of_batches.back();
    return refused(observations, level, correlation_of(means_of(observations, fewest)),
                   fmt::format("even {} batches of {} observations look correlated, in themselves "
                               "or in their quarters; the run is too short",
                               fewest, observations.size() / fewest));
}

}  // namespace sim
