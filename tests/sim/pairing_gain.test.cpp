#include "sim/statistics/pairing_gain.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::pairing_gain;

namespace {

using Values = std::vector<double>;

}  // namespace

// a = 1 2 3 and b = 1 2 4: variances 1 and 7/3, differences 0 0 -1 with the variance 1/3.
TEST_CASE("the gain is the ratio of the variances without and with pairing")
{
    const auto gain = pairing_gain(Values{1, 2, 3}, Values{1, 2, 4}, 0.95);
    REQUIRE(gain);
    CHECK(gain->mean == Approx((1 + 7.0 / 3) / (1.0 / 3)));
    CHECK(gain->low < gain->mean);
    CHECK(gain->mean < gain->high);
    CHECK(gain->level == 0.95);
}

TEST_CASE("sides that go against each other lose by pairing, by half at most")
{
    const auto gain = pairing_gain(Values{1, 2, 3}, Values{3, 2, 1}, 0.95);
    REQUIRE(gain);
    CHECK(gain->mean == 0.5);
    CHECK(gain->low == 0.5);
}

TEST_CASE("where all differences are equal there is no gain to tell, nor from one pair")
{
    CHECK_FALSE(pairing_gain(Values{4, 5, 7}, Values{3, 4, 6}, 0.95));
    CHECK_FALSE(pairing_gain(Values{4}, Values{3}, 0.95));
    CHECK(pairing_gain(Values{4, 6}, Values{3, 4}, 0.95)->high ==
          std::numeric_limits<double>::infinity());
}

// Pitman's interval is exact for every correlation and ratio of variances: 0.0195 are four standard
// errors of 2000.
TEST_CASE("the interval of the gain holds the truth as often as it claims")
{
    const sim::Distribution normal = sim::Distribution::normal(0, 1);
    constexpr int experiments = 2000;
    for (const double own : {0.3, 1.0}) {
        // a = z + own x, b = 1.2 z + own y
        const double paired = 0.04 + 2 * own * own;
        const double truth = (1 + 1.44 + 2 * own * own) / paired;
        int held = 0;
        for (int number = 0; number < experiments; ++number) {
            sim::RandomStream stream(1, static_cast<std::uint64_t>(number), "pairs");
            Values a;
            Values b;
            for (int i = 0; i < 10; ++i) {
                const double common = normal.next(stream);
                a.push_back(common + own * normal.next(stream));
                b.push_back(1.2 * common + own * normal.next(stream));
            }
            const auto gain = pairing_gain(a, b, 0.95);
            held += gain->low <= truth && truth <= gain->high;
        }
        INFO(own);
        CHECK(std::abs(held - 0.95 * experiments) < 0.0195 * experiments);
    }
}

TEST_CASE("a gain of unpaired sides is a programmer's error")
{
    CHECK_THROWS_AS(pairing_gain(Values{1, 2}, Values{1, 2, 3}, 0.95), sim::LogicError);
}
