#include "models/bounds.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

using models::approximate_mean_value_analysis;
using models::mean_value_analysis;
using models::throughput_bound;

namespace {

struct Example {
    std::vector<double> demands;
    double think;
    int customers;
};

// From idle over knee to saturated, one to four stations, with and without thinking.
std::vector<Example> examples()
{
    std::vector<Example> all;
    const std::vector<std::vector<double>> stations{
        {0.1}, {0.1, 0.1}, {0.1, 0.08, 0.05}, {0.02, 0.3, 0.02, 0.001}};
    for (const std::vector<double>& demands : stations) {
        for (const double think : {0.0, 1.0, 30.0}) {
            for (const int customers : {1, 2, 5, 20, 100, 340, 1000}) {
                all.push_back({demands, think, customers});
            }
        }
    }
    return all;
}

// The normalizing constants G(0), ..., G(N) of the product form, by Buzen's convolution: the
// thinking place contributes Z^n / n!, a station D^n. Throughput is G(N - 1) / G(N).
double throughput_by_convolution(const Example& example)
{
    std::vector<long double> g(static_cast<std::size_t>(example.customers) + 1);
    g[0] = 1;
    for (std::size_t n = 1; n < g.size(); ++n) {
        g[n] = g[n - 1] * example.think / static_cast<long double>(n);
    }
    for (const double demand : example.demands) {
        for (std::size_t n = 1; n < g.size(); ++n) g[n] += demand * g[n - 1];
    }
    return static_cast<double>(g[g.size() - 2] / g[g.size() - 1]);
}

}  // namespace

// Two stations, D = 0.2 s and 0.1 s, Z = 1 s, by hand:
// n = 1: R = 0.2 + 0.1 = 0.3,                 X = 1/1.3 = 0.76923, Q = 0.15385, 0.07692
// n = 2: R = 0.2 (1.15385) + 0.1 (1.07692)
//          = 0.23077 + 0.10769 = 0.33846,     X = 2/1.33846 = 1.49425, Q = 0.34483, 0.16092
// n = 3: R = 0.2 (1.34483) + 0.1 (1.16092)
//          = 0.26897 + 0.11609 = 0.38506,     X = 3/1.38506 = 2.16598, Q = 0.58257, 0.25145
TEST_CASE("mean value analysis gives the two-station network solved by hand")
{
    const auto network = mean_value_analysis({0.2, 0.1}, 1, 3);
    CHECK(network.response == Approx(0.38506).epsilon(1e-4));
    CHECK(network.throughput == Approx(2.16598).epsilon(1e-4));
    REQUIRE(network.queue.size() == 2);
    CHECK(network.queue[0] == Approx(0.58257).epsilon(1e-4));
    CHECK(network.queue[1] == Approx(0.25145).epsilon(1e-4));
}

TEST_CASE("one station with thinking customers is the machine repairman")
{
    const double demand = 0.5;
    const double think = 4;
    for (const int machines : {1, 2, 5, 10, 40}) {
        // M/M/1//N: p(n) = p(0) N!/(N - n)! (D/Z)^n, X = (1 - p(0)) / D
        double weight = 1;
        double sum = 1;
        for (int down = 1; down <= machines; ++down) {
            weight *= (machines - down + 1) * demand / think;
            sum += weight;
        }
        const auto network = mean_value_analysis({demand}, think, machines);
        CHECK(network.throughput == Approx((1 - 1 / sum) / demand));
    }
}

TEST_CASE("equal stations without thinking share the customers equally")
{
    for (const int customers : {1, 3, 8}) {
        const auto network = mean_value_analysis({0.1, 0.1, 0.1, 0.1}, 0, customers);
        CHECK(network.throughput == Approx(customers / (0.1 * (customers + 3))));
        for (const double queue : network.queue) CHECK(queue == Approx(customers / 4.0));
    }
}

TEST_CASE("customers are somewhere: Little's law over the whole network")
{
    const std::vector<double> demands{0.3, 0.05, 0.2};
    for (int customers = 0; customers <= 50; ++customers) {
        const auto network = mean_value_analysis(demands, 2, customers);
        const double queued = std::accumulate(network.queue.begin(), network.queue.end(), 0.0);
        CHECK(queued + 2 * network.throughput == Approx(customers).margin(1e-9));
    }
}

TEST_CASE("throughput stays below its asymptotic bounds and comes close to them")
{
    const std::vector<double> demands{0.3, 0.05, 0.2};
    double before = 0;
    for (int customers = 1; customers <= 200; ++customers) {
        const double throughput = mean_value_analysis(demands, 2, customers).throughput;
        CHECK(throughput <= throughput_bound(demands, 2, customers) * (1 + 1e-12));
        CHECK(throughput >= before * (1 - 1e-12));
        before = throughput;
    }
    CHECK(mean_value_analysis(demands, 2, 1).throughput == Approx(throughput_bound(demands, 2, 1)));
    CHECK(before == Approx(1 / 0.3).epsilon(1e-6));
}

TEST_CASE("the bound bends where the customers fill the slowest station")
{
    const std::vector<double> demands{0.5, 0.25};
    // N* = (D + Z) / max D = (0.75 + 4.25) / 0.5 = 10
    CHECK(throughput_bound(demands, 4.25, 5) == Approx(1));
    CHECK(throughput_bound(demands, 4.25, 10) == Approx(2));
    CHECK(throughput_bound(demands, 4.25, 20) == Approx(2));
    CHECK(throughput_bound({}, 2, 4) == Approx(2));
}

TEST_CASE("a closed network has no negative think time and no negative number of customers")
{
    CHECK_THROWS_AS(mean_value_analysis({0.1}, -1, 1), sim::LogicError);
    CHECK_THROWS_AS(mean_value_analysis({0.1}, 1, -1), sim::LogicError);
}

TEST_CASE("exact mean value analysis agrees with the convolution of the product form")
{
    for (const Example& example : examples()) {
        CAPTURE(example.demands, example.think, example.customers);
        const auto exact = mean_value_analysis(example.demands, example.think, example.customers);
        CHECK(exact.throughput == Approx(throughput_by_convolution(example)).epsilon(1e-9));
    }
}

TEST_CASE("the approximation solves Schweitzer's equations and Little's law")
{
    for (const Example& example : examples()) {
        CAPTURE(example.demands, example.think, example.customers);
        const double customers = example.customers;
        const auto network =
            approximate_mean_value_analysis(example.demands, example.think, example.customers);
        double present = network.throughput * example.think;
        for (std::size_t k = 0; k < example.demands.size(); ++k) {
            const double met = (customers - 1) / customers * network.queue[k];
            CHECK(network.queue[k] ==
                  Approx(network.throughput * example.demands[k] * (1 + met)).epsilon(1e-9));
            present += network.queue[k];
        }
        CHECK(present == Approx(customers).epsilon(1e-9));
        CHECK(network.throughput * (example.think + network.response) ==
              Approx(customers).epsilon(1e-9));
    }
}

TEST_CASE("the approximation is exact for one customer and low by at most 7 % for more")
{
    for (const Example& example : examples()) {
        CAPTURE(example.demands, example.think, example.customers);
        const double exact =
            mean_value_analysis(example.demands, example.think, example.customers).throughput;
        const double approximate =
            approximate_mean_value_analysis(example.demands, example.think, example.customers)
                .throughput;
        CHECK(approximate <= exact * (1 + 1e-12));
        CHECK(approximate >= 0.93 * exact);
        if (example.customers == 1) CHECK(approximate == Approx(exact).epsilon(1e-12));
    }
}

TEST_CASE("exact and approximate analysis meet the asymptotic bounds at both ends")
{
    const std::vector<double> demands{0.1, 0.08, 0.05};
    for (const auto& solve : {mean_value_analysis, approximate_mean_value_analysis}) {
        CHECK(solve(demands, 1e7, 340).throughput ==
              Approx(throughput_bound(demands, 1e7, 340)).epsilon(1e-6));
        CHECK(solve(demands, 30, 100'000).throughput ==
              Approx(throughput_bound(demands, 30, 100'000)).epsilon(1e-4));
    }
    const auto saturated = approximate_mean_value_analysis(demands, 30, 1'000'000'000);
    CHECK(saturated.throughput == Approx(10).epsilon(1e-8));
    CHECK(saturated.queue[1] == Approx(0.8 / 0.2).epsilon(1e-6));
}

TEST_CASE("the approximation takes stations without demand, no stations and no customers")
{
    CHECK(approximate_mean_value_analysis({0.0, 0.1}, 1, 1).queue[0] == 0);
    CHECK(approximate_mean_value_analysis({}, 2, 4).throughput == Approx(2));
    CHECK(approximate_mean_value_analysis({0.1}, 1, 0).throughput == 0);
    CHECK_THROWS_AS(approximate_mean_value_analysis({0.1}, -1, 1), sim::LogicError);
    CHECK_THROWS_AS(approximate_mean_value_analysis({0.1}, 1, -1), sim::LogicError);
    CHECK_THROWS_AS(approximate_mean_value_analysis({}, 0, 1), sim::LogicError);
}
