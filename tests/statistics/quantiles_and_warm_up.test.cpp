#include <cmath>
#include <vector>

#include "sim/statistics/confidence_interval.hpp"
#include "sim/statistics/quantile_interval.hpp"
#include "sim/statistics/quantiles.hpp"
#include "sim/statistics/warm_up.hpp"
#include "tests/catch.hpp"
#include "tests/statistics/waiting_line.hpp"

// Intervals of quantiles and warm-up deletion on M/M/1, over 2,000 experiments. The standard error
// of a share of 95 % is 0.5 %.

using tests::response_times;
using tests::settled_times;
using tests::tallies;

namespace {

template <class Interval>
double holds(const Interval& interval, double truth)
{
    return interval.low <= truth && truth <= interval.high ? 1 : 0;
}

void check_range(double share)
{
    CHECK(share >= 0.935);
    CHECK(share <= 0.965);
}

std::uint64_t part(int experiment, int number)
{
    return static_cast<std::uint64_t>(1000 * experiment + number);
}

}  // namespace

// The quantile of each of ten replications, and Student's t of these.
TEST_CASE("intervals of p95 from replications hold that of the response time")
{
    const double load = GENERATE(0.5, 0.8, 0.9);
    const std::size_t customers = load < 0.6 ? 5'000 : load < 0.85 ? 20'000 : 80'000;
    const auto shares = tallies([&](int experiment) -> std::vector<double> {
        sim::Tally own;
        for (int k = 0; k < 10; ++k) {
            sim::Quantiles quantiles(0.0005);
            for (const double time : settled_times(2019, part(experiment, k), load, customers)) {
                quantiles.add(time);
            }
            own.add(quantiles.quantile(0.95));
        }
        return {holds(confidence_interval(own, 0.95), std::log(20) / (1 - load)), own.mean()};
    });
    INFO("load " << load << ": " << 100 * shares[0].mean() << " %, bias "
                 << 100 * (shares[1].mean() * (1 - load) / std::log(20) - 1) << " %");
    check_range(shares[0].mean());
}

TEST_CASE("intervals between order statistics hold p95 and median of independent observations")
{
    const double p = GENERATE(0.95, 0.5);
    const std::size_t count = GENERATE(as<std::size_t>{}, 1'000, 10'000);
    const double share = tallies([&](int experiment) -> std::vector<double> {
                             const auto times = tests::exponentials(2003, part(experiment, 0),
                                                                    "independent", 1, count);
                             const auto interval = sim::quantile_interval(times, p, 0.95);
                             return {holds(interval, -std::log(1 - p))};
                         })
                             .front()
                             .mean();
    INFO("quantile " << p << " of " << count << ": " << 100 * share << " %");
    check_range(share);
}

TEST_CASE("MSER-5 leaves less than 2 % of bias, from empty and from 100 waiting")
{
    const double load = GENERATE(0.5, 0.8, 0.9);
    const bool waiting = GENERATE(false, true);
    const std::size_t customers = load < 0.85 ? 20'000 : 100'000;
    const auto found = tallies([&](int experiment) -> std::vector<double> {
        double work = 0;
        if (waiting) {
            for (const double x :
                 tests::exponentials(1997, part(experiment, 0), "waiting", 1, 100)) {
                work += x;
            }
        }
        const auto times = response_times(1997, part(experiment, 0), load, customers, work);
        const auto warm_up = sim::delete_warm_up(times);
        sim::Tally all;
        for (const double x : times) all.add(x);
        return {warm_up.mean, all.mean(), warm_up.found ? 1.0 : 0.0,
                static_cast<double>(warm_up.deleted)};
    });
    const double bias = found[0].mean() * (1 - load) - 1;
    INFO("load " << load << (waiting ? ", 100 waiting" : ", empty") << ": bias " << 100 * bias
                 << " %, without deletion " << 100 * (found[1].mean() * (1 - load) - 1)
                 << " %, refused " << 100 * (1 - found[2].mean()) << " %, deleted "
                 << found[3].mean());
    CHECK(std::abs(bias) < 0.02);
    CHECK(found[2].mean() > 0.95);
}
