#include "calibration/overhead_factor.hpp"

#include <cmath>
#include <limits>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

using calibration::as_demand;
using calibration::Better;
using calibration::Outliers;
using calibration::overhead_factor;
using calibration::paired_overhead_factor;

namespace {

using Runs = std::vector<double>;

Runs exponentials(const Runs& logs)
{
    Runs runs;
    for (const double log : logs) runs.push_back(std::exp(log));
    return runs;
}

}  // namespace

// Logs 0 +-1, variance 1, n = 3; 2 +-3, variance 9, n = 3. Welch: variance of the difference 10/3,
// degrees (10/3)^2 / ((1/9 + 9) / 2) = 2.43902. Student's t of these at 95 %: 3.6420 by
// interpolation in 1/degrees between 4.30265 (2) and 3.18245 (3).
TEST_CASE("the factor of two samples has Welch's error and degrees of freedom")
{
    const auto factor = overhead_factor(exponentials({-1, 0, 1}), exponentials({-1, 2, 5}));
    CHECK(factor.factor == Approx(std::exp(2)));
    CHECK(factor.log_standard_error == Approx(std::sqrt(10.0 / 3)));
    CHECK(factor.degrees_of_freedom == Approx(100.0 / 9 / (82.0 / 9 / 2)));
    const auto interval = factor.interval(0.95);
    CHECK(interval.mean == factor.factor);
    CHECK(interval.high / factor.factor == Approx(factor.factor / interval.low));
    const double t = std::log(interval.high / factor.factor) / factor.log_standard_error;
    CHECK(t == Approx(3.642).margin(0.03));
}

// The rates of two threads natively and in a container while something else ran in the second run.
// By hand, logs of the ratios: mean 0.003407, deviation 0.0074; t(4) = 2.776445.
TEST_CASE("pairs cancel what hits both runs of a pair")
{
    const Runs native = {7370.11, 4426.43, 9588.79, 9311.59, 9263.7};
    const Runs guest = {7331.34, 4449.21, 9596.61, 9319.22, 9407.67};
    const auto paired = paired_overhead_factor(native, guest, Outliers::keep);
    CHECK(paired.factor == Approx(1.003).margin(0.0005));
    CHECK(paired.degrees_of_freedom == 4);
    CHECK(paired.interval(0.95).low == Approx(0.994).margin(0.0005));
    CHECK(paired.interval(0.95).high == Approx(1.013).margin(0.0005));
    const auto apart = overhead_factor(native, guest, Outliers::keep);
    CHECK(apart.factor == Approx(paired.factor));
    CHECK(apart.log_standard_error > 20 * paired.log_standard_error);
}

TEST_CASE("one run on a side gives a factor and says that it has no interval")
{
    for (const auto& factor :
         {overhead_factor(Runs{2}, Runs{3}), overhead_factor(Runs{2}, Runs{3, 3, 3, 3}),
          paired_overhead_factor(Runs{2}, Runs{3})}) {
        CHECK(factor.factor == Approx(1.5));
        CHECK_FALSE(factor.has_interval());
        CHECK(std::isnan(factor.log_standard_error));
        CHECK(factor.interval(0.95).low == 0);
        CHECK(std::isinf(factor.interval(0.95).high));
    }
    CHECK(overhead_factor(Runs{2, 2.1}, Runs{3, 3.1}).has_interval());
}

TEST_CASE("perfect measurements give back the factor with no doubt")
{
    const auto factor = overhead_factor(Runs(3, 4711), Runs(5, 4711 * 0.861));
    CHECK(factor.factor == Approx(0.861).epsilon(1e-14));
    CHECK(factor.has_interval());
    CHECK(factor.log_standard_error == Approx(0).margin(1e-14));
    CHECK(factor.native.outliers.empty());
    CHECK_FALSE(factor.guest.modes);
}

TEST_CASE("a factor above 1 as a demand is worse whatever was measured")
{
    const auto twice_the_time = overhead_factor(Runs{10, 11, 12}, Runs{20, 22, 24});
    const auto half_the_rate = overhead_factor(Runs{20, 22, 24}, Runs{10, 11, 12});
    const auto time = as_demand(twice_the_time, Better::lower);
    const auto rate = as_demand(half_the_rate, Better::higher);
    CHECK(time.factor == Approx(2));
    CHECK(rate.factor == Approx(2));
    CHECK(rate.interval(0.9).low == Approx(1 / half_the_rate.interval(0.9).high));
    CHECK(rate.interval(0.9).high == Approx(time.interval(0.9).high));
}

TEST_CASE("an outlier is named on its side and hardly moves the factor")
{
    const Runs native = {100, 101, 99, 100.5, 98.7, 102, 99.5, 100.2, 101.1, 99.9};
    Runs guest = native;
    guest[3] = 300;
    const auto factor = overhead_factor(native, guest);
    CHECK(factor.native.outliers.empty());
    CHECK(factor.guest.outliers == std::vector<std::size_t>{3});
    CHECK(factor.guest.runs == 10);
    CHECK(factor.factor == Approx(1).margin(0.003));
    CHECK(overhead_factor(native, guest, Outliers::keep).factor ==
          Approx(std::pow(3, 0.1)).margin(0.001));
    CHECK(paired_overhead_factor(native, guest).outlying_pairs == std::vector<std::size_t>{3});
}

TEST_CASE("two modes are told, as measured, and nothing is weighed down")
{
    const Runs latencies = {7.741, 30.6, 40.457, 8.337, 33.717};
    const Runs others = {20, 21, 19, 20.5, 20.2};
    const auto factor = overhead_factor(others, latencies);
    REQUIRE(factor.guest.modes);
    CHECK(factor.guest.modes->low == Approx(std::sqrt(7.741 * 8.337)));
    CHECK(factor.guest.modes->in_high == 3);
    CHECK_FALSE(factor.native.modes);
    CHECK(factor.log_standard_error ==
          Approx(overhead_factor(others, latencies, Outliers::keep).log_standard_error));
}

TEST_CASE("a factor expects positive runs, pairs as many of each")
{
    CHECK_THROWS_AS(overhead_factor(Runs{}, Runs{1}), sim::LogicError);
    CHECK_THROWS_AS(overhead_factor(Runs{1, 0}, Runs{1}), sim::LogicError);
    CHECK_THROWS_AS(overhead_factor(Runs{1}, Runs{std::numeric_limits<double>::infinity()}),
                    sim::LogicError);
    CHECK_THROWS_AS(paired_overhead_factor(Runs{1, 2}, Runs{1}), sim::LogicError);
}
