#include "sim/statistics/confidence_interval.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

// mean +- t s sqrt(own + 1/n): the doubt of the mean and, of one observation, its own variance.
ConfidenceInterval interval(const Tally& tally, double level, double own)
{
    EXPECT(level > 0 && level < 1, "the level of an interval must lie strictly between 0 and 1");
    if (tally.count() < 2) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        return {tally.mean(), -infinity, infinity, level};
    }
    const double n = static_cast<double>(tally.count());
    const double t = student_t(n - 1, level);
    const double half = t * tally.standard_deviation() * std::sqrt(own + 1 / n);
    return {tally.mean(), tally.mean() - half, tally.mean() + half, level};
}

}  // namespace

double student_t(double degrees_of_freedom, double level)
{
    EXPECT(degrees_of_freedom > 0, "Student's t needs degrees of freedom");
    EXPECT(level > 0 && level < 1, "the level of an interval must lie strictly between 0 and 1");
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    const boost::math::students_t_distribution<double, Policy> law(degrees_of_freedom);
    return boost::math::quantile(boost::math::complement(law, (1 - level) / 2));
}

ConfidenceInterval confidence_interval(const Tally& tally, double level)
{
    return interval(tally, level, 0);
}

ConfidenceInterval paired_difference(std::span<const double> a, std::span<const double> b,
                                     double level)
{
    EXPECT(a.size() == b.size(), "a paired difference needs as many observations on both sides");
    Tally differences;
    for (std::size_t i = 0; i < a.size(); ++i) differences.add(a[i] - b[i]);
    return confidence_interval(differences, level);
}

ConfidenceInterval prediction_interval(const Tally& tally, double level)
{
    return interval(tally, level, 1);
}

}  // namespace sim
