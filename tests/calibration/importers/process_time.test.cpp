#include "calibration/importers/process_time.hpp"

#include <string>

#include "tests/catch.hpp"

using calibration::MeasurementText;
using calibration::importers::ProcessTime;

namespace {

ProcessTime time_in(const std::string& text)
{
    const MeasurementText lines(text);
    ProcessTime time;
    for (const auto& line : lines.lines()) time.take(line);
    return time;
}

}  // namespace

TEST_CASE("CPU time is user and system time, however it is printed")
{
    CHECK(time_in("real\t0m3.222s\nuser\t0m0.017s\nsys\t1m0.411s\n").seconds().value() ==
          Approx(60.428));
    CHECK(time_in("real 3.22\nuser 0.01\nsys 0.41\n").seconds().value() == Approx(0.42));
    CHECK(time_in("real\t0m3,222s\nuser\t0m0,017s\nsys\t0m0,411s\n").seconds().value() ==
          Approx(0.428));
    CHECK(time_in("0.01user 0.62system 0:03.20elapsed 20%CPU (0avgtext)k\n").seconds().value() ==
          Approx(0.63));
    CHECK(
        time_in("\tUser time (seconds): 0.01\n\tSystem time (seconds): 0.47\n").seconds().value() ==
        Approx(0.48));
    CHECK(time_in("   0.310000000 seconds user\n   1.250000000 seconds sys\n").seconds().value() ==
          Approx(1.56));
}

TEST_CASE("half of a CPU time is none, and its line is that of the last part")
{
    CHECK_FALSE(time_in("user 0.01\n").seconds());
    CHECK_FALSE(time_in("user -1\nsys 0.4\n").seconds());
    CHECK_FALSE(time_in("user unknown\nsys 0.4\n").seconds());
    CHECK_FALSE(time_in("user 0.01\nsys 0.4").seconds());  // of 0.41?
    CHECK(time_in("user 0.01\nsys 0m0.410s").seconds());
    CHECK(time_in("\nuser 0.01\nsys 0.41\nother 1\n").line() == 3);
}
