#include "sim/distribution.hpp"

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/catch.hpp"

using sim::Distribution;

namespace {

// The integral of f(quantile(u)) over u in (0, 1), by the trapezoidal rule after u = 1 / (1 +
// e^-t), which makes the integrand smooth and vanish at both ends.
template <class F>
double expectation(const Distribution& distribution, F f)
{
    const double step = 1.0 / 64;
    double sum = 0;
    for (int i = -36 * 64; i <= 36 * 64; ++i) {
        const double u = 1 / (1 + std::exp(-i * step));
        const double rest = 1 / (1 + std::exp(i * step));
        sum += f(distribution.quantile(u)) * u * rest;
    }
    return sum * step;
}

std::vector<Distribution> smooth_distributions()
{
    return {Distribution::uniform(2, 5),     Distribution::uniform(-3, 1),
            Distribution::exponential(0.25), Distribution::exponential(40),
            Distribution::normal(-1, 3),     Distribution::normal(100, 0.5),
            Distribution::lognormal(2, 0.1), Distribution::lognormal(30, 1.5),
            Distribution::gamma(5, 0.2),     Distribution::gamma(5, 1),
            Distribution::gamma(0.01, 2)};
}

std::vector<Distribution> all_distributions()
{
    std::vector<Distribution> all = smooth_distributions();
    all.push_back(Distribution());
    all.push_back(Distribution::constant(3));
    all.push_back(Distribution::normal(4, 0));
    all.push_back(Distribution::empirical({5, 1, 3, 3}));
    all.push_back(Distribution::exponential(2).within(1, 4));
    all.push_back(Distribution::gamma(1, 100));
    all.push_back(Distribution::gamma(1, 0.001));
    return all;
}

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("mean and variance are those of the quantile function")
{
    for (const Distribution& distribution : smooth_distributions()) {
        const double mean = expectation(distribution, [](double x) { return x; });
        const double variance =
            expectation(distribution, [mean](double x) { return (x - mean) * (x - mean); });
        CAPTURE(static_cast<int>(distribution.kind()), mean, variance);
        CHECK(distribution.mean() == Approx(mean).epsilon(1e-6));
        CHECK(distribution.variance() == Approx(variance).epsilon(1e-6));
    }
}

// With the fourth central moment from the quantile function, the variance of the sample variance is
// (fourth - variance^2) / n.
TEST_CASE("sampled mean and variance are within four deviations of theory")
{
    const int n = 20000;
    for (const Distribution& distribution : smooth_distributions()) {
        sim::RandomStream stream(11, 0, "sample");
        sim::Tally tally;
        for (int i = 0; i < n; ++i) tally.add(distribution.next(stream));
        const double mean = distribution.mean();
        const double variance = distribution.variance();
        const double fourth =
            expectation(distribution, [mean](double x) { return std::pow(x - mean, 4); });
        CAPTURE(static_cast<int>(distribution.kind()), mean, variance);
        CHECK(std::abs(tally.mean() - mean) < 4 * std::sqrt(variance / n));
        CHECK(std::abs(tally.variance() - variance) <
              4 * std::sqrt((fourth - variance * variance) / n));
    }
}

TEST_CASE("a quantile never falls as the probability rises")
{
    for (const Distribution& distribution : all_distributions()) {
        double last = distribution.quantile(std::ldexp(1.0, -53));
        for (int i = 1; i < 4096; ++i) {
            const double value = distribution.quantile(i / 4096.0);
            REQUIRE(value >= last);
            last = value;
        }
        CHECK(distribution.quantile(1 - std::ldexp(1.0, -53)) >= last);
    }
}

TEST_CASE("every quantile is finite, in the utmost tails too")
{
    for (const Distribution& distribution : all_distributions()) {
        for (const double tail : {std::ldexp(1.0, -53), 1e-12, 1e-6}) {
            CHECK(std::isfinite(distribution.quantile(tail)));
            CHECK(std::isfinite(distribution.quantile(1 - tail)));
        }
    }
}

TEST_CASE("the published distribution function undoes the quantile")
{
    // cv = 0.8: log-variance log(1 + 0.64); shape 1 / 0.64, scale 3 * 0.64.
    const double log_variance = std::log1p(0.64);
    const boost::math::normal normal(3, 0.8);
    const boost::math::lognormal lognormal(std::log(3.0) - log_variance / 2,
                                           std::sqrt(log_variance));
    const boost::math::gamma_distribution<> gamma(1 / 0.64, 3 * 0.64);
    for (const double u : {1e-9, 1e-4, 0.01, 0.2, 0.5, 0.77, 0.99, 0.9999}) {
        CHECK(cdf(normal, Distribution::normal(3, 0.8).quantile(u)) == Approx(u).epsilon(1e-9));
        CHECK(cdf(lognormal, Distribution::lognormal(3, 0.8).quantile(u)) ==
              Approx(u).epsilon(1e-9));
        CHECK(cdf(gamma, Distribution::gamma(3, 0.8).quantile(u)) == Approx(u).epsilon(1e-9));
        CHECK(1 - std::exp(-Distribution::exponential(3).quantile(u) / 3) ==
              Approx(u).epsilon(1e-6));
    }
}

TEST_CASE("a gamma distribution with coefficient of variation one is exponential")
{
    for (const double u : {0.01, 0.3, 0.9, 0.999}) {
        CHECK(Distribution::gamma(7, 1).quantile(u) ==
              Approx(Distribution::exponential(7).quantile(u)).epsilon(1e-12));
    }
}

TEST_CASE("an empirical distribution gives each of its values equally often")
{
    const Distribution distribution = Distribution::empirical({8, 2, 2, 4});
    CHECK(distribution.quantile(0.1) == 2);
    CHECK(distribution.quantile(0.49) == 2);
    CHECK(distribution.quantile(0.5) == 2);
    CHECK(distribution.quantile(0.51) == 4);
    CHECK(distribution.quantile(0.75) == 4);
    CHECK(distribution.quantile(0.76) == 8);
    CHECK(distribution.mean() == 4);
    CHECK(distribution.variance() == 6);  // (4 + 4 + 0 + 16) / 4
}

TEST_CASE("clipping bounds the variates and leaves the stated mean")
{
    const Distribution clipped = Distribution::normal(10, 5).within(8, 11);
    CHECK(clipped.quantile(1e-6) == 8);
    CHECK(clipped.quantile(0.5) == Approx(10));
    CHECK(clipped.quantile(1 - 1e-6) == 11);
    CHECK(clipped.mean() == 10);
    CHECK(clipped.variance() == 25);
    CHECK(Distribution::constant(5).within(0, infinity).quantile(0.5) == 5);
}

TEST_CASE("clipping twice clips the clipped variates")
{
    const Distribution inner = Distribution::uniform(0, 10).within(2, 8).within(4, 20);
    CHECK(inner.quantile(0.01) == 4);
    CHECK(inner.quantile(0.99) == 8);
    const Distribution apart = Distribution::uniform(0, 10).within(2, 4).within(6, 8);
    CHECK(apart.quantile(0.5) == 6);
}

TEST_CASE("every distribution takes one uniform per variate")
{
    for (const Distribution& distribution : all_distributions()) {
        sim::RandomStream used(3, 0, "step");
        sim::RandomStream reference(3, 0, "step");
        distribution.next(used);
        reference.uniform();
        CHECK(used.bits() == reference.bits());
    }
}

TEST_CASE("parameters out of range are refused")
{
    CHECK_THROWS_AS(Distribution::constant(not_a_number), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::uniform(2, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::uniform(0, infinity), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::uniform(not_a_number, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::exponential(0), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::exponential(-1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::normal(infinity, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::normal(0, -1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::lognormal(0, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::lognormal(1, 0), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::gamma(-1, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::gamma(1, not_a_number), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::gamma(1, 1e-4), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::empirical({}), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::empirical({1, not_a_number}), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::constant(1).within(2, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::constant(1).within(not_a_number, 1), std::invalid_argument);
}

TEST_CASE("a probability outside (0, 1) is a programmer's error")
{
    for (const double u : {0.0, 1.0, -0.1, 1.1, not_a_number}) {
        CHECK_THROWS_AS(Distribution::exponential(1).quantile(u), sim::LogicError);
    }
}
