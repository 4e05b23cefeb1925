#include "sim/statistics/best_probability.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

using sim::best_probabilities;
using sim::LargestIn;

namespace {

using Observations = std::vector<std::vector<double>>;

const sim::RandomStream stream(1, 0, "best");
constexpr double margin = 0.014;  // four standard errors

// Eight replications of three contenders that vary independently of each other, with these means
// and deviations: columns of a Hadamard matrix.
Observations independent(const std::vector<double>& means, const std::vector<double>& deviations)
{
    Observations observations(3, std::vector<double>(8));
    for (std::size_t r = 0; r < 8; ++r) {
        for (std::size_t i = 0; i < 3; ++i) {
            const double sign = (r >> i) % 2 == 0 ? 1 : -1;
            observations[i][r] = means[i] + sign * deviations[i];
        }
    }
    return observations;
}

double student(double x, double degrees)
{
    return boost::math::cdf(boost::math::students_t(degrees), x);
}

}  // namespace

// Differences 1 2 3 4 and so on: mean 1.5, s = sqrt(5 / 3) of n = 4.
TEST_CASE("of two, the probability is that of Student's t of their difference")
{
    const Observations observations = {{10, 21, 35, 47}, {10, 20, 33, 44}};
    const double error = std::sqrt(5.0 / 3 / 4);
    const auto mean = best_probabilities(observations, LargestIn::expectation, stream);
    CHECK(mean[0] == Approx(student(1.5 / error, 3)).margin(margin));
    CHECK(mean[0] + mean[1] == Approx(1));
    const double further = error * std::sqrt(5);
    const auto next = best_probabilities(observations, LargestIn::further_observation, stream);
    CHECK(next[0] == Approx(student(1.5 / further, 3)).margin(margin));
}

// Of two differences with mean 0 and correlation r both are positive with the probability
// 1/4 + asin(r) / (2 pi), in every elliptical law (Sheppard); r = v1 / sqrt((v1 + v2)(v1 + v3)).
TEST_CASE("of three with equal means, each is the best with the probability of its orthant")
{
    const std::vector<double> deviations = {1, 2, 4};
    const auto found =
        best_probabilities(independent({7, 7, 7}, deviations), LargestIn::expectation, stream);
    const auto variance = [&](std::size_t i) { return deviations[i] * deviations[i]; };
    for (std::size_t i = 0; i < 3; ++i) {
        const double own = variance(i);
        const double r =
            own / std::sqrt((own + variance((i + 1) % 3)) * (own + variance((i + 2) % 3)));
        CHECK(found[i] == Approx(0.25 + std::asin(r) / (2 * std::numbers::pi)).margin(margin));
    }
}

TEST_CASE("what contenders share does not blur which is the best")
{
    Observations observations = independent({0, 0.5, -1}, {0.5, 0.5, 0.5});
    const auto alone = best_probabilities(observations, LargestIn::expectation, stream);
    for (std::size_t r = 0; r < 8; ++r) {
        for (auto& one : observations) one[r] += 100 * static_cast<double>(r % 4);
    }
    const auto together = best_probabilities(observations, LargestIn::expectation, stream);
    for (std::size_t i = 0; i < 3; ++i) CHECK(together[i] == Approx(alone[i]).margin(margin));
    CHECK(alone[1] > 0.8);
    CHECK(alone[1] < 0.99);
}

TEST_CASE("more contenders than replications have probabilities too")
{
    Observations observations;
    for (int i = 0; i < 6; ++i) observations.push_back({1.0 * i, 2.0 - i, 0.5 * i * i});
    const auto found = best_probabilities(observations, LargestIn::expectation, stream);
    CHECK(std::accumulate(found.begin(), found.end(), 0.0) == Approx(1));
    for (const double share : found) CHECK(share >= 0);
}

TEST_CASE("those that are equal share, and what is always ahead is the best")
{
    const Observations equal = {{48, 47, 48}, {48, 47, 48}, {40, 40, 41}};
    const auto shared = best_probabilities(equal, LargestIn::expectation, stream);
    CHECK(shared[0] == shared[1]);
    CHECK(shared[0] == Approx(0.5).margin(0.01));
    const Observations ahead = {{48, 47, 48}, {47, 46, 47}};
    CHECK(best_probabilities(ahead, LargestIn::expectation, stream)[0] == 1);
}

TEST_CASE("no contenders, too few and unequal observations are programmer's errors")
{
    const auto best = [](const Observations& observations) {
        return best_probabilities(observations, LargestIn::expectation, stream);
    };
    CHECK_THROWS_AS(best({}), sim::LogicError);
    CHECK_THROWS_AS(best({{1}, {2}}), sim::LogicError);
    CHECK_THROWS_AS(best({{1, 2}, {2, 3, 4}}), sim::LogicError);
}
