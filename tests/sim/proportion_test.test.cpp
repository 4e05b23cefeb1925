#include "sim/statistics/proportion_test.hpp"

#include <cmath>
#include <vector>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::ProportionTest;

// Without a failure the evidence after n trials is half of p^-n and of the mean of (q / p)^n over
// q from p to 1.
TEST_CASE("the fewest trials that can tell are those of the formula")
{
    const double p = GENERATE(0.5, 0.9, 0.95, 0.99);
    const double error = GENERATE(0.05, 0.025, 0.001);
    const auto evidence = [p](int n) {
        const double uniform = (1 - std::pow(p, n + 1)) / (n + 1) / (1 - p);
        return (uniform + 1) / 2 / std::pow(p, n);
    };
    const ProportionTest test(p, error);
    const int fewest = test.fewest_trials();
    CHECK(evidence(fewest) >= 1 / error);
    CHECK(evidence(fewest - 1) < 1 / error);
    CHECK(test.most_failures_held(fewest) == 0);
    CHECK(test.most_failures_held(fewest - 1) == -1);
}

// After n failures alone it is the mean of ((1 - q) / (1 - p))^n over q from 0 to p.
TEST_CASE("failures alone tell after the number of the formula")
{
    const double p = 0.9;
    const ProportionTest test(p, 0.025);
    const auto evidence = [p](int n) {
        return (1 - std::pow(1 - p, n + 1)) / (n + 1) / p / std::pow(1 - p, n);
    };
    int fewest = 1;
    while (evidence(fewest) < 40) ++fewest;
    CHECK(test.fewest_failures_missed(fewest) == fewest);
    CHECK(test.fewest_failures_missed(fewest - 1) == fewest);
}

TEST_CASE("no number of failures tells both, and many trials tell nearly every share")
{
    const ProportionTest test(0.95, 0.025);
    for (const int trials : {1, 10, 100, 1000, 100'000}) {
        INFO(trials << " trials");
        const int held = test.most_failures_held(trials);
        const int missed = test.fewest_failures_missed(trials);
        CHECK(held < missed);
        CHECK(held < 0.05 * trials);
        CHECK(missed > 0.05 * trials);
        if (trials == 100'000) CHECK((missed - held) / 100'000.0 < 0.006);
    }
}

// Ville's inequality, at the probability tested itself, looked at after every trial.
TEST_CASE("however often it is looked at, a test errs no more often than stated")
{
    constexpr int experiments = 400;
    constexpr int trials = 1000;
    const double p = GENERATE(0.6, 0.95);
    const ProportionTest test(p, 0.1);
    std::vector<int> held;
    std::vector<int> missed;
    for (int n = 0; n <= trials; ++n) {
        held.push_back(test.most_failures_held(n));
        missed.push_back(test.fewest_failures_missed(n));
    }
    int wrongly_held = 0;
    int wrongly_missed = 0;
    for (int experiment = 0; experiment < experiments; ++experiment) {
        sim::RandomStream stream(1970, static_cast<std::uint64_t>(experiment), "trials");
        int failures = 0;
        bool above = false;
        bool below = false;
        for (std::size_t n = 1; n <= trials; ++n) {
            failures += stream.uniform() > p ? 1 : 0;
            above = above || failures <= held[n];
            below = below || failures >= missed[n];
        }
        wrongly_held += above ? 1 : 0;
        wrongly_missed += below ? 1 : 0;
    }
    // three standard errors of a share of 10 % above it; a test that never decides is none
    CHECK(wrongly_held <= 0.145 * experiments);
    CHECK(wrongly_missed <= 0.145 * experiments);
    CHECK(wrongly_held > 0);
    CHECK(wrongly_missed > 0);
}

TEST_CASE("a test of a share refuses what is no share")
{
    CHECK_THROWS_AS(ProportionTest(0, 0.05), sim::LogicError);
    CHECK_THROWS_AS(ProportionTest(1, 0.05), sim::LogicError);
    CHECK_THROWS_AS(ProportionTest(0.9, 0), sim::LogicError);
    CHECK_THROWS_AS(ProportionTest(0.9, 1), sim::LogicError);
}
