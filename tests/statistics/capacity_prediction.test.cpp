#include "models/capacity_prediction.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "models/calibration_error.hpp"
#include "models/capacity.hpp"
#include "models/offered_load.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

const std::string compute = "platform.kvm.cpu.compute";
constexpr double value = 0.8605;
constexpr double error = 0.04;
constexpr int studies = 100;
constexpr int servers = 100;  // of each study

std::vector<std::string> study(int number, const std::vector<std::string>& more)
{
    std::vector<std::string> lines{"platform=kvm",
                                   "warm_up=30s",
                                   "window=60s",
                                   "resolution=flow",
                                   "seed=" + std::to_string(number + 1),
                                   compute + "=" + std::to_string(value),
                                   compute + ".standard_error=" + std::to_string(error)};
    lines.insert(lines.end(), more.begin(), more.end());
    return lines;
}

// Share of further servers, drawn from the same law, whose capacity lies in the interval. The
// capacity is a function of the one number that is drawn.
double coverage(const std::vector<std::string>& more)
{
    models::CapacityOptions options;
    options.threads = 2;
    options.minimum = options.maximum = 2;
    int held = 0;
    for (int number = 0; number < studies; ++number) {
        const auto scenario = shipped::scenario("seed-2016-gigabit", study(number, more));
        const auto found = models::find_capacities(scenario, options).front();
        REQUIRE(found.prediction);
        for (std::uint64_t further = 1000; further < 1000 + servers; ++further) {
            const auto server =
                models::drawn_scenario(scenario, scenario.platforms.front(), further);
            const int users = models::users_by_law(server, server.platforms.front());
            held += found.interval.low <= users && users <= found.interval.high;
        }
    }
    return held / double(studies * servers);
}

std::string range_of(double degrees)
{
    const double half = sim::student_t(degrees, 0.95) * error;
    return compute + ".range=[" + std::to_string(value - half) + ", " +
           std::to_string(value + half) + "]";
}

}  // namespace

TEST_CASE("the prediction interval holds the capacity of a further server as often as it claims")
{
    const double wide = coverage({compute + ".range=[0.1, 9]"});
    CAPTURE(wide);
    CHECK(wide > 0.93);
    CHECK(wide < 0.97);
}

// As `bbbcap calibrate` writes a factor of three runs on each side.
TEST_CASE("so it does where the factor has four degrees of freedom and its interval for a range")
{
    const double few = coverage({range_of(4), compute + ".degrees_of_freedom=4"});
    CAPTURE(few);
    CHECK(few > 0.92);
    CHECK(few < 0.98);
}
