#include "sim/statistics/tally.hpp"

#include <cmath>

#include "tests/catch.hpp"

using sim::Tally;

TEST_CASE("a tally of nothing has a sum of zero and nothing else")
{
    const Tally tally;
    CHECK(tally.count() == 0);
    CHECK(tally.sum() == 0);
    CHECK(std::isnan(tally.mean()));
    CHECK(std::isnan(tally.variance()));
    CHECK(std::isnan(tally.minimum()));
    CHECK(std::isnan(tally.maximum()));
}

TEST_CASE("one observation has a mean but no variance")
{
    Tally tally;
    tally.add(-3);
    CHECK(tally.mean() == -3);
    CHECK(std::isnan(tally.variance()));
    CHECK(std::isnan(tally.standard_deviation()));
    CHECK(tally.minimum() == -3);
    CHECK(tally.maximum() == -3);
}

// 2 4 4 4 5 5 7 9: sum 40, squared deviations 9 1 1 1 0 0 4 16, together 32.
TEST_CASE("a tally agrees with sums worked out by hand")
{
    Tally tally;
    for (const double x : {2, 4, 4, 4, 5, 5, 7, 9}) tally.add(x);
    CHECK(tally.count() == 8);
    CHECK(tally.sum() == 40);
    CHECK(tally.mean() == 5);
    CHECK(tally.variance() == Approx(32.0 / 7).epsilon(1e-15));
    CHECK(tally.standard_deviation() == Approx(std::sqrt(32.0 / 7)).epsilon(1e-15));
    CHECK(tally.minimum() == 2);
    CHECK(tally.maximum() == 9);
}

// n zeros and n ones on 1e8: mean 1e8 + 1/2, variance n / (2 (2n - 1)). The textbook formula with
// sums of squares keeps no digit of it.
TEST_CASE("a large mean costs a small variance no digits")
{
    Tally tally;
    const int n = 500;
    for (int i = 0; i < n; ++i) {
        tally.add(1e8);
        tally.add(1e8 + 1);
    }
    CHECK(tally.mean() == Approx(1e8 + 0.5).epsilon(1e-15));
    CHECK(tally.variance() == Approx(n / (2.0 * (2 * n - 1))).epsilon(1e-7));
}

// NIST StRD, NumAcc4: 10000000.2, then 10000000.1 and 10000000.3 500 times each; certified mean
// 10000000.2, standard deviation 0.1.
TEST_CASE("the certified values of NIST NumAcc4 come out")
{
    Tally tally;
    tally.add(10000000.2);
    for (int i = 0; i < 500; ++i) {
        tally.add(10000000.1);
        tally.add(10000000.3);
    }
    CHECK(tally.mean() == Approx(10000000.2).epsilon(1e-14));
    CHECK(tally.standard_deviation() == Approx(0.1).epsilon(1e-7));
}

TEST_CASE("two merged tallies are the tally of all observations")
{
    Tally all;
    Tally first;
    Tally second;
    for (int i = 0; i < 100; ++i) {
        const double x = i * i % 37 - 10.5;
        all.add(x);
        (i < 30 ? first : second).add(x);
    }
    first.merge(second);
    CHECK(first.count() == all.count());
    CHECK(first.sum() == all.sum());
    CHECK(first.mean() == Approx(all.mean()).epsilon(1e-14));
    CHECK(first.variance() == Approx(all.variance()).epsilon(1e-13));
    CHECK(first.minimum() == all.minimum());
    CHECK(first.maximum() == all.maximum());
}

TEST_CASE("merging with nothing changes nothing")
{
    Tally some;
    some.add(1);
    some.add(4);
    Tally copy = some;
    copy.merge(Tally());
    CHECK(copy.variance() == some.variance());
    Tally empty;
    empty.merge(some);
    CHECK(empty.count() == 2);
    CHECK(empty.mean() == 2.5);
    CHECK(empty.variance() == some.variance());
    CHECK(empty.minimum() == 1);
}
