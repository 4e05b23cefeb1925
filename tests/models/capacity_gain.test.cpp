#include "models/capacity_gain.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::Capacity;
using models::CapacityGain;

namespace {

Capacity capacity(const std::string& name, std::vector<std::string> overrides, bool gains = true)
{
    overrides.insert(overrides.end(),
                     {"platform=native", "warm_up=30s", "window=60s", "resolution=flow"});
    models::CapacityOptions options;
    options.minimum = options.maximum = 4;
    options.threads = 2;
    options.gains = gains;
    return models::find_capacities(shipped::scenario(name, overrides), options).front();
}

const CapacityGain& of(const Capacity& found, const std::string& resource)
{
    const auto gain = std::ranges::find(found.gains, resource, &CapacityGain::resource);
    REQUIRE(gain != found.gains.end());
    return *gain;
}

double mean_difference(const Capacity& more, const Capacity& less)
{
    double sum = 0;
    for (std::size_t i = 0; i < more.by_replication.size(); ++i) {
        sum += more.by_replication[i] - less.by_replication[i];
    }
    return sum / static_cast<double>(more.by_replication.size());
}

}  // namespace

TEST_CASE("what a step buys is what a search with that step finds")
{
    const auto found = capacity("seed-2016", {});
    CHECK(of(found, "uplink").step == "+10 Mbit/s");
    const auto more = capacity("seed-2016", {"network.uplink.rate=110 Mbit/s"}, false);
    CHECK(of(found, "uplink").little.mean == mean_difference(more, found));
    CHECK(of(found, "uplink").little.mean > 0);
    const auto most = capacity("seed-2016", {"network.uplink.rate=900 Gbit/s"}, false);
    CHECK(of(found, "uplink").all.mean == mean_difference(most, found));
    CHECK(of(found, "uplink").next == "cpu");
    CHECK(of(found, "uplink").next == most.limit.resource);
}

TEST_CASE("more of what is not short buys nothing")
{
    const auto found = capacity("seed-2016", {});
    for (const CapacityGain& gain : found.gains) {
        if (gain.resource == "uplink") continue;
        INFO(gain.resource);
        CHECK_FALSE(gain.gains());
        CHECK(gain.next.empty());
        CHECK(gain.all.low <= 0);
        CHECK(gain.all.high >= 0);
    }
}

TEST_CASE("another vCPU and faster cores carry more where the CPU is short")
{
    const auto found = capacity("seed-2016-gigabit", {});
    const auto more = capacity("seed-2016-gigabit", {"guest.vcpus=3"}, false);
    CHECK(of(found, "cpu").little.mean == mean_difference(more, found));
    CHECK(of(found, "cpu").little.mean > of(found, "core speed").little.mean);
    CHECK(of(found, "core speed").little.mean > 0);
    CHECK(of(found, "memory").gains() == false);
}

TEST_CASE("a part of the server with one thread is a resource, and vCPUs do not relieve it")
{
    const auto found =
        capacity("lecture", {"profile.components.freeswitch.threads=1", "guest.vcpus=8",
                             "network.uplink.rate=10 Gbit/s", "network.lan.rate=10 Gbit/s"});
    const auto& thread = of(found, "freeswitch (single thread)");
    CHECK(thread.step == "+1 thread");
    CHECK(thread.little.mean > 0);
    CHECK(thread.all.mean >= thread.little.mean);
    CHECK_FALSE(of(found, "cpu").gains());
    CHECK(of(found, "core speed").little.mean > 0);
}

TEST_CASE("what more buys is not known where the search ends before the capacity")
{
    const auto found = capacity("seed-2016", {"max_users=20"});
    for (const CapacityGain& gain : found.gains) {
        CHECK_FALSE(gain.known());
        CHECK_FALSE(gain.gains());
    }
}
