#include "models/capacity_level.hpp"

#include <cmath>
#include <vector>

#include "models/capacity.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::CapacityLevel;
using models::SloMetric;

namespace {

CapacityLevel level(double share, SloMetric metric, double limit, double value)
{
    CapacityLevel one;
    one.share = share;
    one.slo = {{metric, limit, value, {}, models::Verdict::met}};
    return one;
}

}  // namespace

TEST_CASE("the curve has each level once, and none beyond the search")
{
    CHECK(models::curve_levels(models::curve_shares, 100, 1000) ==
          std::vector{70, 85, 100, 110, 125});
    CHECK(models::curve_levels(models::curve_shares, 100, 110) == std::vector{70, 85, 100, 110});
    CHECK(models::curve_levels(models::curve_shares, 3, 1000) == std::vector{2, 3, 4});
    CHECK(models::curve_levels(models::curve_shares, 1, 1000) == std::vector{1});
}

TEST_CASE("a figure that grows with the users is a slope, one that grows faster a cliff")
{
    const auto steep = [](SloMetric metric, double limit, double value) {
        return models::steepness(
            {level(1, metric, limit, limit), level(1.1, metric, limit, value)});
    };
    CHECK(steep(SloMetric::cpu_utilization, 0.8, 0.88) == Approx(1));
    CHECK(steep(SloMetric::join_time_p95, 10, 30) == Approx(20));
    CHECK(steep(SloMetric::video_mos, 2.5, 2) == Approx(2));
    CHECK(steep(SloMetric::video_mos, 2.5, 3) == 0);
    CHECK(std::isinf(steep(SloMetric::refused_joins, 0, 1)));
    CHECK(std::isnan(models::steepness({level(1, SloMetric::video_mos, 2.5, 2)})));
}

TEST_CASE("fewer users hold the SLO as often, more users no more often", "[whole]")
{
    models::CapacityOptions options;
    options.minimum = options.maximum = 4;
    options.threads = 2;
    options.curve = true;
    // the CPU is the limit: a full link has the server drop frames, which may empty it again
    const auto scenario =
        shipped::scenario("seed-2016-gigabit", {"platform=native", "warm_up=30s", "window=60s"});
    const auto found = models::find_capacities(scenario, options).front();
    REQUIRE(found.curve.size() == 5);
    for (std::size_t i = 0; i + 1 < found.curve.size(); ++i) {
        CHECK(found.curve[i].users < found.curve[i + 1].users);
        CHECK(found.curve[i].held >= found.curve[i + 1].held);
        CHECK(found.curve[i].replications == 4);
    }
    CHECK(found.curve.front().held == 4);
    CHECK(found.curve.back().held == 0);
    CHECK(found.curve[2].users == found.users);
    CHECK(found.curve[2].slo.front().value == found.slo.front().value);
}
