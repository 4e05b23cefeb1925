#include "sim/statistics/time_average.hpp"

#include <limits>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

using sim::TimeAverage;

// 0 for 2 s, 3 for 4 s, 1 for 4 s: area 12 + 4 = 16 in 10 s.
TEST_CASE("a time average weighs each value with the time it lasted")
{
    TimeAverage average(0, 0);
    average.set(2, 3);
    average.add(6, -2);
    CHECK(average.value() == 1);
    CHECK(average.maximum() == 3);
    CHECK(average.integral(10) == Approx(16));
    CHECK(average.mean(10) == Approx(1.6));
}

TEST_CASE("asking does not change a time average")
{
    TimeAverage average(0, 2);
    CHECK(average.mean(5) == 2);
    average.set(1, 4);
    CHECK(average.integral(3) == Approx(2 + 8));
}

TEST_CASE("a time average may begin later than zero")
{
    TimeAverage average(100, 5);
    average.set(104, 0);
    CHECK(average.mean(110) == Approx(2));
}

TEST_CASE("after a reset only the value of the moment is known")
{
    TimeAverage average(0, 0);
    average.set(1, 9);
    average.set(2, 4);
    average.reset(5);
    CHECK(average.value() == 4);
    CHECK(average.maximum() == 4);
    CHECK(average.integral(5) == 0);
    average.set(7, 1);
    CHECK(average.mean(9) == Approx((4 * 2 + 1 * 2) / 4.0));
}

TEST_CASE("over no time the average is the present value")
{
    TimeAverage average(3, 7);
    CHECK(average.mean(3) == 7);
    average.set(3, 8);
    CHECK(average.mean(3) == 8);
}

TEST_CASE("a value held for an instant counts for the maximum but not for the mean")
{
    TimeAverage average(0, 1);
    average.set(5, 50);
    average.set(5, 1);
    CHECK(average.maximum() == 50);
    CHECK(average.mean(10) == Approx(1));
}

TEST_CASE("time does not go back")
{
    TimeAverage average(10, 1);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(average.set(9, 1), sim::LogicError);
    CHECK_THROWS_AS(average.add(9, 1), sim::LogicError);
    CHECK_THROWS_AS(average.reset(9), sim::LogicError);
    CHECK_THROWS_AS(average.mean(9), sim::LogicError);
    CHECK_THROWS_AS(average.set(nan, 1), sim::LogicError);
}
