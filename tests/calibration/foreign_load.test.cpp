#include "calibration/foreign_load.hpp"

#include <cmath>

#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using calibration::fit_against_foreign_load;

namespace {

struct Load {
    std::vector<std::vector<double>> columns{2};
    std::vector<double> response;
};

// Half a core and 30 ms/s per user, noise of 0.02, and foreign load on a share of the samples.
Load ramp(double share, double foreign)
{
    sim::RandomStream stream(1978, 0, "load");
    const auto noise = sim::Distribution::normal(0, 0.02);
    Load load;
    for (int i = 0; i < 200; ++i) {
        const double users = i % 50;
        const double more = stream.uniform() < share ? foreign * (0.5 + stream.uniform()) : 0;
        load.columns[0].push_back(1);
        load.columns[1].push_back(users);
        load.response.push_back(0.5 + 0.03 * users + noise.next(stream) + more);
    }
    return load;
}

}  // namespace

TEST_CASE("without foreign load the fit is that of least squares")
{
    const Load load = ramp(0, 0);
    const auto robust = fit_against_foreign_load(load.columns, load.response);
    const auto plain = calibration::least_squares(load.columns, load.response);
    CHECK(robust.bounded.coefficients[0] == Approx(plain.coefficients[0]).margin(0.002));
    CHECK(robust.bounded.coefficients[1] == Approx(plain.coefficients[1]).epsilon(0.005));
    CHECK(robust.foreign < 8);
}

TEST_CASE("up to a third of the samples under foreign load hardly move the fit")
{
    for (const double share : {0.1, 0.2, 0.33}) {
        for (const double foreign : {0.3, 1.0, 10.0}) {
            CAPTURE(share, foreign);
            const Load load = ramp(share, foreign);
            const auto robust = fit_against_foreign_load(load.columns, load.response);
            CHECK(robust.bounded.coefficients[0] == Approx(0.5).margin(0.02));
            CHECK(robust.bounded.coefficients[1] == Approx(0.03).epsilon(0.02));
            CHECK(static_cast<double>(robust.foreign) == Approx(200 * share).margin(20));
            const auto plain = calibration::least_squares(load.columns, load.response);
            CHECK(plain.coefficients[0] > 0.5 + 0.6 * share * foreign);
        }
    }
}

TEST_CASE("foreign load over a response without noise is left out altogether")
{
    Load load = ramp(0, 0);
    for (std::size_t i = 0; i < load.response.size(); ++i) {
        load.response[i] = 0.5 + 0.03 * load.columns[1][i] + (i % 7 == 0 ? 0.4 : 0);
    }
    const auto robust = fit_against_foreign_load(load.columns, load.response);
    CHECK(robust.bounded.coefficients[0] == Approx(0.5).epsilon(1e-9));
    CHECK(robust.bounded.coefficients[1] == Approx(0.03).epsilon(1e-9));
}

TEST_CASE("a demand that would be negative is 0 in the bounded fit and not in the other")
{
    Load load = ramp(0, 0);
    for (std::size_t i = 0; i < load.response.size(); ++i)
        load.response[i] = 2 - 0.01 * load.columns[1][i];
    const auto robust = fit_against_foreign_load(load.columns, load.response);
    CHECK(robust.bounded.coefficients[1] == 0);
    CHECK(robust.fit.coefficients[1] < 0);
}

// Nothing is sent while nobody is there, and the rates under load differ by a thousandth.
TEST_CASE("idle samples without noise do not make the noise under load foreign")
{
    sim::RandomStream stream(1979, 0, "load");
    Load load;
    for (int i = 0; i < 60; ++i) {
        const double users = i < 40 ? 0 : i - 39;
        load.columns[0].push_back(1);
        load.columns[1].push_back(users);
        load.response.push_back(users * (196 + 0.2 * stream.uniform()));
    }
    const auto robust = fit_against_foreign_load(load.columns, load.response);
    CHECK(robust.bounded.coefficients[1] == Approx(196.1).margin(0.03));
    CHECK(robust.foreign <= 5);
    CHECK(robust.fit.standard_error(1) > 0.001);
}
