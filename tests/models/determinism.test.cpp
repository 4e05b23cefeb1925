#include <string>
#include <vector>

#include "models/run.hpp"
#include "models/world.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

models::Scenario small(const std::vector<std::string>& overrides = {})
{
    std::vector<std::string> all{"workload.users=20", "workload.interval=3s"};
    all.insert(all.end(), overrides.begin(), overrides.end());
    return shipped::scenario("seed-2016", all);
}

// How many frames each node was offered and how many bytes of them it got in 25 s.
std::vector<models::NodeCounts> watched(const models::Scenario& scenario,
                                        const std::string& platform)
{
    models::World world(scenario, shipped::platform(scenario, platform), 0);
    (void)world.hold(30);
    (void)world.observe(25);  // nobody comes yet: a join takes longer on a slower platform
    world.check_laws();
    return world.monitor.nodes(world.simulation.now());
}

}  // namespace

TEST_CASE("the same seed gives the same trajectory")
{
    const auto scenario = small();
    const auto& platform = scenario.platforms.front();
    const models::Run one = models::run_once(scenario, platform, 0);
    const models::Run two = models::run_once(small(), platform, 0);
    CHECK(one.fingerprint == two.fingerprint);
    CHECK(one.events == two.events);
    CHECK(one.whole.cpu_utilization == two.whole.cpu_utilization);
    CHECK(one.whole.link_bit_rate == two.whole.link_bit_rate);
}

TEST_CASE("another seed, another replication and another platform give another trajectory")
{
    const auto scenario = small();
    const auto other = small({"seed=2"});
    const auto print = [](const models::Scenario& of, const std::string& platform, int number) {
        return models::run_once(of, shipped::platform(of, platform),
                                static_cast<std::uint64_t>(number))
            .fingerprint;
    };
    const auto one = print(scenario, "native", 0);
    CHECK(one != print(other, "native", 0));
    CHECK(one != print(scenario, "native", 1));
    CHECK(one != print(scenario, "kvm", 0));
}

TEST_CASE("two platforms meet the same users and the same frames")
{
    const auto scenario = shipped::scenario("seed-2016-gigabit");
    const auto native = watched(scenario, "native");
    const auto kvm = watched(scenario, "kvm");
    REQUIRE(native.size() == kvm.size());
    for (std::size_t node = 0; node < native.size(); ++node) {
        CHECK(native[node].webcam_offered > 0);
        CHECK(native[node].webcam_offered == kvm[node].webcam_offered);
        CHECK(native[node].desktop_offered == kvm[node].desktop_offered);
        // but for the frames that cost CPU just at the end
        CHECK(native[node].webcam_bytes == Approx(kvm[node].webcam_bytes).epsilon(0.001));
    }
}
