#include "sim/statistics/sobol_indices.hpp"

#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

using sim::RandomStream;
using sim::SobolIndices;
using Points = std::vector<std::vector<double>>;

namespace {

std::vector<SobolIndices> indices_of(const std::function<double(const std::vector<double>&)>& f,
                                     std::size_t dimension, std::size_t samples)
{
    std::vector<double> responses;
    for (const auto& point : sim::sobol_design(dimension, samples)) responses.push_back(f(point));
    RandomStream stream(1, 0, "bootstrap");
    return sim::sobol_indices(responses, dimension, 0.95, stream);
}

// Ishigami and Homma, ISUMA 1990, a = 7, b = 0.1.
double ishigami(const std::vector<double>& x)
{
    const auto angle = [&](std::size_t k) { return std::numbers::pi * (2 * x[k] - 1); };
    const double s = std::sin(angle(0));
    return s + 7 * std::pow(std::sin(angle(1)), 2) + 0.1 * std::pow(angle(2), 4) * s;
}

const std::vector<double> weights = {0, 1, 4.5, 9, 99, 99, 99, 99};

// Sobol's g: the product of (|4 x - 2| + a) / (1 + a), its parts of variance 1 / 3 (1 + a)^2.
double sobol_g(const std::vector<double>& x)
{
    double product = 1;
    for (std::size_t k = 0; k < weights.size(); ++k) {
        product *= (std::abs(4 * x[k] - 2) + weights[k]) / (1 + weights[k]);
    }
    return product;
}

double part(double weight)
{
    return 1 / (3 * (1 + weight) * (1 + weight));
}

bool holds(const sim::ConfidenceInterval& interval, double truth)
{
    return interval.low <= truth && truth <= interval.high;
}

}  // namespace

TEST_CASE("the design mixes each coordinate of B into A, and fills the cube evenly")
{
    const Points points = sim::sobol_design(2, 256);
    REQUIRE(points.size() == 256 * 4);
    double sum = 0;
    for (std::size_t row = 0; row < points.size(); row += 4) {
        const auto& a = points[row];
        const auto& b = points[row + 1];
        CHECK(points[row + 2] == std::vector<double>{b[0], a[1]});
        CHECK(points[row + 3] == std::vector<double>{a[0], b[1]});
        CHECK((a[0] > 0 && a[0] < 1));
        sum += a[0];
    }
    CHECK(sum / 256 == Approx(0.5).margin(0.003));  // independent points: off by 0.018
}

TEST_CASE("indices of the Ishigami function are within 0.02 with 4,096 samples")
{
    const auto indices = indices_of(ishigami, 3, 4096);
    const std::vector<double> first = {0.3139, 0.4424, 0};
    const std::vector<double> total = {0.5576, 0.4424, 0.2437};
    for (std::size_t k = 0; k < 3; ++k) {
        INFO(k << ": " << indices[k].first.mean << ", " << indices[k].total.mean);
        CHECK(indices[k].first.mean == Approx(first[k]).margin(0.02));
        CHECK(indices[k].total.mean == Approx(total[k]).margin(0.02));
        CHECK(holds(indices[k].first, first[k]));
        CHECK(holds(indices[k].total, total[k]));
    }
}

TEST_CASE("indices of Sobol's g are within 0.02 with 4,096 samples")
{
    double all = 1;
    for (const double weight : weights) all *= 1 + part(weight);
    const auto indices = indices_of(sobol_g, weights.size(), 4096);
    for (std::size_t k = 0; k < weights.size(); ++k) {
        const double first = part(weights[k]) / (all - 1);
        const double total = part(weights[k]) * all / (1 + part(weights[k])) / (all - 1);
        INFO(k << ": " << indices[k].first.mean << ", " << indices[k].total.mean);
        CHECK(indices[k].first.mean == Approx(first).margin(0.02));
        CHECK(indices[k].total.mean == Approx(total).margin(0.02));
    }
}

TEST_CASE("a response that never changes has no indices")
{
    for (const SobolIndices& index : indices_of([](const auto&) { return 48.1; }, 3, 16)) {
        CHECK(index.first.mean == 0);
        CHECK(index.total.mean == 0);
        CHECK(index.total.high == 0);
    }
}

TEST_CASE("a coordinate without a say has a total index of exactly 0")
{
    const auto indices = indices_of([](const auto& x) { return x[0] * x[0]; }, 2, 64);
    CHECK(indices[1].total.mean == 0);
    CHECK(indices[0].total.mean == Approx(1).margin(0.1));
}

// With A and B in the halves of the sequence one coordinate of 72 has a total index of 1.18.
TEST_CASE("among many coordinates none is favoured, from 256 samples on")
{
    const std::size_t dimension = 200;
    const std::size_t width = dimension + 2;
    for (const std::size_t samples : {256U, 512U}) {
        const Points points = sim::sobol_design(dimension, samples);
        for (std::size_t k = 0; k < dimension; ++k) {
            double product = 0;  // of a and b, deviations from 1/2, over their variance of 1/12
            for (std::size_t row = 0; row < points.size(); row += width) {
                product += 12 * (points[row][k] - 0.5) * (points[row + 1][k] - 0.5);
            }
            INFO(k);
            CHECK(std::abs(product / static_cast<double>(samples)) < 0.06);
        }
    }
}

TEST_CASE("half a sample is refused")
{
    RandomStream stream(1, 0, "bootstrap");
    const std::vector<double> seven(7, 1.0);
    CHECK_THROWS_AS((void)sim::sobol_indices(seven, 2, 0.95, stream), sim::LogicError);
    CHECK_THROWS_AS((void)sim::sobol_design(sim::most_sobol_coordinates + 1, 2), sim::LogicError);
}
