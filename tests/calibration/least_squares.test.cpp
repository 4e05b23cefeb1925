#include "calibration/least_squares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using calibration::least_squares;
using calibration::LeastSquares;
using calibration::non_negative_least_squares;

namespace {

using Design = std::vector<std::vector<double>>;

std::vector<double> uniforms(sim::RandomStream& stream, std::size_t count, double low, double high)
{
    std::vector<double> all(count);
    stream.fill_uniforms(all);
    for (double& one : all) one = low + (high - low) * one;
    return all;
}

double sum_of_squares(const std::vector<double>& residuals)
{
    double sum = 0;
    for (const double one : residuals) sum += one * one;
    return sum;
}

// The least sum of squares over every choice of free columns whose solution is not negative.
double best_of_all_subsets(const Design& design, const std::vector<double>& response)
{
    double best = sum_of_squares(response);
    for (unsigned subset = 1; subset < 1U << design.size(); ++subset) {
        Design part;
        for (std::size_t j = 0; j < design.size(); ++j) {
            if ((subset >> j & 1U) != 0) part.push_back(design[j]);
        }
        const auto fit = least_squares(part, response);
        const bool feasible = std::all_of(fit.coefficients.begin(), fit.coefficients.end(),
                                          [](double one) { return one >= 0; });
        if (feasible) best = std::min(best, sum_of_squares(fit.residuals));
    }
    return best;
}

}  // namespace

// y = 1 2 4 over x = 0 1 2: slope 3/2, intercept 5/6, residuals 1/6 -1/3 1/6, s^2 = 1/6,
// (X'X)^-1 = [5 -3; -3 3] / 6.
TEST_CASE("a line through three points comes with its covariance")
{
    const auto fit = least_squares(Design{{1, 1, 1}, {0, 1, 2}}, std::vector<double>{1, 2, 4});
    CHECK(fit.coefficients[0] == Approx(5.0 / 6));
    CHECK(fit.coefficients[1] == Approx(1.5));
    CHECK(fit.residuals[1] == Approx(-1.0 / 3));
    CHECK(fit.degrees_of_freedom == 1);
    CHECK(fit.residual_standard_deviation == Approx(std::sqrt(1.0 / 6)));
    CHECK(fit.covariance(0, 0) == Approx(5.0 / 36));
    CHECK(fit.covariance(0, 1) == Approx(-3.0 / 36));
    CHECK(fit.standard_error(1) == Approx(std::sqrt(3.0 / 36)));
    CHECK(fit.rank == 2);
    CHECK_FALSE(fit.at_bound[0]);
}

TEST_CASE("a weight of three is an observation made three times, but for the degrees of freedom")
{
    const auto weighted = least_squares(Design{{1, 1, 1, 1}, {0, 1, 2, 4}},
                                        std::vector<double>{1, 2, 4, 5}, {{1, 3, 1, 0}});
    const auto repeated =
        least_squares(Design{{1, 1, 1, 1, 1}, {0, 1, 1, 1, 2}}, std::vector<double>{1, 2, 2, 2, 4});
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(weighted.coefficients[i] == Approx(repeated.coefficients[i]));
        CHECK(weighted.inverse_gram[3 * i] == Approx(repeated.inverse_gram[3 * i]));
    }
    CHECK(weighted.degrees_of_freedom == 1);
    CHECK(repeated.degrees_of_freedom == 3);
    CHECK(weighted.residuals.size() == 4);
}

TEST_CASE("the condition number knows no units")
{
    const std::vector<double> y = {1, 2, 4};
    const auto small = least_squares(Design{{1, 1, 1}, {0, 1, 2}}, y);
    const auto large = least_squares(Design{{1, 1, 1}, {0, 1e9, 2e9}}, y);
    CHECK(small.condition_number == Approx(large.condition_number));
    // Cosine of the columns 3 / sqrt(15): singular values sqrt(1 +- cosine).
    const double cosine = 3 / std::sqrt(15.0);
    CHECK(small.condition_number == Approx(std::sqrt((1 + cosine) / (1 - cosine))));
}

TEST_CASE("dependent columns have a rank and no coefficients")
{
    const std::vector<double> y = {1, 2, 4, 3};
    for (const auto& fit : {least_squares(Design{{1, 1, 1, 1}, {2, 4, 6, 9}, {1, 3, 5, 8}}, y),
                            non_negative_least_squares(Design{{1, 2, 3, 4}, {0, 0, 0, 0}}, y)}) {
        CHECK_FALSE(fit.full_rank());
        CHECK(fit.rank == fit.coefficients.size() - 1);
        CHECK(std::isnan(fit.coefficients[0]));
        CHECK(std::isnan(fit.standard_error(0)));
        CHECK(std::isinf(fit.condition_number));
    }
}

TEST_CASE("fewer rows than columns leave the rank short, as many leave no deviation")
{
    const Design both = {{1, 1}, {0, 1}};
    CHECK(least_squares(Design{{1}, {2}}, std::vector<double>{1}).rank == 1);
    const auto exact = least_squares(both, std::vector<double>{1, 3});
    CHECK(exact.coefficients[1] == Approx(2));
    CHECK(std::isnan(exact.residual_standard_deviation));
}

TEST_CASE("a coefficient that would be negative stays at the bound and has no error")
{
    const Design line = {{1, 1, 1}, {0, 1, 2}};
    const auto fit = non_negative_least_squares(line, std::vector<double>{4, 2, 1});
    CHECK(fit.coefficients[0] == Approx(7.0 / 3));
    CHECK(fit.coefficients[1] == 0);
    CHECK(fit.at_bound[1]);
    CHECK(fit.standard_error(1) == 0);
    CHECK(fit.degrees_of_freedom == 2);
    CHECK(fit.covariance(0, 0) == Approx(7.0 / 9));  // s^2 / n, s^2 = 14/3 / 2
}

TEST_CASE("off the bound both kinds of least squares agree")
{
    const Design line = {{1, 1, 1, 1}, {0, 1, 2, 4}};
    const std::vector<double> y = {1, 2, 4, 5};
    const auto free = least_squares(line, y);
    const auto bounded = non_negative_least_squares(line, y);
    CHECK(free.coefficients == bounded.coefficients);
    CHECK(free.inverse_gram == bounded.inverse_gram);
}

TEST_CASE("a response that every column makes worse leaves all at the bound")
{
    const auto fit =
        non_negative_least_squares(Design{{1, 1}, {1, 2}}, std::vector<double>{-1, -2});
    CHECK(fit.coefficients == std::vector<double>{0, 0});
    CHECK(fit.residuals == std::vector<double>{-1, -2});
}

TEST_CASE("no choice of free columns does better than the active set")
{
    sim::RandomStream stream(1974, 0, "designs");
    std::size_t held = 0;
    for (int trial = 0; trial < 200; ++trial) {
        Design design;
        for (int j = 0; j < 5; ++j) design.push_back(uniforms(stream, 8, -0.3, 1));
        const auto response = uniforms(stream, 8, -1, 2);
        const auto fit = non_negative_least_squares(design, response);
        const double best = best_of_all_subsets(design, response);
        CHECK(sum_of_squares(fit.residuals) == Approx(best).epsilon(1e-12));
        for (std::size_t j = 0; j < 5; ++j) {
            CHECK(fit.coefficients[j] >= 0);
            CHECK(fit.at_bound[j] == (fit.coefficients[j] == 0));
            held += fit.at_bound[j] ? 1 : 0;
        }
    }
    CHECK(held > 200);
    CHECK(held < 800);
}

TEST_CASE("least squares expect finite columns of one length")
{
    const double infinite = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(least_squares(Design{{1, 2}}, std::vector<double>{1, 2, 3}), sim::LogicError);
    CHECK_THROWS_AS(least_squares(Design{{1, infinite}}, std::vector<double>{1, 2}),
                    sim::LogicError);
    CHECK_THROWS_AS(least_squares(Design{{1, 2}}, std::vector<double>{1, 2}, {{1, -1}}),
                    sim::LogicError);
}
