#include "sim/statistics/quantile_interval.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "sim/expect.hpp"
#include "sim/statistics/first_violation.hpp"
#include "tests/catch.hpp"

using sim::first_violation;
using sim::quantile_interval;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

// n, ..., 2, 1: an order statistic is its own rank.
std::vector<double> ranks(int n)
{
    std::vector<double> all(static_cast<std::size_t>(n));
    std::iota(all.rbegin(), all.rend(), 1);
    return all;
}

}  // namespace

// Printed tables of the sign test, two sides, 5 %: the ranks 2 and 9 of 10, 6 and 15 of 20, 40 and
// 61 of 100.
TEST_CASE("the interval of a median lies between the ranks of the sign test")
{
    const int n = GENERATE(10, 20, 100);
    const double low = n == 10 ? 2 : n == 20 ? 6 : 40;
    const auto median = quantile_interval(ranks(n), 0.5, 0.95);
    CHECK(median.low == low);
    CHECK(median.high == n + 1 - low);
    CHECK(median.value == n / 2);
    CHECK(median.level == 0.95);
}

// All n below p with the probability p^n: 0.95^72 = 0.0249, 0.95^71 = 0.0262.
TEST_CASE("a sample too small for a side leaves it unbounded")
{
    CHECK(quantile_interval(ranks(72), 0.95, 0.95).high == 72);
    CHECK(quantile_interval(ranks(71), 0.95, 0.95).high == never);
    CHECK(quantile_interval(ranks(72), 0.05, 0.95).low == 1);
    CHECK(quantile_interval(ranks(71), 0.05, 0.95).low == -never);
    const auto five = quantile_interval(ranks(5), 0.5, 0.95);  // 2 / 32 > 5 %
    CHECK(five.low == -never);
    CHECK(five.high == never);
    CHECK(five.value == 3);
    CHECK(std::isnan(quantile_interval({}, 0.5, 0.95).value));
}

TEST_CASE("misuse of quantile intervals is a programmer's error")
{
    CHECK_THROWS_AS(quantile_interval(ranks(9), 0, 0.95), sim::LogicError);
    CHECK_THROWS_AS(quantile_interval(ranks(9), 1, 0.95), sim::LogicError);
    CHECK_THROWS_AS(quantile_interval(ranks(9), 0.5, 1), sim::LogicError);
    CHECK_THROWS_AS(quantile_interval(std::vector<double>{std::nan("")}, 0.5, 0.9),
                    sim::LogicError);
}

TEST_CASE("the first violation has a median over the replications")
{
    const auto found = first_violation(ranks(10), 60, 0.95);
    CHECK(found.violated == 10);
    CHECK(found.report ==
          "violated in 10 of 10 replications, median 5 s (95 % interval 2 s to 9 s)");
}

TEST_CASE("a replication that ends well is later than its end, not left out")
{
    std::vector<double> times = ranks(10);
    for (std::size_t i = 0; i < 4; ++i) times[i] = never;
    const auto some = first_violation(times, 60, 0.95);
    CHECK(some.violated == 6);
    CHECK(some.median.value == 5);
    CHECK(some.report ==
          "violated in 6 of 10 replications, median 5 s (95 % interval 2 s to later "
          "than 60 s)");
    times.assign(10, never);
    times[3] = 12;
    CHECK(first_violation(times, 60, 0.95).report ==
          "violated in 1 of 10 replications, median later than 60 s");
}

TEST_CASE("no violation is an answer")
{
    const auto none = first_violation(std::vector<double>(10, never), 60, 0.95);
    CHECK(none.violated == 0);
    CHECK(none.median.value == never);
    CHECK(none.report == "not violated within 60 s in any of 10 replications");
    CHECK(first_violation({}, 60, 0.95).report ==
          "no replication, so nothing is known of violations");
    CHECK(first_violation(ranks(3), 60, 0.95).report ==
          "violated in 3 of 3 replications, median 2 s; too few replications for an interval");
}

TEST_CASE("a violation after the end of what was watched is a programmer's error")
{
    CHECK_THROWS_AS(first_violation(ranks(10), 9, 0.95), sim::LogicError);
    CHECK_THROWS_AS(first_violation(std::vector<double>{-1}, 9, 0.95), sim::LogicError);
    CHECK_THROWS_AS(first_violation(std::vector<double>{std::nan("")}, 9, 0.95), sim::LogicError);
}
