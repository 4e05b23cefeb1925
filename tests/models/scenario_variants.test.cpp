#include "models/scenario_variants_yaml.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "models/scenario_yaml.hpp"
#include "tests/catch.hpp"
#include "tests/scratch_folder.hpp"

namespace {

const std::string library = std::string(BBBCAP_SOURCE_DIR) + "/scenarios";

models::Override change(const std::string& key, const std::string& text)
{
    const models::Place place{"design.yaml", 3, 7};
    return {key, {models::YamlNode::Kind::scalar, text, false, place, {}, {}}};
}

}  // namespace

TEST_CASE("a variant is the scenario with its overrides and then its changes")
{
    const models::ScenarioVariants variants(library + "/seed-2016.yaml",
                                            {"guest.vcpus=3", "seed=5"}, library);
    CHECK(variants.with({}).guest.vcpus == 3);
    const auto changed = variants.with({change("guest.vcpus", "6"), change("platform", "lxc")});
    CHECK(changed.guest.vcpus == 6);
    CHECK(changed.seed == 5);
    REQUIRE(changed.platforms.size() == 1);
    CHECK(changed.platforms.front().name == "lxc");
    CHECK(variants.with({}).guest.vcpus == 3);
    CHECK(variants.with({}).platforms.size() == 4);
}

TEST_CASE("a finding about a change stands at the place of its value")
{
    const models::ScenarioVariants variants(library + "/seed-2016.yaml", {}, library);
    try {
        (void)variants.with({change("guest.vcpus", "none")});
        FAIL("it was taken");
    } catch (const models::InputError& error) {
        CHECK(error.findings().front().place == models::Place{"design.yaml", 3, 7});
    }
}

TEST_CASE("files are read once, and named")
{
    const tests::ScratchFolder folder;
    const std::string path =
        folder.write("mine.yaml",
                     "version: 1\nscenario: mine\nhost: ibm-hs23\nplatform: native\n"
                     "guest: {vcpus: 2, memory: 4 GiB}\nnetwork: {uplink: {between: [server, "
                     "internet], rate: 1 Gbit/s, delay: 1 ms}, lan: {between: [server, office], "
                     "rate: 1 Gbit/s, delay: 1 ms}}\nprofile: bbb-0.81\nworkload: seed-ramp\n"
                     "slo: mine\n");
    const std::string slo =
        folder.write("slos/mine.yaml", "version: 1\nslo: mine\nlimits: {cpu_utilization: 70 %}\n");
    const models::ScenarioVariants variants(path, {}, library);
    const auto before = variants.with({});
    folder.write("slos/mine.yaml", "version: 1\nslo: mine\nlimits: {cpu_utilization: 20 %}\n");
    CHECK(variants.with({}).slo.limits.front().value == before.slo.limits.front().value);
    const auto files = variants.files();
    CHECK(files.size() == 6);
    CHECK(files.front() == path);
    CHECK(std::find(files.begin(), files.end(), slo) != files.end());
}
