#include "sim/statistics/first_order_effects.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/catch.hpp"

using sim::first_order_effects;

namespace {

using Factors = std::vector<std::vector<double>>;

std::vector<double> normals(std::size_t count, std::uint64_t replication, const std::string& name)
{
    sim::RandomStream stream(1, replication, name);
    std::vector<double> values(count);
    sim::Distribution::normal(0, 1).fill(stream, values);
    return values;
}

Factors factors(std::size_t count, std::size_t draws, std::uint64_t replication = 0)
{
    Factors all;
    for (std::size_t k = 0; k < count; ++k) {
        all.push_back(normals(draws, replication, "factor " + std::to_string(k)));
    }
    return all;
}

// 10 + sum of slope x factor + noise
std::vector<double> responses(const Factors& of, const std::vector<double>& slopes, double noise,
                              std::uint64_t replication = 0)
{
    std::vector<double> all = normals(of.front().size(), replication, "noise");
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = 10 + noise * all[i];
        for (std::size_t k = 0; k < slopes.size(); ++k) all[i] += slopes[k] * of[k][i];
    }
    return all;
}

}  // namespace

TEST_CASE("without noise the factors explain everything and the expectation is exact")
{
    const Factors of = factors(3, 40);
    const auto effects = first_order_effects(responses(of, {2, 1, 0}, 0), of);
    CHECK(effects.expectation == Approx(10).margin(1e-9));
    CHECK(effects.of_expectation == Approx(0).margin(1e-20));
    CHECK(effects.variances[2] == Approx(0).margin(1e-9));
    sim::Tally all;
    for (const double y : responses(of, {2, 1, 0}, 0)) all.add(y);
    CHECK(effects.variances[0] + effects.variances[1] == Approx(all.variance()));
}

TEST_CASE("the variance that each factor makes is found on average")
{
    sim::Tally first;
    sim::Tally second;
    sim::Tally none;
    for (std::uint64_t i = 0; i < 300; ++i) {
        const Factors of = factors(3, 40, i);
        const auto effects = first_order_effects(responses(of, {3, 2, 0}, 1, i), of);
        first.add(effects.variances[0]);
        second.add(effects.variances[1]);
        none.add(effects.variances[2]);
    }
    CHECK(first.mean() == Approx(9).epsilon(0.05));
    CHECK(second.mean() == Approx(4).epsilon(0.05));
    CHECK(none.mean() < 0.05);
}

TEST_CASE("factors that do nothing are taken for strong in one case of twenty")
{
    int taken = 0;
    const int cases = 1000;
    for (std::uint64_t i = 0; i < cases; ++i) {
        const Factors of = factors(12, 40, i);
        const auto effects = first_order_effects(responses(of, {}, 1, i), of);
        bool any = false;
        for (const double variance : effects.variances) any = any || variance > 0;
        taken += any;
    }
    CHECK(taken < 0.08 * cases);
    CHECK(taken > 0.02 * cases);
}

TEST_CASE("the expectation is as uncertain as the rest, not as the factors make it")
{
    sim::Tally expectation;
    sim::Tally claimed;
    for (std::uint64_t i = 0; i < 500; ++i) {
        const Factors of = factors(2, 40, i);
        const auto effects = first_order_effects(responses(of, {10, 5}, 1, i), of);
        expectation.add(effects.expectation);
        claimed.add(effects.of_expectation);
        CHECK(effects.degrees == 37);
    }
    CHECK(std::abs(expectation.mean() - 10) <
          4 * expectation.standard_deviation() / std::sqrt(500));
    CHECK(claimed.mean() == Approx(expectation.variance()).epsilon(0.2));
    CHECK(claimed.mean() < 0.05);  // 125 / 40 by the plain mean
}

TEST_CASE("more factors than responses, equal factors and equal responses are no trouble")
{
    const Factors many = factors(30, 8);
    const auto few = first_order_effects(responses(many, {5}, 0.1), many);
    CHECK(few.variances.size() == 30);
    CHECK(few.degrees >= 2);
    Factors twins = factors(1, 20);
    twins.push_back(twins.front());
    const auto one = first_order_effects(responses(twins, {1}, 0.1), twins);
    CHECK((one.variances[0] > 0) != (one.variances[1] > 0));
    const Factors of = factors(2, 5);
    const auto none = first_order_effects(std::vector<double>(5, 7.0), of);
    CHECK(none.expectation == 7);
    CHECK(none.of_expectation == 0);
    CHECK(none.variances == std::vector<double>{0, 0});
}

TEST_CASE("too few responses and factors of another length are programmer's errors")
{
    const std::vector<double> two = {1, 2};
    const std::vector<double> three = {1, 2, 4};
    CHECK_THROWS_AS(first_order_effects(two, Factors{}), sim::LogicError);
    CHECK_THROWS_AS(first_order_effects(three, Factors{two}), sim::LogicError);
}
