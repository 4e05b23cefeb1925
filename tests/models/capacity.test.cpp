#include "models/capacity.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/offered_load.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

models::CapacityOptions few()
{
    models::CapacityOptions options;
    options.minimum = 2;
    options.maximum = 2;
    options.threads = 2;
    return options;
}

std::vector<models::Capacity> capacities(const std::string& name,
                                         const std::vector<std::string>& overrides)
{
    return models::find_capacities(shipped::scenario(name, overrides), few());
}

models::Capacity capacity(const std::string& name, std::vector<std::string> overrides)
{
    overrides.insert(overrides.begin(), "platform=native");
    return capacities(name, overrides).front();
}

const models::Capacity& on(const std::vector<models::Capacity>& all, const std::string& platform)
{
    return *std::ranges::find(all, platform, &models::Capacity::platform);
}

const std::vector<std::string> quick{"warm_up=30s", "window=60s"};

std::vector<std::string> quickly(std::vector<std::string> overrides)
{
    overrides.insert(overrides.end(), quick.begin(), quick.end());
    return overrides;
}

}  // namespace

TEST_CASE("with the study's uplink good video is the same number on every platform", "[whole]")
{
    const auto all = capacities("seed-2016", {});
    for (const models::Capacity& one : all) {
        INFO(one.platform);
        CHECK(one.users == all.front().users);
        CHECK(one.limit.resource == "uplink");
        CHECK(one.users < 340);
        CHECK(one.users <= one.bound);
        CHECK_FALSE(one.beyond_search);
    }
}

TEST_CASE("with a gigabit uplink the platform decides, and the CPU gives out", "[whole]")
{
    const auto all = capacities("seed-2016-gigabit", {"warm_up=60s", "window=120s"});
    CHECK(on(all, "native").users >= on(all, "lxc").users);
    CHECK(on(all, "lxc").users >= on(all, "openvz").users);
    CHECK(on(all, "openvz").users > on(all, "kvm").users);
    for (const models::Capacity& one : all) {
        INFO(one.platform);
        CHECK(one.limit.resource == "cpu");
        CHECK(one.limited_metric == models::SloMetric::cpu_utilization);
        CHECK(one.users == Approx(one.by_law).epsilon(0.02));
        CHECK(one.checks.front().simulated.mean == Approx(one.checks.front().low).epsilon(0.02));
        CHECK(one.users <= one.bound);
    }
}

TEST_CASE("for connected sessions KVM carries no more than OpenVZ", "[slow]")
{
    const auto all = capacities("seed-2016", {"slo=connected-only", "platform=[kvm, openvz]",
                                              "warm_up=60s", "window=120s"});
    CHECK(on(all, "kvm").users >= 340);
    CHECK(on(all, "kvm").users <= on(all, "openvz").users);
    CHECK(on(all, "kvm").limit.resource == "memory");
}

TEST_CASE("a small memory is what gives out first")
{
    const auto found = capacity("seed-2016-gigabit", quickly({"guest.memory=1536MiB"}));
    CHECK(found.limit.resource == "memory");
    CHECK(found.limited_metric == models::SloMetric::memory_utilization);
    // (0.9 x 1610 MB - 1350 MB) / 3.4 MB, the webcams of others counted
    CHECK(found.users == Approx((0.9 * 1610.6 - 1350) / 3.4).margin(2));
}

TEST_CASE("audio for everybody makes the CPU give out", "[whole]")
{
    const auto found = capacity("seed-2016-audio", quickly({"network.uplink.rate=1Gbit/s"}));
    CHECK(found.limit.resource == "cpu");
    CHECK(found.users == Approx(found.by_law).epsilon(0.03));
}

TEST_CASE("where the limit still holds at max_users the answer says so")
{
    const auto found = capacity("seed-2016", quickly({"max_users=20"}));
    CHECK(found.beyond_search);
    CHECK(found.users == 20);
    CHECK(std::ranges::any_of(found.warnings, [](const std::string& warning) {
        return warning.find("max_users") != std::string::npos;
    }));
}

TEST_CASE("a stricter objective is never carried by more users", "[whole]")
{
    int before = 100000;
    for (const char* limit : {"90 %", "80 %", "70 %", "50 %"}) {
        const auto found = capacity(
            "lecture",
            quickly({std::string("slo.limits.cpu_utilization=") + limit, "guest.vcpus=2"}));
        CHECK(found.users < before);
        before = found.users;
    }
}

TEST_CASE("the interval contains the answer, and all limits hold at it", "[whole]")
{
    const auto found = capacity("seminar", quickly({}));
    CHECK(found.interval.low <= found.users);
    CHECK(found.users <= found.interval.high);
    CHECK(found.interval.level == 0.95);
    CHECK(found.by_replication.size() == 2);
    CHECK(found.users == std::ranges::min(found.by_replication));
    CHECK(found.slo.size() == shipped::scenario("seminar").slo.limits.size());
    for (const models::LimitFigure& figure : found.slo) {
        CHECK(figure.verdict == models::Verdict::met);
    }
    CHECK(std::ranges::is_sorted(found.resources, std::ranges::greater(),
                                 &models::ResourceUse::utilization));
}

TEST_CASE("the assumed parameters are those that matter, strongest first")
{
    const auto scenario = shipped::scenario("seed-2016-gigabit");
    const auto& kvm = shipped::platform(scenario, "kvm");
    const int users = models::users_by_law(scenario, kvm);
    const auto assumed = models::assumed_parameters(scenario, kvm, users);
    REQUIRE(assumed.size() > 3);
    CHECK(
        std::ranges::is_sorted(assumed, std::ranges::greater(), &models::AssumedParameter::swing));
    const auto all = models::parameters_of(scenario);
    for (const models::AssumedParameter& one : assumed) {
        INFO(one.name);
        CHECK(one.swing > 0);
        const auto parameter = std::ranges::find(all, one.name, &models::Parameter::name);
        REQUIRE(parameter != all.end());
        CHECK((*parameter)->mark == models::Mark::assumed);
        CHECK_FALSE(one.name.starts_with("platform.lxc."));
    }
    const auto delivery = std::ranges::find(
        assumed, "profile.streams.webcam_frame.red5.per_delivery", &models::AssumedParameter::name);
    REQUIRE(delivery != assumed.end());
    CHECK(delivery->users_low > users);
    CHECK(delivery->users_high < users);
}
