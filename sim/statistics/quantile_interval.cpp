#include "sim/statistics/quantile_interval.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/expect.hpp"

namespace sim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The probability that at least k of n observations lie below the quantile p: the law of the order
// statistics of uniforms.
double at_least(std::size_t k, std::size_t n, double p)
{
    if (k == 0) return 1;
    if (k > n) return 0;
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    return boost::math::ibeta(static_cast<double>(k), static_cast<double>(n - k + 1), p, Policy());
}

// The first k in 1 ... n + 1 with at most the probability `missed` of at least k below.
std::size_t upper_rank(std::size_t n, double p, double missed)
{
    std::size_t low = 0;  // its probability is above
    std::size_t high = n + 1;
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (at_least(middle, n, p) <= missed ? high : low) = middle;
    }
    return high;
}

}  // namespace

QuantileInterval quantile_interval(std::span<const double> observations, double p, double level)
{
    EXPECT(p > 0 && p < 1, "the interval of a quantile needs a share strictly between 0 and 1");
    EXPECT(level > 0 && level < 1, "the level of an interval must lie strictly between 0 and 1");
    std::vector<double> sorted(observations.begin(), observations.end());
    for (const double x : sorted) EXPECT(!std::isnan(x), "a quantile needs numbers");
    if (sorted.empty()) {
        return {std::numeric_limits<double>::quiet_NaN(), -infinity, infinity, level};
    }
    std::sort(sorted.begin(), sorted.end());
    const std::size_t n = sorted.size();
    const double missed = (1 - level) / 2;
    // the lower side is the upper one of the mirrored sample
    const std::size_t above = upper_rank(n, 1 - p, missed);
    const std::size_t below = upper_rank(n, p, missed);
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(n)));
    return {sorted[std::clamp<std::size_t>(rank, 1, n) - 1],
            above <= n ? sorted[n - above] : -infinity, below <= n ? sorted[below - 1] : infinity,
            level};
}

}  // namespace sim
