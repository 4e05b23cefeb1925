#include "calibration/compared_factor.hpp"

#include <cmath>
#include <vector>

#include "tests/catch.hpp"

using calibration::compared_factor;
using calibration::ComparedFactor;
using calibration::Comparison;
using calibration::ratio_of_means;
using calibration::Treatment;

namespace {

using Runs = std::vector<double>;

ComparedFactor factor_of(const Runs& native, const Runs& guest, bool paired = false,
                         bool drop = false)
{
    Comparison comparison{"metric", "/s", calibration::Better::higher, {}, {}, {}, paired};
    for (const double run : native) comparison.native.push_back({run, "native", 1});
    for (const double run : guest) comparison.guest.push_back({run, "guest", 1});
    return compared_factor(comparison, drop);
}

// Intel LINPACK of order 45000 in ten trials, on a machine and in a guest that does not see the
// machine's topology (the KVM of ibm-2014); the eighth trial of the guest took a fifth longer.
const Runs native = {291.5018, 291.3511, 290.2783, 292.1874, 290.2060,
                     289.5350, 291.8244, 289.5135, 289.5522, 292.3367};
const Runs guest = {132.7067, 132.9015, 132.8607, 132.6140, 132.6397,
                    132.5018, 132.6546, 108.7559, 132.3587, 132.8390};

}  // namespace

// 6 and 3 are the means; variances 4 and 1, so the log has the variance 4/3/36 + 1/3/9 = 2/27.
TEST_CASE("the ratio of the means has the error of its log by the delta method")
{
    const auto factor = ratio_of_means(Runs{4, 6, 8}, Runs{2, 3, 4});
    CHECK(factor.factor == Approx(0.5));
    CHECK(factor.log_standard_error == Approx(std::sqrt(2.0 / 27)));
    CHECK(factor.degrees_of_freedom == Approx(4));
}

TEST_CASE("an outlier that moves the factor within its interval is kept and named")
{
    const auto compared = factor_of(native, guest);
    CHECK(compared.treatment == Treatment::kept);
    CHECK(compared.factor.factor == Approx(0.448).margin(0.0005));
    REQUIRE(compared.factor.guest.outliers == std::vector<std::size_t>{7});
    CHECK(compared.factor.native.outliers.empty());
    REQUIRE(compared.otherwise);
    CHECK(compared.otherwise->factor == Approx(0.456).margin(0.0005));
    const auto interval = compared.factor.interval(0.95);
    CHECK(interval.low < 0.448);
    CHECK(interval.high > 0.456);
}

TEST_CASE("an outlier that is dropped leaves what the others say")
{
    const auto compared = factor_of(native, guest, false, true);
    CHECK(compared.treatment == Treatment::dropped);
    CHECK(compared.factor.factor == Approx(0.4562).margin(0.0002));
    CHECK(compared.otherwise->factor == Approx(0.448).margin(0.0005));
    CHECK(compared.outliers() == 1);
}

TEST_CASE("outliers that move the factor beyond its interval are weighed down")
{
    Runs disturbed(30, 100);
    for (std::size_t i = 0; i < disturbed.size(); ++i) disturbed[i] += static_cast<double>(i % 5);
    const Runs calm = disturbed;
    for (std::size_t i = 0; i < 6; ++i) disturbed[5 * i] *= 4;
    const auto compared = factor_of(calm, disturbed);
    CHECK(compared.treatment == Treatment::weighed_down);
    CHECK(compared.outliers() == 6);
    CHECK(compared.factor.factor == Approx(1).margin(0.05));
    CHECK(compared.otherwise->factor == Approx(1.6).margin(0.05));
}

TEST_CASE("runs without outliers have the plain factor alone")
{
    const auto compared = factor_of({100, 101, 102}, {90, 91, 92});
    CHECK(compared.treatment == Treatment::none_found);
    CHECK(compared.factor.factor == Approx(91.0 / 101));
    CHECK_FALSE(compared.otherwise);
}

TEST_CASE("pairs have the mean of their log ratios")
{
    const auto compared = factor_of({100, 200, 400}, {50, 100, 200}, true);
    CHECK(compared.factor.factor == Approx(0.5));
    CHECK(compared.factor.log_standard_error == Approx(0).margin(1e-12));
    CHECK(compared.factor.native.runs == 3);
}

TEST_CASE("one run has a factor and no interval")
{
    const auto compared = factor_of({100}, {50});
    CHECK(compared.factor.factor == Approx(0.5));
    CHECK_FALSE(compared.factor.has_interval());
}
