#include "calibration/factor_by_condition.hpp"

#include <cmath>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

using calibration::factor_by_condition;
using calibration::overhead_factor;
using calibration::OverheadFactor;

namespace {

using Factors = std::vector<OverheadFactor>;

OverheadFactor known(double factor, double error, double degrees, std::size_t runs)
{
    OverheadFactor one;
    one.factor = factor;
    one.log_standard_error = error;
    one.degrees_of_freedom = degrees;
    one.native.runs = one.guest.runs = runs;
    return one;
}

}  // namespace

// Two conditions: Welch's F is the square of Welch's t. Errors 0.03 and 0.04 make 0.05; degrees of
// freedom 0.05^4 / (0.03^4 / 4 + 0.04^4 / 4) = 7.4184. At the 95 % quantile t = 2.338 of these the
// p value is 0.05.
TEST_CASE("with two conditions the test of one factor is Welch's t test")
{
    const double degrees = std::pow(0.05, 4) / ((std::pow(0.03, 4) + std::pow(0.04, 4)) / 4);
    const double t = sim::student_t(degrees, 0.95);
    const auto other = [&](double distance) {
        return known(std::exp(distance * 0.05), 0.04, 4, 5);
    };
    const auto first = known(1, 0.03, 4, 5);
    CHECK(factor_by_condition(Factors{first, other(t)}).p_value == Approx(0.05).epsilon(1e-6));
    CHECK(factor_by_condition(Factors{first, other(1.01 * t)}).one_number == false);
    CHECK(factor_by_condition(Factors{first, other(0.99 * t)}).one_number == true);
}

TEST_CASE("a difference within the tolerance is no reason for a table")
{
    const Factors close = {known(0.860, 1e-4, 10, 11), known(0.865, 1e-4, 10, 11)};
    const auto result = factor_by_condition(close);
    CHECK(result.p_value < 1e-6);
    CHECK(result.largest_ratio == Approx(0.865 / 0.860));
    CHECK(result.one_number);
    CHECK_FALSE(factor_by_condition(close, 0.001).one_number);
}

// Weights 3/2 and 6/2 of 9/2: shares 1/3 and 2/3.
TEST_CASE("one factor is pooled by runs, with Welch's degrees of freedom")
{
    const auto result = factor_by_condition(Factors{known(1, 0.3, 4, 3), known(1.1, 0.3, 10, 6)});
    REQUIRE(result.one_number);
    CHECK(result.pooled.factor == Approx(std::pow(1.1, 2.0 / 3)));
    CHECK(result.pooled.log_standard_error == Approx(0.3 * std::sqrt(1.0 / 9 + 4.0 / 9)));
    CHECK(result.pooled.degrees_of_freedom == Approx(25 / (1.0 / 4 + 16.0 / 10)));
    CHECK(result.pooled.native.runs == 9);
}

TEST_CASE("where one number would lie, its error is the scatter between the conditions")
{
    const Factors falling = {known(0.91, 0.002, 8, 5), known(0.88, 0.002, 8, 5),
                             known(0.85, 0.002, 8, 5)};
    const auto result = factor_by_condition(falling);
    CHECK_FALSE(result.one_number);
    CHECK(result.pooled.factor == Approx(std::cbrt(0.91 * 0.88 * 0.85)));
    CHECK(result.pooled.degrees_of_freedom == 2);
    CHECK(result.pooled.interval(0.95).low < 0.85);
    CHECK(result.pooled.interval(0.95).high > 0.91);
}

TEST_CASE("single runs by condition give a table, unless they agree")
{
    const std::vector<double> one = {1};
    const auto single = [&](double run) { return overhead_factor(one, std::vector<double>{run}); };
    const auto apart = factor_by_condition(Factors{single(0.90), single(0.85), single(0.86)});
    CHECK(std::isnan(apart.p_value));
    CHECK_FALSE(apart.one_number);
    CHECK(apart.pooled.degrees_of_freedom == 2);
    const auto close = factor_by_condition(Factors{single(0.851), single(0.85), single(0.852)});
    CHECK(close.one_number);
    CHECK(close.pooled.factor == Approx(std::cbrt(0.851 * 0.85 * 0.852)));
}

TEST_CASE("a single condition is its own pooled factor")
{
    const auto result = factor_by_condition(Factors{known(0.9, 0.02, 8, 5)});
    CHECK(result.one_number);
    CHECK(result.pooled.factor == 0.9);
    CHECK(result.pooled.log_standard_error == 0.02);
    CHECK_THROWS_AS(factor_by_condition({}), sim::LogicError);
}

TEST_CASE("perfect measurements by condition are one number only if they are equal")
{
    const Factors equal(3, known(0.861, 0, 4, 3));
    CHECK(factor_by_condition(equal).one_number);
    CHECK(factor_by_condition(equal).pooled.factor == Approx(0.861).epsilon(1e-14));
    CHECK_FALSE(factor_by_condition(Factors{known(0.8, 0, 4, 3), known(0.9, 0, 4, 3)}).one_number);
}
