#include "calibration/compared_factor.hpp"

#include <string>

#include "tests/catch.hpp"
#include "tests/statistics/laboratory.hpp"

// How often the 95 % interval that `calibrate` prints holds the truth. With unequal variances the
// ratio of the means of log-normal runs is not that of their medians; the truth here is the former.

using calibration::Comparison;
using calibration::Trial;
using tests::Experiment;
using tests::Laboratory;
using tests::repetitions;
using tests::Spoiled;

namespace {

std::vector<Trial> trials(const std::vector<double>& values)
{
    std::vector<Trial> all;
    for (const double value : values) all.push_back({value, "", 0});
    return all;
}

double coverage(const Experiment& experiment, bool paired, bool drop)
{
    const double native = experiment.native_deviation;
    const double guest = experiment.guest_deviation;
    const double mean_over_median = std::exp((guest * guest - native * native) / 2);
    const double truth = tests::truth * (paired ? 1 : mean_over_median);
    int covered = 0;
    for (std::uint64_t number = 0; number < repetitions; ++number) {
        Laboratory laboratory(experiment, number);
        Comparison comparison;
        comparison.native = trials(laboratory.native());
        comparison.guest = trials(laboratory.guest());
        comparison.paired = paired;
        const auto interval = compared_factor(comparison, drop).factor.interval(0.95);
        covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
    }
    return static_cast<double>(covered) / repetitions;
}

}  // namespace

TEST_CASE("the interval of a comparison covers 93 to 97 %")
{
    const std::size_t runs = GENERATE(as<std::size_t>{}, 3, 5, 10, 30);
    const double ratio = GENERATE(1, 3);
    const bool paired = GENERATE(false, true);
    const double share = coverage({runs, runs, 0.05, 0.05 * ratio}, paired, false);
    INFO(runs << " runs, ratio of deviations " << ratio << (paired ? ", paired: " : ": ") << share);
    CHECK(share >= 0.93);
    CHECK(share <= 0.97);
}

TEST_CASE("the interval of a comparison covers 90 % with one outlier in ten from five runs on")
{
    const std::size_t runs = GENERATE(as<std::size_t>{}, 5, 7, 10, 30);
    const double deviation = GENERATE(0.02, 0.05, 0.1);
    const double shift = GENERATE(0.5, 2, 4);
    const auto spoiled = GENERATE(Spoiled::guest, Spoiled::both);
    const bool drop = GENERATE(false, true);
    const double share = coverage({runs, runs, deviation, deviation, spoiled, shift}, false, drop);
    INFO(runs << " runs, deviation " << deviation << ", outliers by " << shift
              << (drop ? ", dropped: " : ": ") << share);
    CHECK(share >= 0.90);
}

TEST_CASE("the interval of pairs covers 90 % with one outlier in ten from five runs on")
{
    const std::size_t runs = GENERATE(as<std::size_t>{}, 5, 10, 30);
    const double shift = GENERATE(0.5, 2, 4);
    const double share = coverage({runs, runs, 0.05, 0.05, Spoiled::guest, shift}, true, false);
    INFO(runs << " pairs, outliers by " << shift << ": " << share);
    CHECK(share >= 0.90);
}
