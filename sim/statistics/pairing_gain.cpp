#include "sim/statistics/pairing_gain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

// The factor by which a ratio of variances from n pairs of correlation r may be off either way:
// K + sqrt(K^2 - 1) with K = 1 + 2 (1 - r^2) t^2 / (n - 2).
double factor(double n, double squared_correlation, double level)
{
    const double t = student_t(n - 2, level);
    const double k = 1 + 2 * (1 - squared_correlation) * t * t / (n - 2);
    return k + std::sqrt(k * k - 1);
}

}  // namespace

std::optional<ConfidenceInterval> pairing_gain(std::span<const double> a, std::span<const double> b,
                                               double level)
{
    EXPECT(a.size() == b.size(), "a gain by pairing needs as many observations on both sides");
    Tally of_a;
    Tally of_b;
    Tally sums;
    Tally differences;
    for (std::size_t i = 0; i < a.size(); ++i) {
        of_a.add(a[i]);
        of_b.add(b[i]);
        sums.add(a[i] + b[i]);
        differences.add(a[i] - b[i]);
    }
    const double paired = differences.variance();  // NaN of fewer than two
    if (!(paired > 0)) return std::nullopt;
    const double ratio = sums.variance() / paired;
    const double gain = (1 + ratio) / 2;
    if (a.size() < 3)
        return ConfidenceInterval{gain, 0.5, std::numeric_limits<double>::infinity(), level};
    const double covariance = of_a.variance() - of_b.variance();  // of sum and difference
    const double squared = ratio > 0 ? covariance * covariance / (sums.variance() * paired) : 0;
    const double off = factor(static_cast<double>(a.size()), std::min(1.0, squared), level);
    return ConfidenceInterval{gain, (1 + ratio / off) / 2, (1 + ratio * off) / 2, level};
}

}  // namespace sim
