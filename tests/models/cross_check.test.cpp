#include "models/cross_check.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "models/bounds.hpp"
#include "models/capacity.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::CrossCheck;

namespace {

std::vector<CrossCheck> checks(const std::string& name, std::vector<std::string> overrides,
                               std::vector<std::string>* warnings = nullptr)
{
    overrides.insert(overrides.end(), {"platform=native", "warm_up=30s", "window=60s"});
    models::CapacityOptions options;
    options.minimum = options.maximum = 4;
    options.threads = 2;
    const auto found = models::find_capacities(shipped::scenario(name, overrides), options).front();
    if (warnings != nullptr) *warnings = found.warnings;
    return found.checks;
}

const CrossCheck* find(const std::vector<CrossCheck>& all, const std::string& name)
{
    const auto found = std::ranges::find(all, name, &CrossCheck::name);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

// M/M/1: rho / (1 - rho). M/M/2: 2 rho / (1 - rho^2).
TEST_CASE("the number present by M/M/c is that of the closed forms")
{
    CHECK(models::jobs_present(0.8, 1) == Approx(4));
    CHECK(models::jobs_present(1.6, 2) == Approx(1.6 / (1 - 0.64)));
    CHECK(models::jobs_present(0, 3) == 0);
    CHECK(models::jobs_present(1, 1000) == Approx(1));
}

TEST_CASE("requests without media are M/M/c to the CPU, whatever their demands")
{
    const auto all =
        checks("seed-2016",
               {"slo=connected-only", "slo.limits={cpu_utilization: 70 %}", "guest.vcpus=2",
                "workload={version: 1, workload: idle, title: nobody sends, kind: fixed, "
                "users: 10, duration: 1 h, personas: [{persona: guest, at: internet}]}",
                "profile.streams.keep_alive.red5.fixed=40 ms",
                "profile.components.deskshare.threads=all", "profile.components.redis.threads=all",
                "profile.components.recorder.threads=all", "window=300s"});
    const CrossCheck* jobs = find(all, "jobs at the cpu by M/M/c");
    REQUIRE(jobs != nullptr);
    CHECK(jobs->low > 1.4);
    CHECK(jobs->agrees());
    CHECK(jobs->simulated.mean == Approx(jobs->low).epsilon(0.1));
    CHECK(find(checks("seed-2016", {}), "jobs at the cpu by M/M/c") == nullptr);
}

TEST_CASE("the laws agree with the simulation of the study")
{
    const auto all = checks("seed-2016", {});
    for (const char* name : {"cpu by the utilization law", "users by the asymptotic bounds",
                             "users at full quality by the utilization law"}) {
        INFO(name);
        REQUIRE(find(all, name) != nullptr);
        CHECK(find(all, name)->agrees());
    }
}

TEST_CASE("a documented rule that the answer breaks is a warning", "[whole]")
{
    std::vector<std::string> warnings;
    const auto all = checks("seed-2016", {}, &warnings);
    const CrossCheck* room = find(all, "users in the largest room");
    REQUIRE(room != nullptr);
    CHECK(room->high == 25);
    CHECK_FALSE(room->agrees());
    CHECK(std::ranges::find(warnings, room->disagreement) != warnings.end());
    const auto small = checks("seed-2016", {"workload.room_size=20"});
    CHECK(find(small, "users in the largest room")->agrees());
}

TEST_CASE("the rule for a server is scaled to the guest by what is scarcer", "[whole]")
{
    const auto rule = [](const char* vcpus, const char* memory) {
        const auto all = checks("seed-2016", {std::string("guest.vcpus=") + vcpus,
                                              std::string("guest.memory=") + memory});
        return *find(all, "200 users on 8 vCPUs and 16 GB");
    };
    CHECK(rule("2", "16 GB").high == Approx(50));
    CHECK(rule("8", "4 GB").high == Approx(50));
    CHECK(rule("8", "4 GB").low == Approx(37));
}
