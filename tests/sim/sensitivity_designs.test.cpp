#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include "sim/expect.hpp"
#include "sim/statistics/elementary_effects.hpp"
#include "sim/statistics/one_at_a_time.hpp"
#include "tests/catch.hpp"

using sim::RandomStream;
using Points = std::vector<std::vector<double>>;
using Function = std::function<double(const std::vector<double>&)>;

namespace {

std::vector<double> responses_at(const Points& points, const Function& f)
{
    std::vector<double> responses;
    for (const auto& point : points) responses.push_back(f(point));
    return responses;
}

Points trajectories(std::size_t dimension, std::size_t count, std::uint64_t seed = 1)
{
    RandomStream stream(seed, 0, "trajectories");
    return sim::elementary_effects_design(dimension, count, stream);
}

double linear(const std::vector<double>& x)
{
    return 5 + 3 * x[0] - 0.25 * x[1] + 0 * x[2];
}

}  // namespace

TEST_CASE("one at a time moves one coordinate to each end")
{
    const Points points = sim::one_at_a_time_design(std::vector<double>{0.25, 0.5});
    CHECK(points == Points{{0.25, 0.5}, {0, 0.5}, {1, 0.5}, {0.25, 0}, {0.25, 1}});
}

TEST_CASE("the swing spans both ends and the centre, strongest bend included")
{
    // the second response is largest in the middle, both ends are alike
    const Points responses = {{10, 20}, {8, 18}, {13, 23}, {7, 17}, {7, 17}};
    const auto effects = sim::one_at_a_time_effects(responses, 0.95);
    REQUIRE(effects.size() == 2);
    CHECK(effects[0].low == 13);
    CHECK(effects[0].high == 18);
    CHECK(effects[0].swing.mean == 5);
    CHECK(effects[1].swing.mean == 3);
    // replications differ by ten, pairs not at all
    CHECK(effects[0].swing.low == 5);
    CHECK(effects[0].swing.high == 5);
}

TEST_CASE("the interval of a swing is that of Student's t over pairs, unbounded for one")
{
    const Points pairs = {{0, 0, 0}, {0, 0, 0}, {1, 2, 3}};
    const auto swing = sim::one_at_a_time_effects(pairs, 0.95).front().swing;
    CHECK(swing.mean == 2);
    CHECK(swing.half_width() == Approx(4.302653 / std::sqrt(3)).epsilon(1e-6));  // t, 2 degrees
    const Points single = {{0}, {0}, {1}};
    CHECK(std::isinf(sim::one_at_a_time_effects(single, 0.95).front().swing.high));
}

TEST_CASE("responses that do not fit the design are refused")
{
    CHECK_THROWS_AS((void)sim::one_at_a_time_effects(Points{{1}, {1}}, 0.95), sim::LogicError);
    CHECK_THROWS_AS((void)sim::one_at_a_time_effects(Points{{1}, {1, 2}, {1}}, 0.95),
                    sim::LogicError);
    const Points design = trajectories(2, 2);
    CHECK_THROWS_AS((void)sim::elementary_effects(design, std::vector<double>{1}, 0.95),
                    sim::LogicError);
}

TEST_CASE("each step of a trajectory moves one coordinate by 2/3, each coordinate once")
{
    const std::size_t dimension = 5;
    const Points points = trajectories(dimension, 20);
    REQUIRE(points.size() == 20 * (dimension + 1));
    for (std::size_t begin = 0; begin < points.size(); begin += dimension + 1) {
        std::set<std::size_t> moved;
        for (std::size_t step = begin + 1; step <= begin + dimension; ++step) {
            for (std::size_t k = 0; k < dimension; ++k) {
                const double change = points[step][k] - points[step - 1][k];
                CHECK((points[step][k] >= 0 && points[step][k] <= 1));
                if (change == 0) continue;
                CHECK(std::abs(change) == Approx(2.0 / 3));
                moved.insert(k);
            }
        }
        CHECK(moved.size() == dimension);
    }
}

TEST_CASE("elementary effects of a linear function are its slopes, without deviation")
{
    const Points points = trajectories(3, 10);
    const auto effects = sim::elementary_effects(points, responses_at(points, linear), 0.95);
    const std::vector<double> slopes = {3, -0.25, 0};
    for (std::size_t k = 0; k < slopes.size(); ++k) {
        CHECK(effects[k].mean == Approx(slopes[k]).margin(1e-12));
        CHECK(effects[k].absolute.mean == Approx(std::abs(slopes[k])).margin(1e-12));
        CHECK(effects[k].absolute.half_width() < 1e-12);
        CHECK(effects[k].deviation < 1e-12);
    }
}

// x1 x2 on the grid: the effect of x1 is x2, of mean 1/2 and variance 5/36.
TEST_CASE("an interaction shows as deviation, effects of both signs as strength without direction")
{
    const Points points = trajectories(3, 2000);
    const auto product = [](const std::vector<double>& x) {
        return x[0] * x[1] + std::abs(x[2] - 0.5);
    };
    const auto effects = sim::elementary_effects(points, responses_at(points, product), 0.999);
    CHECK(effects[0].mean == Approx(0.5).margin(0.03));
    CHECK(effects[0].deviation == Approx(std::sqrt(5.0 / 36)).epsilon(0.05));
    CHECK(effects[0].absolute.low < 0.5);
    CHECK(effects[0].absolute.high > 0.5);
    // from 0 to 2/3 and from 1/3 to 1: -1/2 and 1/2
    CHECK(effects[2].absolute.mean == Approx(0.5));
    CHECK(effects[2].mean == Approx(0).margin(0.05));
}

// Again x1 x2, whose first effect is 1/2 in the mean.
TEST_CASE("95 % intervals of the strength hold it in 93 to 97 % of experiments")
{
    const auto product = [](const std::vector<double>& x) { return x[0] * x[1]; };
    int held = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const Points points = trajectories(2, 20, seed);
        const auto effects = sim::elementary_effects(points, responses_at(points, product), 0.95);
        held += effects[0].absolute.low <= 0.5 && 0.5 <= effects[0].absolute.high;
    }
    INFO(held);
    CHECK(held >= 1860);
    CHECK(held <= 1940);
}

TEST_CASE("trajectories are the same for the same stream and others for another")
{
    CHECK(trajectories(4, 5, 1) == trajectories(4, 5, 1));
    CHECK(trajectories(4, 5, 1) != trajectories(4, 5, 2));
}
