#include "sim/statistics/random_effects.hpp"

#include <algorithm>
#include <cmath>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

double squared(double x)
{
    return x * x;
}

// The variance of a further observation as a sum of two mean squares, which needs no truncation.
struct FurtherVariance {
    double from_between;
    double from_within;

    explicit FurtherVariance(const RandomEffects& effects)
    {
        const auto each = static_cast<double>(effects.each);
        from_between = effects.square_between / each + effects.of_mean;
        from_within = effects.square_within * (1 - 1 / each);
    }
    double sum() const { return from_between + from_within; }
};

}  // namespace

double RandomEffects::between() const
{
    return std::max(0.0, (square_between - square_within) / static_cast<double>(each));
}

RandomEffects random_effects(std::span<const std::vector<double>> groups)
{
    EXPECT(groups.size() >= 2, "variance between groups needs two groups");
    RandomEffects effects;
    effects.groups = groups.size();
    effects.each = groups.front().size();
    EXPECT(effects.each >= 2, "variance within groups needs two observations in each");
    Tally means;
    Tally within;
    for (const std::vector<double>& group : groups) {
        EXPECT(group.size() == effects.each, "groups must be of the same size");
        Tally own;
        for (const double x : group) own.add(x);
        means.add(own.mean());
        within.add(own.variance());
    }
    effects.mean = means.mean();
    effects.square_between = means.variance() * static_cast<double>(effects.each);
    effects.square_within = within.mean();
    effects.of_mean = means.variance() / static_cast<double>(effects.groups);
    return effects;
}

ConfidenceInterval further_observation(const RandomEffects& effects, double level)
{
    const FurtherVariance variance(effects);
    if (variance.sum() <= 0) return {effects.mean, effects.mean, effects.mean, level};
    const auto groups = static_cast<double>(effects.groups);
    const auto each = static_cast<double>(effects.each);
    const double degrees =
        squared(variance.sum()) / (squared(variance.from_between) / (groups - 1) +
                                   squared(variance.from_within) / (groups * (each - 1)));
    const double half = student_t(degrees, level) * std::sqrt(variance.sum());
    return {effects.mean, effects.mean - half, effects.mean + half, level};
}

}  // namespace sim
