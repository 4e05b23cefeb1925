#include "sim/statistics/pairing_gain.hpp"

#include <string>
#include <vector>

#include "models/level_search.hpp"
#include "models/offered_load.hpp"
#include "models/run.hpp"
#include "sim/replications.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

// Native against KVM under the same random numbers, rates in place of frames.
namespace {

constexpr int threads = 2;

using Values = std::vector<double>;

models::Scenario native_and_kvm(const std::string& name, std::vector<std::string> more = {})
{
    more.insert(more.end(), {"platform=native,kvm", "resolution=flow"});
    return shipped::scenario(name, more);
}

// What one replication on a platform gives, of so many on both.
template <class Response>
sim::ConfidenceInterval gain_of(const models::Scenario& scenario, int replications,
                                const Response& response)
{
    std::vector<Values> by_platform;
    for (const models::Platform& platform : scenario.platforms) {
        Values values;
        for (const auto& one : sim::replicate(0, replications, threads, [&](int number) {
                 const auto value = response(platform, static_cast<std::uint64_t>(number));
                 return Values{static_cast<double>(value)};
             })) {
            values.push_back(one.front());
        }
        by_platform.push_back(values);
    }
    const auto gain = sim::pairing_gain(by_platform[0], by_platform[1], 0.95);
    REQUIRE(gain);
    return *gain;
}

}  // namespace

TEST_CASE("the CPU of a workload on native and KVM takes a quarter of the replications at most")
{
    for (const auto& scenario :
         {native_and_kvm("seminar"), native_and_kvm("seminar", {"workload=campus-poisson"}),
          native_and_kvm("timetable-day"), native_and_kvm("lecture")}) {
        const auto gain =
            gain_of(scenario, 20, [&](const models::Platform& platform, std::uint64_t number) {
                return models::run_once(scenario, platform, number).whole.cpu_utilization;
            });
        INFO(scenario.name << ": " << gain.low << " .. " << gain.mean << " .. " << gain.high);
        CHECK(gain.low >= 4);
    }
}

TEST_CASE("so does the CPU with as many users held present as the capacity has")
{
    const auto scenario = native_and_kvm("timetable-day");
    const auto gain =
        gain_of(scenario, 20, [&](const models::Platform& platform, std::uint64_t number) {
            return models::hold_level(scenario, platform, number, 115).sample.cpu_utilization;
        });
    INFO(gain.low << " .. " << gain.mean << " .. " << gain.high);
    CHECK(gain.low >= 4);
}

// Capacities of about 134 and 116 that vary by half a user: rounded to whole ones, each difference
// keeps a variance of some 1/6 that no pairing takes away, a fourth of the sum of theirs.
TEST_CASE("of capacities that vary by less than a user pairing saves what rounding leaves")
{
    const auto scenario = native_and_kvm("timetable-day");
    const auto gain =
        gain_of(scenario, 40, [&](const models::Platform& platform, std::uint64_t number) {
            models::LevelSearch levels(scenario, platform, number);
            return levels.largest(models::users_by_law(scenario, platform));
        });
    INFO(gain.low << " .. " << gain.mean << " .. " << gain.high);
    CHECK(gain.low > 1);
}
