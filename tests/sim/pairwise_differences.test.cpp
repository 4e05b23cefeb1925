#include "sim/statistics/pairwise_differences.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::ConfidenceInterval;
using sim::pairwise_differences;

namespace {

using Observations = std::vector<std::vector<double>>;

auto paired(const Observations& observations)
{
    return [&](std::size_t a, std::size_t b, double level) {
        return sim::paired_difference(observations[a], observations[b], level);
    };
}

// Four contenders that share most of what makes a replication, with expectations 0, 0, 1 and 3 and
// deviations of their own of 0.1, 0.5, 1 and 2, so that no two differences have the same variance.
const std::vector<double> expectations = {0, 0, 1, 3};
const std::vector<double> deviations = {0.1, 0.5, 1, 2};

Observations experiment(sim::RandomStream& stream, std::size_t replications)
{
    const sim::Distribution normal = sim::Distribution::normal(0, 1);
    Observations observations(4);
    for (std::size_t r = 0; r < replications; ++r) {
        const double common = 5 * normal.next(stream);
        for (std::size_t i = 0; i < 4; ++i) {
            observations[i].push_back(expectations[i] + common +
                                      deviations[i] * normal.next(stream));
        }
    }
    return observations;
}

bool all_hold(const std::vector<sim::PairwiseDifference>& pairs)
{
    return std::ranges::all_of(pairs, [](const sim::PairwiseDifference& pair) {
        const double truth = expectations[pair.a] - expectations[pair.b];
        return pair.difference.low <= truth && truth <= pair.difference.high;
    });
}

}  // namespace

TEST_CASE("each pair comes once, the later contender less the earlier one, at a shared level")
{
    const Observations observations = {{1, 2, 3}, {3, 4, 6}, {0, 0, 1}};
    const auto pairs = pairwise_differences(3, 0.94, paired(observations));
    REQUIRE(pairs.size() == 3);
    const std::array<std::array<std::size_t, 2>, 3> places = {{{1, 0}, {2, 0}, {2, 1}}};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(pairs[i].a == places[i][0]);
        CHECK(pairs[i].b == places[i][1]);
        CHECK(pairs[i].difference.level == Approx(0.98));
        const auto alone =
            sim::paired_difference(observations[pairs[i].a], observations[pairs[i].b], 0.98);
        CHECK(pairs[i].difference.mean == alone.mean);
        CHECK(pairs[i].difference.low == Approx(alone.low));
    }
    CHECK(pairs[0].difference.mean == Approx(7.0 / 3));
}

TEST_CASE("one pair alone has the level asked for, one contender no pair")
{
    const Observations observations = {{1, 2, 3}, {3, 4, 6}};
    const auto pair = pairwise_differences(2, 0.95, paired(observations)).front();
    CHECK(pair.difference.level == 0.95);
    CHECK(pairwise_differences(1, 0.95, paired(observations)).empty());
}

TEST_CASE("a pair differs where its interval leaves out zero")
{
    CHECK(sim::PairwiseDifference{1, 0, {1, 0.5, 1.5, 0.95}}.differ());
    CHECK(sim::PairwiseDifference{1, 0, {-1, -1.5, -0.5, 0.95}}.differ());
    CHECK_FALSE(sim::PairwiseDifference{1, 0, {1, -0.5, 2.5, 0.95}}.differ());
    CHECK_FALSE(sim::PairwiseDifference{1, 0, {0, 0, 0, 0.95}}.differ());
}

// Bonferroni: at least the level; by how much more is bounded by the levels of the single pairs, of
// which the widest misses its truth in 0.05 / 6. 0.019 are four standard errors of 2000.
TEST_CASE("the intervals of four correlated contenders hold all at once as often as they claim")
{
    constexpr int experiments = 2000;
    int held = 0;
    int held_one_by_one = 0;
    for (int number = 0; number < experiments; ++number) {
        sim::RandomStream stream(1, static_cast<std::uint64_t>(number), "contenders");
        const Observations observations = experiment(stream, 10);
        held += all_hold(pairwise_differences(4, 0.95, paired(observations)));
        const auto at_95 = [&](std::size_t a, std::size_t b, double) {
            return sim::paired_difference(observations[a], observations[b], 0.95);
        };
        held_one_by_one += all_hold(pairwise_differences(4, 0.95, at_95));
    }
    CHECK(held >= (0.95 - 0.019) * experiments);
    CHECK(held <= (1 - 0.05 / 6 + 0.006) * experiments);
    // without the correction they would not
    CHECK(held_one_by_one < 0.9 * experiments);
}

TEST_CASE("impossible levels of pairs are programmer's errors")
{
    const Observations observations = {{1, 2}, {3, 4}};
    CHECK_THROWS_AS(pairwise_differences(2, 1, paired(observations)), sim::LogicError);
    CHECK_THROWS_AS(pairwise_differences(2, 0, paired(observations)), sim::LogicError);
}
