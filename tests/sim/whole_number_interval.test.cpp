#include "sim/statistics/whole_number_interval.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <limits>
#include <vector>

#include "sim/statistics/tally.hpp"
#include "tests/catch.hpp"

using sim::whole_number_interval;

namespace {

sim::Tally tally_of(int zeros, int ones)
{
    sim::Tally tally;
    for (int i = 0; i < zeros; ++i) tally.add(0);
    for (int i = 0; i < ones; ++i) tally.add(1);
    return tally;
}

using Interval = sim::ConfidenceInterval (*)(const sim::Tally&, double);

// The least probability with which the interval from n numbers, 1 with the probability p and else
// 0, holds p, over all p: a sum over all samples.
double least_coverage(int n, double level, Interval interval_of)
{
    std::vector<sim::ConfidenceInterval> intervals;
    for (int ones = 0; ones <= n; ++ones) {
        intervals.push_back(interval_of(tally_of(n - ones, ones), level));
    }
    double least = 1;
    for (double p = 0.002; p < 1; p += 0.002) {
        const boost::math::binomial law(n, p);
        double held = 0;
        for (int ones = 0; ones <= n; ++ones) {
            const auto& interval = intervals[static_cast<std::size_t>(ones)];
            if (interval.low <= p && p <= interval.high) held += boost::math::pdf(law, ones);
        }
        least = std::min(least, held);
    }
    return least;
}

}  // namespace

// With probability 1 - u ten times in a row: (1 - u)^10 = 0.025 gives u = 0.3085.
TEST_CASE("equal whole numbers leave the doubt of a neighbour not seen yet")
{
    sim::Tally tally;
    for (int i = 0; i < 10; ++i) tally.add(-25);
    const auto interval = whole_number_interval(tally, 0.95);
    CHECK(interval.mean == -25);
    CHECK(interval.high == Approx(-25 + 0.30850).margin(1e-5));
    CHECK(interval.low == Approx(-25 - 0.30850).margin(1e-5));
    CHECK(interval.level == 0.95);
}

TEST_CASE("where whole numbers vary much, the interval is nearly Student's")
{
    sim::Tally tally;
    for (int i = 0; i < 20; ++i) tally.add(10 * i);
    const auto student = confidence_interval(tally, 0.95);
    const auto whole = whole_number_interval(tally, 0.95);
    CHECK(whole.low < student.low);
    CHECK(whole.half_width() < 1.0001 * student.half_width());
    CHECK(whole_number_interval(tally_of(1, 0), 0.95).high ==
          std::numeric_limits<double>::infinity());
}

// Between two neighbours, wherever the expectation lies. Student's interval alone has no width
// where the rarer one was not seen, and then holds it nearly never.
TEST_CASE("the interval of few whole numbers holds their expectation as often as it claims")
{
    for (const int n : {10, 20, 60}) {
        for (const double level : {0.9, 0.95, 1 - 0.05 / 6}) {
            INFO(n << " at " << level);
            CHECK(least_coverage(n, level, whole_number_interval) >= level);
            CHECK(least_coverage(n, level, sim::confidence_interval) < 0.2);
        }
    }
}
