#include "sim/statistics/proportion_test.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "sim/expect.hpp"

namespace sim {
namespace {

using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

double log_beta(double a, double b)
{
    return boost::math::lgamma(a, Policy()) + boost::math::lgamma(b, Policy()) -
           boost::math::lgamma(a + b, Policy());
}

double log_sum(double a, double b)
{
    const double most = std::max(a, b);
    return std::isinf(most) ? most : most + std::log(std::exp(a - most) + std::exp(b - most));
}

}  // namespace

ProportionTest::ProportionTest(double probability, double error)
    : probability_(probability), wanted_(-std::log(error))
{
    EXPECT(probability > 0 && probability < 1, "a probability to test lies between 0 and 1");
    EXPECT(error > 0 && error < 1, "the error of a test lies between 0 and 1");
}

double ProportionTest::evidence_held(int trials, int failures) const
{
    const double p = probability_;
    const double a = trials - failures + 1.0;
    const double b = failures + 1.0;
    const double null = (a - 1) * std::log(p) + (b - 1) * std::log1p(-p);
    const double uniform =
        log_beta(a, b) + std::log(boost::math::ibetac(a, b, p, Policy())) - std::log1p(-p) - null;
    const double certain = failures == 0 ? -null : -std::numeric_limits<double>::infinity();
    return log_sum(uniform, certain) - std::log(2);
}

double ProportionTest::evidence_missed(int trials, int failures) const
{
    const double p = probability_;
    const double a = trials - failures + 1.0;
    const double b = failures + 1.0;
    const double null = (a - 1) * std::log(p) + (b - 1) * std::log1p(-p);
    return log_beta(a, b) + std::log(boost::math::ibeta(a, b, p, Policy())) - std::log(p) - null;
}

int ProportionTest::most_failures_held(int trials) const
{
    int low = -1;
    int high = trials + 1;
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (evidence_held(trials, middle) >= wanted_ ? low : high) = middle;
    }
    return low;
}

int ProportionTest::fewest_failures_missed(int trials) const
{
    int low = -1;
    int high = trials + 1;
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (evidence_missed(trials, middle) >= wanted_ ? high : low) = middle;
    }
    return high;
}

int ProportionTest::fewest_trials() const
{
    int trials = 1;
    while (evidence_held(trials, 0) < wanted_) ++trials;
    return trials;
}

}  // namespace sim
