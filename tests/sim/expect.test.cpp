#include "sim/expect.hpp"

#include <string>

#include "tests/catch.hpp"

TEST_CASE("an expectation that holds is silent")
{
    CHECK_NOTHROW([] { EXPECT(1 + 1 == 2, "arithmetic holds"); }());
}

TEST_CASE("an expectation that fails throws its sentence and its place")
{
    std::string message;
    try {
        EXPECT(1 + 1 == 3, "an event cannot lie in the past");
    } catch (const sim::LogicError& error) {
        message = error.what();
    }
    CHECK(message.find("an event cannot lie in the past (") == 0);
    CHECK(message.find("expect.test.cpp:") != std::string::npos);
}
