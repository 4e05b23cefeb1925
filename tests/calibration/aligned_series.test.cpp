#include "calibration/aligned_series.hpp"

#include "tests/calibration/monitored.hpp"

using calibration::align;
using calibration::Filling;
using tests::series;
using Values = std::vector<double>;

TEST_CASE("series are brought to the step of the slowest, by the nearest point")
{
    const auto users = series("users", "", {{0, 1}, {10, 2}, {20, 3}, {30, 4}});
    const auto load = series("load", "",
                             {{4, 0.4},
                              {6, 0.6},
                              {8, 0.8},
                              {10, 1},
                              {12, 1.2},
                              {14, 1.4},
                              {16, 1.6},
                              {18, 1.8},
                              {20, 2},
                              {22, 2.2},
                              {24, 2.4}});
    std::string problem;
    const auto aligned = align({&users, &load}, {}, problem);
    REQUIRE(aligned.has_value());
    CHECK(aligned->step == 10);
    CHECK(aligned->times == Values{4, 14, 24});
    CHECK(aligned->values[0] == Values{1, 2, 3});
    CHECK(aligned->values[1] == Values{0.4, 1.4, 2.4});
    CHECK(aligned->left_out == 0);
}

TEST_CASE("between points there are values only where that is wanted")
{
    const auto slow = series("slow", "", {{0, 0}, {10, 10}, {20, 20}});
    const auto fast = series("fast", "", {{0, 1}, {2, 1}, {4, 1}, {6, 1}, {8, 1}, {10, 1}});
    std::string problem;
    const auto nearest = align({&slow, &fast}, {2, Filling::nearest}, problem);
    CHECK(nearest->times == Values{0, 10});
    CHECK(nearest->left_out == 4);
    const auto linear = align({&slow, &fast}, {2, Filling::linear}, problem);
    CHECK(linear->values[0] == Values{0, 2, 4, 6, 8, 10});
}

TEST_CASE("moments in a gap of one series are left out for all")
{
    const auto whole = series("whole", "", {{0, 1}, {5, 2}, {10, 3}, {15, 4}, {20, 5}, {25, 6}});
    const auto gap = series("gap", "", {{0, 1}, {5, 2}, {20, 5}, {25, 6}});
    std::string problem;
    for (const Filling filling : {Filling::nearest, Filling::linear}) {
        const auto aligned = align({&whole, &gap}, {5, filling}, problem);
        CHECK(aligned->times == Values{0, 5, 20, 25});
        CHECK(aligned->values[0] == Values{1, 2, 5, 6});
        CHECK(aligned->left_out == 2);
    }
}

TEST_CASE("clocks that do not overlap are refused with both times")
{
    const auto early = series("early", "", {{1795403677, 1}, {1795403682, 1}});
    const auto late = series("late", "", {{1795407277, 1}, {1795407282, 1}});
    std::string problem;
    CHECK_FALSE(align({&late, &early}, {}, problem));
    CHECK(
        problem ==
        "`early` ends at 2026-11-23 03:14:42 UTC and `late` begins at 2026-11-23 04:14:37 UTC, so "
        "that they never tell of the same time; export the same time from both, with times in "
        "UTC");
}

TEST_CASE("too few points, too many moments and none in common are refused")
{
    const auto one = series("one", "", {{0, 1}});
    const auto two = series("two", "", {{0, 1}, {1e6, 2}});
    std::string problem;
    CHECK_FALSE(align({&two, &one}, {}, problem));
    CHECK(problem.find("`one` has less than two points") == 0);
    CHECK_FALSE(align({&two}, {0.1, Filling::linear}, problem));
    CHECK(problem.find("more than 1000000 moments") != std::string::npos);
    CHECK_FALSE(align({}, {}, problem));
    const auto even = series("even", "", {{0, 1}, {10, 1}, {20, 1}});
    const auto odd = series("odd", "", {{5, 1}, {15, 1}});
    CHECK_FALSE(align({&even, &odd}, {2, Filling::nearest}, problem));
    CHECK(problem.find("never have values") != std::string::npos);
}
