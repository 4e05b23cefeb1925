#include "sim/statistics/batch_means.hpp"

#include <cmath>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/catch.hpp"

namespace {

// AR(1) around 10 with standard normal innovations: each observation has the deviation
// 1 / sqrt(1 - c^2), the mean of n nearly 1 / ((1 - c) sqrt(n)).
std::vector<double> autoregressive(std::size_t count, double coefficient, std::uint64_t replication)
{
    const sim::Distribution innovation = sim::Distribution::normal(0, 1);
    sim::RandomStream stream(1982, replication, "noise");
    double noise = innovation.next(stream) / std::sqrt(1 - coefficient * coefficient);
    std::vector<double> series;
    for (std::size_t i = 0; i < count; ++i) {
        series.push_back(10 + noise);
        noise = coefficient * noise + innovation.next(stream);
    }
    return series;
}

}  // namespace

// One half width of ten batches is off by a factor of 2.5 in two of a thousand, of 20 practically
// never. thousand.
TEST_CASE("batch means of a correlated series are as wide as theory says")
{
    for (const double coefficient : {0.0, 0.5, 0.9}) {
        sim::Tally ratios;
        for (std::uint64_t replication = 0; replication < 50; ++replication) {
            const auto result =
                sim::batch_means(autoregressive(20'000, coefficient, replication), 0.95);
            CAPTURE(coefficient, replication, result.report);
            if (!result.found) continue;
            CHECK(result.batches * result.batch_size <= 20'000);
            CHECK(result.batches * result.batch_size > 20'000 - result.batches);
            const double deviation = 1 / (1 - coefficient) / std::sqrt(20'000.0);
            const double t = sim::student_t(static_cast<double>(result.batches - 1), 0.95);
            const double ratio = result.interval.half_width() / (t * deviation);
            CHECK(ratio > 0.4);
            CHECK(ratio < 2.5);
            ratios.add(ratio);
        }
        CHECK(ratios.count() > 45);
        CHECK(ratios.mean() > 0.9);
        CHECK(ratios.mean() < 1.1);
    }
}

TEST_CASE("batches are fewer where more of them are correlated, and none are taken at last")
{
    int twenty = 0;
    int fewer = 0;
    int refused = 0;
    for (std::uint64_t replication = 0; replication < 200; ++replication) {
        const auto long_run = sim::batch_means(autoregressive(20'000, 0.9, replication), 0.95);
        const auto run = sim::batch_means(autoregressive(1'000, 0.9, replication), 0.95);
        const auto short_run = sim::batch_means(autoregressive(400, 0.99, replication), 0.95);
        twenty += long_run.batches == 20;
        fewer += run.found && run.batches < 20;
        refused += !short_run.found;
    }
    CHECK(twenty > 140);
    CHECK(fewer > 60);
    CHECK(refused > 150);
}

TEST_CASE("what does not fill a batch is left out at the beginning")
{
    std::vector<double> series(19, 1000);
    for (int i = 0; i < 40; ++i) series.insert(series.end(), {1, 3});
    const auto result = sim::batch_means(series, 0.95);
    CHECK(result.found);
    CHECK(result.batches == 20);
    CHECK(result.batch_size == 4);
    CHECK(result.interval.mean == 2);
    CHECK(result.interval.half_width() == 0);
}

TEST_CASE("batch means of a trend and of a step are refused")
{
    std::vector<double> trend = autoregressive(3'000, 0, 1);
    std::vector<double> step = autoregressive(3'000, 0, 2);
    for (std::size_t i = 0; i < 3'000; ++i) {
        trend[i] += 0.001 * static_cast<double>(i);
        step[i] += i < 1'500 ? 0 : 1;
    }
    for (const auto& series : {trend, step}) {
        const auto result = sim::batch_means(series, 0.95);
        CHECK_FALSE(result.found);
        CHECK(result.correlation > 0.5);
        CHECK(std::isinf(result.interval.half_width()));
        CHECK(
            result.report ==
            "no interval from batch means: even 10 batches of 300 observations look correlated, in "
            "themselves or in their quarters; the run is too short");
    }
}

TEST_CASE("batch means of too few observations are refused")
{
    const auto result = sim::batch_means(std::vector<double>(39, 2), 0.95);
    CHECK_FALSE(result.found);
    CHECK(result.interval.mean == 2);
    CHECK(std::isnan(result.correlation));
    CHECK(result.report ==
          "no interval from batch means: they need at least 40 observations, and there are 39");
    CHECK(std::isnan(sim::batch_means({}, 0.95).interval.mean));
}

TEST_CASE("a constant series has an interval without width")
{
    const auto result = sim::batch_means(std::vector<double>(1'000, 0.1), 0.9);
    CHECK(result.found);
    CHECK(result.interval.mean == 0.1);
    CHECK(result.interval.low == 0.1);
    CHECK(result.interval.high == 0.1);
    CHECK(result.interval.level == 0.9);
    CHECK(result.report ==
          "the interval is that of 20 batches of 50 observations, whose "
          "correlation of 0.00 is no more than chance");
}

TEST_CASE("misuse of batch means is a programmer's error")
{
    CHECK_THROWS_AS(sim::batch_means(std::vector<double>(100, std::nan("")), 0.95),
                    sim::LogicError);
    CHECK_THROWS_AS(sim::batch_means(std::vector<double>(100, 1), 1), sim::LogicError);
}
