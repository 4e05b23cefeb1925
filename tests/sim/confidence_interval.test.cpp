#include "sim/statistics/confidence_interval.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/catch.hpp"

using sim::paired_difference;
using sim::Tally;

namespace {

Tally tally_of(const std::vector<double>& observations)
{
    Tally tally;
    for (const double x : observations) tally.add(x);
    return tally;
}

// n observations with mean 0 and standard deviation 1: n / 2 times +-sqrt((n - 1) / n).
Tally standardized(int n)
{
    Tally tally;
    for (int i = 0; i < n; ++i) tally.add((i % 2 == 0 ? 1 : -1) * std::sqrt((n - 1.0) / n));
    return tally;
}

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

// Printed tables of Student's t: 9 degrees of freedom 2.262157 (95 %) and 3.249836 (99 %), 1 degree
// 12.706205 (95 %), 29 degrees 1.699127 (90 %).
TEST_CASE("the half width is Student's t times the standard error")
{
    const auto t = [](int n, double level) {
        return confidence_interval(standardized(n), level).half_width() * std::sqrt(n);
    };
    CHECK(t(10, 0.95) == Approx(2.262157).margin(1e-6));
    CHECK(t(10, 0.99) == Approx(3.249836).margin(1e-6));
    CHECK(t(2, 0.95) == Approx(12.706205).margin(1e-6));
    CHECK(t(30, 0.90) == Approx(1.699127).margin(1e-6));
}

// 1 2 3 4 5: mean 3, s = sqrt(2.5), t(4 degrees, 95 %) = 2.776445.
TEST_CASE("an interval lies around the mean and carries its level")
{
    const sim::ConfidenceInterval interval = confidence_interval(tally_of({1, 2, 3, 4, 5}), 0.95);
    const double half = 2.776445 * std::sqrt(2.5 / 5);
    CHECK(interval.mean == 3);
    CHECK(interval.level == 0.95);
    CHECK(interval.low == Approx(3 - half).margin(1e-6));
    CHECK(interval.high == Approx(3 + half).margin(1e-6));
}

TEST_CASE("a further observation is less certain than the mean by sqrt(n + 1)")
{
    for (const int n : {2, 10, 100}) {
        const double mean = confidence_interval(standardized(n), 0.9).half_width();
        const double further = prediction_interval(standardized(n), 0.9).half_width();
        CHECK(further == Approx(mean * std::sqrt(n + 1.0)));
    }
}

TEST_CASE("fewer than two observations leave the interval unbounded")
{
    for (const Tally& tally : {Tally(), tally_of({5})}) {
        const sim::ConfidenceInterval interval = confidence_interval(tally, 0.95);
        CHECK(interval.low == -infinity);
        CHECK(interval.high == infinity);
        CHECK(interval.half_width() == infinity);
        CHECK(prediction_interval(tally, 0.95).high == infinity);
    }
}

TEST_CASE("equal observations leave no width")
{
    const sim::ConfidenceInterval interval = confidence_interval(tally_of({4, 4, 4}), 0.95);
    CHECK(interval.low == 4);
    CHECK(interval.high == 4);
}

TEST_CASE("a paired difference sees through what both sides share")
{
    const std::vector<double> a = {11, 25, 38, 52};
    const std::vector<double> b = {10, 23, 37, 50};
    const sim::ConfidenceInterval paired = paired_difference(a, b, 0.95);
    const sim::ConfidenceInterval expected = confidence_interval(tally_of({1, 2, 1, 2}), 0.95);
    CHECK(paired.mean == 1.5);
    CHECK(paired.low == expected.low);
    CHECK(paired.high == expected.high);
    CHECK(paired.low > 0);
}

TEST_CASE("unpaired sides and impossible levels are programmer's errors")
{
    const std::vector<double> two = {1, 2};
    const std::vector<double> three = {1, 2, 3};
    CHECK_THROWS_AS(paired_difference(two, three, 0.95), sim::LogicError);
    for (const double level : {0.0, 1.0, 95.0, std::nan("")}) {
        CHECK_THROWS_AS(confidence_interval(tally_of(two), level), sim::LogicError);
        CHECK_THROWS_AS(prediction_interval(Tally(), level), sim::LogicError);
    }
}

// Of 2000 intervals the share that covers has the deviation sqrt(0.9 * 0.1 / 2000).
TEST_CASE("intervals cover the truth, and a further observation, as often as they claim")
{
    const sim::Distribution law = sim::Distribution::normal(7, 2);
    sim::RandomStream stream(1, 0, "coverage");
    const int intervals = 2000;
    int mean_covered = 0;
    int further_covered = 0;
    for (int i = 0; i < intervals; ++i) {
        Tally tally;
        for (int j = 0; j < 6; ++j) tally.add(law.next(stream));
        const sim::ConfidenceInterval mean = confidence_interval(tally, 0.9);
        const sim::ConfidenceInterval further = prediction_interval(tally, 0.9);
        const double x = law.next(stream);
        mean_covered += mean.low <= 7 && 7 <= mean.high;
        further_covered += further.low <= x && x <= further.high;
    }
    const double bound = 4 * std::sqrt(0.9 * 0.1 / intervals);
    CHECK(std::abs(mean_covered / static_cast<double>(intervals) - 0.9) < bound);
    CHECK(std::abs(further_covered / static_cast<double>(intervals) - 0.9) < bound);
}
