#include "calibration/robust_mean.hpp"

#include <cmath>
#include <limits>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/catch.hpp"

using calibration::Outliers;
using calibration::robust_mean;
using calibration::RobustMean;

namespace {

using Values = std::vector<double>;

const Values ten = {9.8, 10.1, 9.9, 10.0, 10.2, 10.1, 9.7, 10.0, 10.3, 9.9};

Values with_last(Values values, double last)
{
    values.back() = last;
    return values;
}

void check_plain(const RobustMean& mean, const Values& values)
{
    sim::Tally tally;
    for (const double value : values) tally.add(value);
    const double n = static_cast<double>(values.size());
    CHECK(mean.mean == Approx(tally.mean()).epsilon(1e-14));
    CHECK(mean.standard_error == Approx(tally.standard_deviation() / std::sqrt(n)).epsilon(1e-12));
    CHECK(mean.degrees_of_freedom == n - 1);
    CHECK(mean.outliers.empty());
}

}  // namespace

TEST_CASE("values close together have the plain mean and error")
{
    for (const Values& values : {ten, Values{1, 2, 3, 4, 5}, Values{1, 2, 50}, Values{3, 5}})
        check_plain(robust_mean(values, Outliers::weigh_down), values);
    CHECK(std::isnan(robust_mean(Values{7}, Outliers::weigh_down).standard_error));
}

TEST_CASE("the farther a value the smaller its pull")
{
    const double clean = robust_mean(ten, Outliers::weigh_down).mean;
    double pull = std::numeric_limits<double>::infinity();
    for (const double far : {14.0, 20.0, 50.0, 1e3, 1e6}) {
        const auto mean = robust_mean(with_last(ten, far), Outliers::weigh_down);
        CHECK(mean.mean > clean);
        CHECK(mean.mean - clean < pull);
        CHECK(mean.outliers == std::vector<std::size_t>{9});
        pull = mean.mean - clean;
    }
    CHECK(pull < 0.03);  // as without it; it was the least of four left of 10.014
}

TEST_CASE("a dropped outlier is as if it had not been, a kept one is in the plain mean")
{
    const Values spoiled = with_last(ten, 50);
    const Values rest(ten.begin(), ten.end() - 1);
    const auto dropped = robust_mean(spoiled, Outliers::drop);
    CHECK(dropped.outliers == std::vector<std::size_t>{9});
    CHECK(dropped.mean == robust_mean(rest, Outliers::weigh_down).mean);
    CHECK(dropped.degrees_of_freedom == 8);
    check_plain(robust_mean(spoiled, Outliers::keep), spoiled);
}

TEST_CASE("three values cannot tell which of them is far off, four can")
{
    CHECK(robust_mean(Values{1, 1.01, 100}, Outliers::weigh_down).outliers.empty());
    CHECK(robust_mean(Values{1, 1.01, 0.99, 100}, Outliers::weigh_down).outliers ==
          std::vector<std::size_t>{3});
}

TEST_CASE("values as far apart as two halves have no outlier")
{
    const Values halves = {1, 1.01, 0.99, 1.02, 9, 9.01, 8.99, 9.02};
    check_plain(robust_mean(halves, Outliers::weigh_down), halves);
}

TEST_CASE("equal values have no error and no outlier, few digits make none")
{
    const auto equal = robust_mean(Values(6, 0.1), Outliers::weigh_down);
    CHECK(equal.mean == Approx(0.1).epsilon(1e-15));
    CHECK(equal.standard_error == Approx(0).margin(1e-15));
    CHECK(equal.outliers.empty());
    CHECK(robust_mean(Values{10, 10, 10, 11, 10}, Outliers::weigh_down).outliers.empty());
    CHECK(robust_mean(Values{10, 10, 10, 10, 10, 10, 10, 10, 10, 99}, Outliers::weigh_down)
              .outliers == std::vector<std::size_t>{9});
}

TEST_CASE("the mean moves and grows with the values")
{
    const Values spoiled = with_last(ten, 14);
    Values moved;
    for (const double value : spoiled) moved.push_back(7 - 3 * value);
    const auto before = robust_mean(spoiled, Outliers::weigh_down);
    const auto after = robust_mean(moved, Outliers::weigh_down);
    CHECK(after.mean == Approx(7 - 3 * before.mean));
    CHECK(after.standard_error == Approx(3 * before.standard_error));
    CHECK(after.outliers == before.outliers);
}

TEST_CASE("the error costs five per cent at most on normal values")
{
    const sim::Distribution normal = sim::Distribution::normal(0, 1);
    for (const std::size_t count : {5U, 10U, 30U}) {
        sim::RandomStream stream(1981, count, "values");
        double plain = 0;
        double robust = 0;
        for (int trial = 0; trial < 500; ++trial) {
            Values values(count);
            normal.fill(stream, values);
            plain += robust_mean(values, Outliers::keep).standard_error;
            robust += robust_mean(values, Outliers::weigh_down).standard_error;
        }
        CHECK(robust < 1.05 * plain);
    }
}

TEST_CASE("a mean expects finite values")
{
    CHECK_THROWS_AS(robust_mean({}, Outliers::keep), sim::LogicError);
    CHECK_THROWS_AS(robust_mean(Values{1, std::nan("")}, Outliers::keep), sim::LogicError);
}
