#include "sim/statistics/one_at_a_time.hpp"

#include <algorithm>
#include <array>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

double mean_of(const std::vector<double>& values)
{
    Tally tally;
    for (const double value : values) tally.add(value);
    return tally.mean();
}

}  // namespace

std::vector<std::vector<double>> one_at_a_time_design(std::span<const double> centre)
{
    const std::vector<double> middle(centre.begin(), centre.end());
    std::vector<std::vector<double>> points = {middle};
    for (std::size_t k = 0; k < middle.size(); ++k) {
        for (const double end : {0.0, 1.0}) {
            points.push_back(middle);
            points.back()[k] = end;
        }
    }
    return points;
}

std::vector<OneAtATimeEffect> one_at_a_time_effects(std::span<const std::vector<double>> responses,
                                                    double level)
{
    EXPECT(responses.size() % 2 == 1, "a design of one at a time has an odd number of points");
    for (const std::vector<double>& at_point : responses) {
        EXPECT(!at_point.empty() && at_point.size() == responses.front().size(),
               "every point needs the same replications");
    }
    std::vector<OneAtATimeEffect> effects;
    for (std::size_t point = 1; point + 1 < responses.size(); point += 2) {
        std::array<const std::vector<double>*, 3> ends = {&responses[0], &responses[point],
                                                          &responses[point + 1]};
        std::ranges::stable_sort(ends, {}, [](const auto* values) { return mean_of(*values); });
        effects.push_back({mean_of(responses[point]), mean_of(responses[point + 1]),
                           paired_difference(*ends[2], *ends[0], level)});
    }
    return effects;
}

}  // namespace sim
