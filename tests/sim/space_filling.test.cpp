#include "sim/statistics/space_filling.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

namespace {

// Joe and Kuo, new-joe-kuo-6.21201: degree, coefficients and initial direction numbers of the
// dimensions 2 ... 10.
struct Published {
    unsigned degree;
    unsigned coefficients;
    std::vector<unsigned> initial;
};
const std::vector<Published> published = {{1, 0, {1}},
                                          {2, 1, {1, 3}},
                                          {3, 1, {1, 3, 1}},
                                          {3, 2, {1, 1, 1}},
                                          {4, 1, {1, 1, 3, 3}},
                                          {4, 4, {1, 3, 5, 13}},
                                          {5, 2, {1, 1, 5, 5, 17}},
                                          {5, 4, {1, 1, 5, 5, 5}},
                                          {5, 7, {1, 1, 7, 11, 19}}};

using Directions = std::array<std::uint32_t, 32>;

Directions first_dimension()
{
    Directions v{};
    for (unsigned i = 0; i < 32; ++i) v[i] = std::uint32_t{1} << (31 - i);
    return v;
}

// The recurrence of Bratley and Fox (ACM TOMS 14, 1988), bits from the left.
Directions directions_of(const Published& from)
{
    Directions v{};
    const unsigned s = from.degree;
    for (unsigned i = 0; i < s; ++i) v[i] = from.initial[i] << (31 - i);
    for (unsigned i = s; i < 32; ++i) {
        v[i] = v[i - s] ^ (v[i - s] >> s);
        for (unsigned k = 1; k < s; ++k) {
            if ((from.coefficients >> (s - 1 - k)) & 1U) v[i] ^= v[i - k];
        }
    }
    return v;
}

// The points one after another, each from the one before by the lowest zero bit of its number.
std::vector<std::vector<double>> published_points(std::size_t count)
{
    std::vector<Directions> v = {first_dimension()};
    for (const Published& from : published) v.push_back(directions_of(from));
    std::vector<std::uint32_t> state(v.size(), 0);
    std::vector<std::vector<double>> points = {std::vector<double>(v.size(), 0)};
    for (std::size_t number = 0; points.size() < count; ++number) {
        unsigned zero = 0;
        while ((number >> zero) & 1U) ++zero;
        std::vector<double> point;
        for (std::size_t k = 0; k < v.size(); ++k) {
            state[k] ^= v[k][zero];
            point.push_back(state[k] / 4294967296.0);
        }
        points.push_back(point);
    }
    return points;
}

}  // namespace

TEST_CASE("Sobol's sequence is the published one, 1,000 points in 10 dimensions")
{
    const auto expected = published_points(1000);
    const sim::SobolSequence sequence(10);
    std::vector<double> point(10);
    for (std::size_t number = 0; number < expected.size(); ++number) {
        sequence.point(number, point);
        INFO(number);
        REQUIRE(point == expected[number]);
    }
}

TEST_CASE("the first points of Sobol's sequence are those that its authors print")
{
    const std::vector<std::vector<double>> printed = {
        {0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}};
    const sim::SobolSequence sequence(3);
    for (std::size_t number = 0; number < printed.size(); ++number) {
        std::vector<double> point(3);
        sequence.point(number, point);
        CHECK(point == printed[number]);
    }
}

TEST_CASE("a power of two of Sobol's points has as many in each half of every coordinate")
{
    const sim::SobolSequence sequence(40);
    std::vector<int> lower(40, 0);
    std::vector<double> point(40);
    for (std::uint64_t number = 0; number < 256; ++number) {
        sequence.point(number, point);
        for (std::size_t k = 0; k < point.size(); ++k) lower[k] += point[k] < 0.5;
    }
    CHECK(std::all_of(lower.begin(), lower.end(), [](int count) { return count == 128; }));
}

TEST_CASE("a Latin hypercube has one point in each stratum of every coordinate")
{
    constexpr std::uint32_t count = 101;
    const sim::LatinHypercube cube(7, count, 5);
    std::vector<std::vector<int>> seen(7, std::vector<int>(count, 0));
    std::vector<double> point(7);
    for (std::uint64_t number = 0; number < count; ++number) {
        cube.point(number, point);
        for (std::size_t k = 0; k < point.size(); ++k) {
            ++seen[k][static_cast<std::size_t>(point[k] * count)];
        }
    }
    for (const auto& strata : seen) {
        CHECK(std::all_of(strata.begin(), strata.end(), [](int times) { return times == 1; }));
    }
}

TEST_CASE("a Latin hypercube depends on its seed, and a point on nothing but its number")
{
    const sim::LatinHypercube cube(3, 50, 5);
    const sim::LatinHypercube same(3, 50, 5);
    const sim::LatinHypercube other(3, 50, 6);
    std::vector<double> first(3);
    std::vector<double> second(3);
    cube.point(17, first);
    same.point(3, second);
    same.point(17, second);
    CHECK(first == second);
    other.point(17, second);
    CHECK(first != second);
}

TEST_CASE("points that are not there are refused")
{
    std::vector<double> point(3);
    CHECK_THROWS_AS(sim::LatinHypercube(3, 50, 5).point(50, point), sim::LogicError);
    CHECK_THROWS_AS(sim::SobolSequence(3).point(sim::SobolSequence::most_points, point),
                    sim::LogicError);
    CHECK_THROWS_AS(sim::SobolSequence(4).point(0, point), sim::LogicError);
}
