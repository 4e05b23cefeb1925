#include "calibration/factor_by_condition.hpp"

#include <cmath>
#include <string>

#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

// 2,000 tables of factors by condition with log-normal noise, the same truth under all conditions
// or falling from condition to condition. The standard error of a share near 5 % is 0.5 %.

using calibration::factor_by_condition;
using calibration::overhead_factor;

namespace {

constexpr int repetitions = 2000;
constexpr double truth = 0.86;

std::vector<double> runs(sim::RandomStream& stream, std::size_t count, double mean,
                         double deviation)
{
    std::vector<double> all(count);
    sim::Distribution::normal(0, deviation).fill(stream, all);
    for (double& one : all) one = mean * std::exp(one);
    return all;
}

struct Shares {
    double tables = 0;
    double coverage = 0;  // of the truth by the pooled factor, whether a table is kept or not
};

Shares shares(std::size_t conditions, std::size_t count, double noise_ratio, double fall)
{
    Shares sum;
    for (std::uint64_t number = 0; number < repetitions; ++number) {
        sim::RandomStream stream(1951, number, "runs");
        std::vector<calibration::OverheadFactor> factors;
        double here = truth;
        double deviation = 0.03;
        for (std::size_t i = 0; i < conditions; ++i) {
            const auto native = runs(stream, count, 100, deviation);
            factors.push_back(overhead_factor(native, runs(stream, count, 100 * here, deviation)));
            here /= fall;
            deviation *= std::pow(noise_ratio, 1 / static_cast<double>(conditions - 1));
        }
        const auto result = factor_by_condition(factors, 0.001);
        const auto interval = result.pooled.interval(0.95);
        sum.tables += result.one_number ? 0 : 1;
        sum.coverage += interval.low <= truth && truth <= interval.high ? 1 : 0;
    }
    return {sum.tables / repetitions, sum.coverage / repetitions};
}

}  // namespace

TEST_CASE("equal factors are kept as a table in 3 to 8 % and the pooled one is covered")
{
    const auto conditions = GENERATE(as<std::size_t>(), 2, 4, 8);
    const auto count = GENERATE(as<std::size_t>(), 3, 5, 10);
    const double noise_ratio = GENERATE(1.0, 0.2);
    const Shares result = shares(conditions, count, noise_ratio, 1);
    INFO(conditions << " conditions, " << count << " runs, noise falls to " << noise_ratio
                    << ": tables " << result.tables << ", coverage " << result.coverage);
    CHECK(result.tables >= 0.03);
    CHECK(result.tables <= 0.08);
    CHECK(result.coverage >= 0.93);  // up to 0.99: the error of a table of two is wide
}

TEST_CASE("factors that fall by two deviations from condition to condition are told apart")
{
    CHECK(shares(4, 5, 1, std::exp(0.06)).tables > 0.95);
    CHECK(shares(8, 3, 1, std::exp(0.06)).tables > 0.95);
}
