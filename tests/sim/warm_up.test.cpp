#include "sim/statistics/warm_up.hpp"

#include <cmath>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

namespace {

// AR(1) with coefficient 1/2 and standard normal innovations around 10, and a transient that begins
// at `start` and decays by a factor e every 50 observations.
std::vector<double> autoregressive(int count, double start, std::uint64_t replication)
{
    const sim::Distribution innovation = sim::Distribution::normal(0, 1);
    sim::RandomStream stream(9, replication, "noise");
    std::vector<double> series;
    double noise = 0;
    for (int i = 0; i < count; ++i) {
        noise = 0.5 * noise + innovation.next(stream);
        series.push_back(10 + start * std::exp(-i / 50.0) + noise);
    }
    return series;
}

}  // namespace

// The transient of 40 has sunk below the deviation of the batch means (about 0.8) after
// 50 ln(40 / 0.8) = 196 observations, below a tenth of it after 311. The mean of the n observations
// kept has the deviation 1 / (1 - 0.5) / sqrt(n); the transient moves that of all 2000 by 1.
TEST_CASE("an initial transient is deleted, and little more")
{
    for (std::uint64_t replication = 0; replication < 20; ++replication) {
        const sim::WarmUp warm_up = sim::delete_warm_up(autoregressive(2000, 40, replication));
        CAPTURE(replication, warm_up.report);
        CHECK(warm_up.found);
        CHECK(warm_up.deleted >= 100);
        CHECK(warm_up.deleted <= 600);
        CHECK(warm_up.deleted % 5 == 0);
        CHECK(std::abs(warm_up.mean - 10) < 4 * 2 / std::sqrt(1400.0) + 0.1);
    }
}

TEST_CASE("a step is found to the batch")
{
    std::vector<double> series(1003, 1);
    for (std::size_t i = 0; i < 100; ++i) series[i] = 0;
    const sim::WarmUp warm_up = sim::delete_warm_up(series);
    CHECK(warm_up.found);
    CHECK(warm_up.deleted == 100);
    CHECK(warm_up.mean == 1);
    CHECK(warm_up.report ==
          "the first 100 of 1003 observations deleted as warm-up, where MSER-5 is least");
}

TEST_CASE("a constant series loses nothing")
{
    const sim::WarmUp warm_up = sim::delete_warm_up(std::vector<double>(50, 3));
    CHECK(warm_up.found);
    CHECK(warm_up.deleted == 0);
    CHECK(warm_up.mean == 3);
}

// Of a straight line with k batches kept the statistic is (k^2 - 1) / (12 k): least for the fewest.
TEST_CASE("a pure trend is refused, with and without noise")
{
    std::vector<double> line;
    std::vector<double> noisy = autoregressive(1000, 0, 0);
    for (std::size_t i = 0; i < 1000; ++i) {
        line.push_back(static_cast<double>(i));
        noisy[i] += 0.1 * static_cast<double>(i);
    }
    for (const std::vector<double>& series : {line, noisy}) {
        const sim::WarmUp warm_up = sim::delete_warm_up(series);
        CHECK_FALSE(warm_up.found);
        CHECK(warm_up.deleted == 0);
        CHECK(warm_up.report.find("too short to have become steady") != std::string::npos);
    }
    CHECK(sim::delete_warm_up(line).mean == Approx(499.5));
}

TEST_CASE("a series that jumps in its second half is refused")
{
    std::vector<double> series(200, 0);
    for (std::size_t i = 120; i < 200; ++i) series[i] = 1;
    CHECK_FALSE(sim::delete_warm_up(series).found);
}

TEST_CASE("too few observations are refused")
{
    const sim::WarmUp warm_up = sim::delete_warm_up(std::vector<double>(49, 2));
    CHECK_FALSE(warm_up.found);
    CHECK(warm_up.mean == 2);
    CHECK(warm_up.report ==
          "no warm-up deleted: MSER-5 needs at least 50 observations, and there are 49");
    CHECK(std::isnan(sim::delete_warm_up({}).mean));
}

TEST_CASE("an observation that is not finite is a programmer's error")
{
    CHECK_THROWS_AS(sim::delete_warm_up(std::vector<double>{1, std::nan("")}), sim::LogicError);
}
