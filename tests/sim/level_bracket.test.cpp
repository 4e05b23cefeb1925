#include "sim/level_bracket.hpp"

#include <algorithm>
#include <atomic>
#include <vector>

#include "tests/catch.hpp"

using sim::LevelBracket;
using sim::LevelDecision;

namespace {

sim::LargestLevel always(int level)
{
    return [level](int, int low, int high) { return std::clamp(level, low, high); };
}

}  // namespace

TEST_CASE("where every replication holds the same level, that level is the answer")
{
    const int level = GENERATE(0, 1, 17, 99, 100);
    LevelBracket bracket({}, 100);
    narrow_down(bracket, 1, always(level));
    CHECK(bracket.narrow());
    CHECK(bracket.answer() == level);
    CHECK(bracket.low() == level);
    CHECK(bracket.high() == level);
}

TEST_CASE("a bracket takes no more replications than it needs")
{
    LevelBracket bracket({}, 100);
    const int first = bracket.next_look();
    narrow_down(bracket, 1, always(50));
    CHECK(bracket.replications() == first);
    const int seen = bracket.replications();
    narrow_down(bracket, 1, [](int, int, int) -> int { throw std::logic_error("not needed"); });
    CHECK(bracket.replications() == seen);
}

TEST_CASE("a search that may not go on keeps the bracket it has and the best guess")
{
    LevelDecision decision;
    decision.maximum = 20;
    LevelBracket bracket(decision, 100);
    narrow_down(bracket, 1, always(50));
    CHECK_FALSE(bracket.narrow());
    CHECK(bracket.replications() == 20);
    CHECK(bracket.low() == 0);
    CHECK(bracket.high() == 50);
    CHECK(bracket.answer() == 50);
}

TEST_CASE("each replication is asked once, between the ends that are still open")
{
    LevelDecision decision;
    decision.relative = 0;
    LevelBracket bracket(decision, 40);
    std::vector<std::atomic<int>> asked(static_cast<std::size_t>(decision.maximum));
    std::atomic<bool> inside{true};
    narrow_down(bracket, 2, [&](int number, int low, int high) {
        ++asked[static_cast<std::size_t>(number)];
        if (low > high || high > 40) inside = false;
        return std::clamp(20 + number % 10, low, high);
    });
    CHECK(inside);
    for (int number = 0; number < bracket.replications(); ++number) {
        CHECK(asked[static_cast<std::size_t>(number)] == 1);
    }
    // the level that 95 in 100 hold: one in ten stops at 20
    CHECK(bracket.low() == 20);
    CHECK(bracket.high() <= 21);
}

TEST_CASE("a bracket is the same for any number of threads")
{
    const auto search = [](int threads) {
        LevelBracket bracket({}, 1000);
        narrow_down(bracket, threads, [](int number, int low, int high) {
            return std::clamp(300 + (number * 37) % 50, low, high);
        });
        return std::vector{bracket.low(), bracket.high(), bracket.replications()};
    };
    CHECK(search(1) == search(2));
}

TEST_CASE("one level and none are not nearly the same")
{
    LevelBracket bracket({}, 1);
    CHECK_FALSE(bracket.narrow());
    narrow_down(bracket, 1, always(1));
    CHECK(bracket.answer() == 1);
}
