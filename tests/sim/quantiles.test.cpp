#include "sim/statistics/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::Quantiles;

namespace {

const std::vector<double> shares = {0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1};

// The smallest value with at least the share p at or below it.
double exact_quantile(std::vector<double> values, double p)
{
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
    return values[std::max<std::size_t>(rank, 1) - 1];
}

std::vector<double> lognormal_sample(int count)
{
    const sim::Distribution law = sim::Distribution::lognormal(0.05, 3);
    sim::RandomStream stream(4, 0, "sample");
    std::vector<double> values;
    for (int i = 0; i < count; ++i) values.push_back(law.next(stream));
    return values;
}

void check_within(double error, const std::vector<double>& values)
{
    Quantiles quantiles(error);
    for (const double value : values) quantiles.add(value);
    for (const double p : shares) {
        CAPTURE(p, error);
        CHECK(quantiles.quantile(p) == Approx(exact_quantile(values, p)).epsilon(error + 1e-12));
    }
}

}  // namespace

TEST_CASE("quantiles keep the stated relative error")
{
    for (const double error : {0.001, 0.01, 0.05, 0.5})
        check_within(error, lognormal_sample(20000));
}

TEST_CASE("quantiles keep the relative error over eighteen orders of magnitude")
{
    std::vector<double> values;
    for (int i = 0; i <= 1800; ++i) values.push_back(std::pow(10.0, i / 100.0 - 8.5));
    check_within(0.01, values);
}

TEST_CASE("the extremes are exact")
{
    Quantiles quantiles;
    for (const double x : {0.123, 4.56, 78.9}) quantiles.add(x);
    CHECK(quantiles.quantile(0) == 0.123);
    CHECK(quantiles.quantile(1) == 78.9);
    quantiles.add(std::numeric_limits<double>::max());
    CHECK(quantiles.quantile(1) == std::numeric_limits<double>::max());
}

TEST_CASE("zeros and values below the smallest distinguished count as zero")
{
    Quantiles quantiles;
    quantiles.add(0);
    quantiles.add(1e-12);
    CHECK(quantiles.quantile(1) == 0);
    quantiles.add(5);
    quantiles.add(5);
    CHECK(quantiles.quantile(0.5) == 0);
    CHECK(quantiles.quantile(0.51) == 5);
}

TEST_CASE("a weight counts like so many observations")
{
    Quantiles weighted;
    weighted.add(1, 3);
    weighted.add(2, 0);
    weighted.add(10, 7);
    Quantiles repeated;
    for (int i = 0; i < 3; ++i) repeated.add(1);
    for (int i = 0; i < 7; ++i) repeated.add(10);
    CHECK(weighted.count() == 10);
    for (const double p : shares) CHECK(weighted.quantile(p) == repeated.quantile(p));
}

TEST_CASE("weights that are not whole numbers never lead past the greatest value")
{
    Quantiles quantiles;
    for (int i = 0; i < 1000; ++i) quantiles.add(1 + i % 10, 0.1);
    CHECK(quantiles.quantile(1) == 10);
}

TEST_CASE("merged quantiles are the quantiles of all observations, in any order")
{
    const std::vector<double> values = lognormal_sample(5000);
    Quantiles all;
    Quantiles first;
    Quantiles second;
    for (std::size_t i = 0; i < values.size(); ++i) {
        all.add(values[i]);
        (i % 3 == 0 ? first : second).add(values[i]);
    }
    Quantiles forward = first;
    forward.merge(second);
    Quantiles backward = second;
    backward.merge(first);
    backward.merge(Quantiles());
    CHECK(forward.count() == 5000);
    for (const double p : shares) {
        CHECK(forward.quantile(p) == all.quantile(p));
        CHECK(backward.quantile(p) == all.quantile(p));
    }
}

TEST_CASE("quantiles of nothing are not a number")
{
    CHECK(std::isnan(Quantiles().quantile(0.5)));
}

TEST_CASE("observations, weights, shares and errors out of range are programmer's errors")
{
    Quantiles quantiles;
    CHECK_THROWS_AS(quantiles.add(-1), sim::LogicError);
    CHECK_THROWS_AS(quantiles.add(std::nan("")), sim::LogicError);
    CHECK_THROWS_AS(quantiles.add(1, -1), sim::LogicError);
    CHECK_THROWS_AS(quantiles.quantile(1.1), sim::LogicError);
    CHECK_THROWS_AS(quantiles.merge(Quantiles(0.02)), sim::LogicError);
    CHECK_THROWS_AS(Quantiles(0), sim::LogicError);
}
