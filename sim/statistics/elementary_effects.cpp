#include "sim/statistics/elementary_effects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

constexpr double step = 2.0 / 3;

// A whole number from 0 to n - 1.
std::size_t drawn_below(std::size_t n, RandomStream& stream)
{
    return static_cast<std::size_t>(stream.uniform() * static_cast<double>(n));
}

std::vector<std::size_t> drawn_order(std::size_t n, RandomStream& stream)
{
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[drawn_below(i, stream)]);
    return order;
}

std::size_t moved_coordinate(const std::vector<double>& from, const std::vector<double>& to)
{
    const auto moved = std::ranges::mismatch(from, to).in1;
    EXPECT(moved != from.end(), "each step of a trajectory moves a coordinate");
    return static_cast<std::size_t>(moved - from.begin());
}

}  // namespace

std::vector<std::vector<double>> elementary_effects_design(std::size_t dimension,
                                                           std::size_t trajectories,
                                                           RandomStream& stream)
{
    EXPECT(dimension > 0 && trajectories > 1, "elementary effects need two trajectories");
    std::vector<std::vector<double>> points;
    for (std::size_t number = 0; number < trajectories; ++number) {
        std::vector<double> point(dimension);
        for (double& x : point) x = static_cast<double>(drawn_below(4, stream)) / 3;
        points.push_back(point);
        for (const std::size_t k : drawn_order(dimension, stream)) {
            point[k] += point[k] < 0.5 ? step : -step;
            point[k] = std::round(3 * point[k]) / 3;
            points.push_back(point);
        }
    }
    return points;
}

std::vector<ElementaryEffects> elementary_effects(std::span<const std::vector<double>> design,
                                                  std::span<const double> responses, double level)
{
    EXPECT(!design.empty() && design.size() == responses.size(), "each point needs a response");
    const std::size_t dimension = design.front().size();
    std::vector<Tally> effects(dimension);
    std::vector<Tally> absolute(dimension);
    for (std::size_t point = 1; point < design.size(); ++point) {
        if (point % (dimension + 1) == 0) continue;  // a trajectory begins
        const std::size_t k = moved_coordinate(design[point - 1], design[point]);
        const double effect =
            (responses[point] - responses[point - 1]) / (design[point][k] - design[point - 1][k]);
        effects[k].add(effect);
        absolute[k].add(std::abs(effect));
    }
    std::vector<ElementaryEffects> result;
    for (std::size_t k = 0; k < dimension; ++k) {
        ConfidenceInterval strength = confidence_interval(absolute[k], level);
        strength.low = std::max(0.0, strength.low);
        result.push_back({effects[k].mean(), strength, std::sqrt(effects[k].variance())});
    }
    return result;
}

}  // namespace sim
