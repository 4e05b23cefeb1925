#include "sim/statistics/random_effects.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/catch.hpp"

using sim::random_effects;
using sim::RandomEffects;

namespace {

using Groups = std::vector<std::vector<double>>;

struct Truth {
    double between;  // standard deviations
    double within;
};

// Observations of the model itself, with expectation 100.
class Model {
public:
    Model(Truth truth, const std::string& name) : truth_(truth), stream_(1, 0, name) {}

    std::vector<double> group(int each)
    {
        const double effect = truth_.between * normal();
        std::vector<double> observations;
        for (int j = 0; j < each; ++j)
            observations.push_back(100 + effect + truth_.within * normal());
        return observations;
    }
    Groups groups(int count, int each)
    {
        Groups all;
        for (int i = 0; i < count; ++i) all.push_back(group(each));
        return all;
    }

private:
    double normal() { return sim::Distribution::normal(0, 1).next(stream_); }

    Truth truth_;
    sim::RandomStream stream_;
};

// Whether the chi-square interval of 95 % around a mean square holds its expectation.
bool covers(double mean_square, double degrees, double expectation)
{
    const boost::math::chi_squared law(degrees);
    const double chi = degrees * mean_square / expectation;
    return boost::math::quantile(law, 0.025) <= chi && chi <= boost::math::quantile(law, 0.975);
}

constexpr int repetitions = 2000;

// Of so many repetitions a nominal share of 95 % has the standard error 0.5 %.
void check_nominal(int covered)
{
    CHECK(covered > 0.935 * repetitions);
    CHECK(covered < 0.965 * repetitions);
}

const std::vector<Truth> truths = {{0, 1}, {0.5, 1}, {1, 1}, {3, 1}};

}  // namespace

// Groups 1 3, 4 6 and 10 12: means 2, 5, 11 about 6, sums of squares 2 x 42 with 2 degrees of
// freedom between and 3 x 2 with 3 within.
TEST_CASE("the mean squares are those worked out by hand")
{
    const RandomEffects effects = random_effects(Groups{{1, 3}, {4, 6}, {10, 12}});
    CHECK(effects.mean == Approx(6));
    CHECK(effects.square_between == Approx(42));
    CHECK(effects.square_within == Approx(2));
    CHECK(effects.between() == Approx(20));
    CHECK(effects.within() == Approx(2));
    CHECK(effects.of_mean == Approx(42.0 / 6));
}

TEST_CASE("the components are found on average")
{
    for (const Truth truth : truths) {
        INFO(truth.between);
        Model model(truth, "components");
        sim::Tally between;
        sim::Tally within;
        for (int i = 0; i < repetitions; ++i) {
            const RandomEffects effects = random_effects(model.groups(40, 3));
            // untruncated, which alone is unbiased
            between.add((effects.square_between - effects.square_within) / 3);
            within.add(effects.within());
        }
        CHECK(std::abs(between.mean() - truth.between * truth.between) <
              4 * between.standard_deviation() / std::sqrt(repetitions));
        CHECK(std::abs(within.mean() - 1) <
              4 * within.standard_deviation() / std::sqrt(repetitions));
    }
}

TEST_CASE("the mean squares follow chi-square laws about their expectations")
{
    for (const Truth truth : truths) {
        INFO(truth.between);
        Model model(truth, "chi-square");
        int between = 0;
        int within = 0;
        for (int i = 0; i < repetitions; ++i) {
            const RandomEffects effects = random_effects(model.groups(20, 3));
            between += covers(effects.square_between, 19, 1 + 3 * truth.between * truth.between);
            within += covers(effects.square_within, 40, 1);
        }
        check_nominal(between);
        check_nominal(within);
    }
}

TEST_CASE("the interval holds one observation of a further group as often as it claims")
{
    for (const Truth truth : truths) {
        INFO(truth.between);
        Model model(truth, "coverage");
        int covered = 0;
        for (int i = 0; i < repetitions; ++i) {
            const auto interval = further_observation(random_effects(model.groups(20, 3)), 0.95);
            const double further = model.group(1).front();
            covered += interval.low <= further && further <= interval.high;
        }
        check_nominal(covered);
    }
}

TEST_CASE("equal observations leave no width, and variance between groups is never negative")
{
    const auto interval = further_observation(random_effects(Groups{{5, 5}, {5, 5}}), 0.95);
    CHECK(interval.low == 5);
    CHECK(interval.high == 5);
    CHECK(random_effects(Groups{{1, 9}, {9, 1}}).between() == 0);
}

TEST_CASE("groups too few, too small or of different size are programmer's errors")
{
    CHECK_THROWS_AS(random_effects(Groups{{1, 2}}), sim::LogicError);
    CHECK_THROWS_AS(random_effects(Groups{{1}, {2}}), sim::LogicError);
    CHECK_THROWS_AS(random_effects(Groups{{1, 2}, {3, 4, 5}}), sim::LogicError);
}
