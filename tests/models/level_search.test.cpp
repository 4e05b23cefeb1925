#include "models/level_search.hpp"

#include "models/offered_load.hpp"
#include "models/slo_check.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

models::Scenario lecture(const std::vector<std::string>& overrides = {})
{
    std::vector<std::string> all{"platform=native", "resolution=flow", "guest.vcpus=2",
                                 "max_users=400"};
    all.insert(all.end(), overrides.begin(), overrides.end());
    return shipped::scenario("lecture", all);
}

}  // namespace

TEST_CASE("the largest level is found from every start")
{
    const auto scenario = lecture();
    models::LevelSearch search(scenario, scenario.platforms.front(), 0);
    const int largest = search.largest(50);
    CHECK(search.at(largest).held);
    CHECK_FALSE(search.at(largest + 1).held);
    for (const int start : {0, 1, largest - 1, largest, largest + 1, 3 * largest, 100000}) {
        CHECK(search.largest(start) == largest);
    }
}

TEST_CASE("a good start saves levels and each level is simulated once")
{
    const auto scenario = lecture();
    const int near = models::users_by_law(scenario, scenario.platforms.front());
    models::LevelSearch far(scenario, scenario.platforms.front(), 0);
    models::LevelSearch close(scenario, scenario.platforms.front(), 0);
    CHECK(far.largest(1) == close.largest(near));
    CHECK(close.evaluations() < far.evaluations());
    const int evaluations = close.evaluations();
    (void)close.largest(near);
    CHECK(close.evaluations() == evaluations);
}

TEST_CASE("the search ends at max_users and at nobody")
{
    const auto capped = lecture({"max_users=20"});
    models::LevelSearch all(capped, capped.platforms.front(), 0);
    CHECK(all.largest(5) == 20);
    const auto hopeless = lecture({"slo.limits.cpu_utilization=1 %"});
    models::LevelSearch none(hopeless, hopeless.platforms.front(), 0);
    CHECK(none.largest(5) == 0);
}

TEST_CASE("a level is held when the limits hold in its window")
{
    const auto scenario = lecture();
    const auto level = models::hold_level(scenario, scenario.platforms.front(), 0, 40);
    CHECK(level.held == models::holds(scenario.slo, level.sample));
    CHECK(level.sample.begin == scenario.warm_up);
    CHECK(level.sample.end == scenario.warm_up + scenario.window);
    CHECK(level.sample.mean_users == Approx(40).epsilon(0.02));
}

TEST_CASE("users who come late are waited for before a timetable level counts as held")
{
    const auto scenario =
        shipped::scenario("timetable-day", {"platform=native", "resolution=flow"});
    const auto level = models::hold_level(scenario, scenario.platforms.front(), 0, 50);
    CHECK(level.held);
    CHECK(level.sample.users >= 48);
}
