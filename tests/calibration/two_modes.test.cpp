#include "calibration/two_modes.hpp"

#include <algorithm>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using calibration::two_modes;

namespace {

using Values = std::vector<double>;

double share_with_modes(std::size_t count, const sim::Distribution& law)
{
    const int samples = 4000;
    sim::RandomStream stream(1969, count, "values");
    Values values(count);
    int found = 0;
    for (int sample = 0; sample < samples; ++sample) {
        law.fill(stream, values);
        found += two_modes(values) ? 1 : 0;
    }
    return static_cast<double>(found) / samples;
}

}  // namespace

// Logs of round trips of a client that shares a core with the server or does not.
TEST_CASE("two clusters are two modes, in whatever order the values come")
{
    Values values = {2.22, 3.57, 3.72, 2.32, 3.56};
    std::sort(values.begin(), values.end());
    do {
        const auto modes = two_modes(values);
        REQUIRE(modes);
        CHECK(modes->low == Approx(2.27));
        CHECK(modes->high == Approx((3.57 + 3.72 + 3.56) / 3));
        CHECK(modes->in_low == 2);
        CHECK(modes->in_high == 3);
    } while (std::next_permutation(values.begin(), values.end()));
}

TEST_CASE("a quarter of the values or fewer are outliers and no mode")
{
    CHECK_FALSE(two_modes(Values{1, 1.01, 1.02, 9}));
    CHECK_FALSE(two_modes(Values{1, 1.01, 1.02, 0.99, 1, 1.01, 9, 9.01}));
    CHECK(two_modes(Values{1, 1.01, 1.02, 0.99, 1, 9, 9.02, 9.01}));
    CHECK_FALSE(two_modes(Values{1, 1.01, 1.02, 0.99, 1, 1.03, 1.01, 9, 9.01, 9.02, 0.99, 1}));
    CHECK_FALSE(two_modes(Values{1, 1, 9}));
}

// sysbench on a machine whose clock changes, in events for each second.
TEST_CASE("one value far from both modes does not hide them")
{
    const auto modes = two_modes(Values{389, 300, 502.7, 502.6, 503, 387, 390, 394, 396, 398});
    REQUIRE(modes);
    CHECK(modes->low == Approx((389 + 387 + 390 + 394 + 396 + 398) / 6.0));
    CHECK(modes->high == Approx(502.77).epsilon(1e-4));
    CHECK(modes->in_low == 7);
    CHECK(modes->in_high == 3);
    CHECK(two_modes(Values{-389, -300, -502.7, -502.6, -503, -387, -390, -394, -396, -398}));
    CHECK_FALSE(two_modes(Values{389, 300, 389.2, 502.6, 503, 387, 390, 394, 396, 398}));
}

TEST_CASE("equal values have one mode, and so have values that differ in the last digit")
{
    CHECK_FALSE(two_modes(Values(6, 0.1)));
    CHECK(two_modes(Values{9.2, 9.2, 9.3, 9.3}));
    CHECK_FALSE(two_modes(Values{9.2, 9.2, 9.3, 9.3}, 0.2));
}

TEST_CASE("one normal mode is taken for two in about a hundredth of samples or less")
{
    const auto normal = sim::Distribution::normal(3, 2);
    for (const std::size_t count : {4U, 5U, 6U, 8U, 10U, 15U, 20U, 30U, 60U}) {
        CAPTURE(count);
        CHECK(share_with_modes(count, normal) < 0.016);
    }
    CHECK(share_with_modes(30, sim::Distribution::uniform(0, 1)) < 0.1);
}

TEST_CASE("two normal modes ten deviations apart are found in ten values")
{
    sim::RandomStream stream(1970, 0, "values");
    const auto low = sim::Distribution::normal(0, 1);
    const auto high = sim::Distribution::normal(10, 1);
    for (int sample = 0; sample < 100; ++sample) {
        Values values;
        for (int i = 0; i < 10; ++i)
            values.push_back(i % 3 == 0 ? high.next(stream) : low.next(stream));
        const auto modes = two_modes(values);
        REQUIRE(modes);
        CHECK(modes->in_high == 4);
    }
}
