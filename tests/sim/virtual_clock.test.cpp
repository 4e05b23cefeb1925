#include "sim/virtual_clock.hpp"

#include <cstdint>
#include <vector>

#include "tests/catch.hpp"

using sim::VirtualClock;

namespace {

std::vector<std::uint32_t> all_in_order(VirtualClock& clock)
{
    std::vector<std::uint32_t> members;
    for (; !clock.empty(); clock.pop()) members.push_back(clock.earliest().member);
    return members;
}

}  // namespace

TEST_CASE("members leave by their tags, with equal tags in the order they came")
{
    VirtualClock clock;
    for (std::uint32_t member = 0; member < 40; ++member) clock.push(member % 4, member);
    std::vector<std::uint32_t> expected;
    for (std::uint32_t tag = 0; tag < 4; ++tag) {
        for (std::uint32_t i = 0; i < 10; ++i) expected.push_back(4 * i + tag);
    }
    CHECK(all_in_order(clock) == expected);
}

TEST_CASE("the clock is advanced by service and never set back by a tag it has passed")
{
    VirtualClock clock;
    clock.advance(1.5);
    clock.advance(0.5);
    CHECK(clock.served() == 2);
    clock.reach(1.75);
    CHECK(clock.served() == 2);
    clock.reach(2.25);
    CHECK(clock.served() == 2.25);
    clock.restart();
    CHECK(clock.served() == 0);
}
