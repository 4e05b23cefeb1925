#include <string>
#include <utility>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;
using tests::contains;
using tests::small;

namespace {

const std::string cpu_bound =
    "compare scenarios/seed-2016-gigabit.yaml --set 'window=30 s' --set 'warm_up=10 s' "
    "--set resolution=flow ";

// Two files that differ in the guest alone, and one with mistakes.
class Files {
public:
    Files()
    {
        folder_.write("small.yaml", scenario("small", "vcpus: 2"));
        folder_.write("large.yaml", scenario("large", "vcpus: 4"));
        folder_.write("wrong.yaml", scenario("wrong", "vcpu: 4"));
        folder_.write("other.yaml", scenario("other", "vcpus: many"));
    }
    std::string path(const std::string& name) const { return folder_.path(name) + " "; }

private:
    static std::string scenario(const std::string& name, const std::string& cpus)
    {
        return "version: 1\nscenario: " + name +
               "\nhost: ibm-hs23\nplatform: [kvm, lxc]\nguest: {" + cpus +
               ", memory: 8 GiB}\nnetwork:\n"
               "  lan: {between: [server, office], rate: 1 Gbit/s, delay: 0.1 ms}\n"
               "  uplink: {between: [server, internet], rate: 1 Gbit/s, delay: 20 ms}\n"
               "profile: bbb-0.81\nworkload: lecture\nslo: good-meeting\nseed: " +
               (name == "small" ? "1" : "2") + "\nresolution: flow\nwarm_up: 10 s\nwindow: 30 s\n";
    }
    tests::ScratchFolder folder_;
};

}  // namespace

TEST_CASE("compare pairs each platform with the first one")
{
    const auto answer = bbbcap("compare " + small + "--json --platform native,kvm,lxc");
    CHECK(answer.exit_code == 0);
    const auto document = answer.json();
    CHECK(document["command"] == "compare");
    CHECK(document["compared"] == "platforms");
    CHECK(document["baseline"] == "native");
    REQUIRE(document["platforms"].size() == 3);
    CHECK(document["platforms"][0]["difference"].is_null());
    CHECK(document["platforms"][0]["pairing_gain"].is_null());
    CHECK(document["platforms"][0]["cpu_ratio"] == 1.0);
    for (std::size_t i = 1; i < 3; ++i) {
        const auto& platform = document["platforms"][i];
        for (const char* key : {"mean", "low", "high", "level"}) {
            CHECK(platform["difference"].contains(key));
        }
        CHECK(platform["difference"]["low"] <= platform["difference"]["mean"]);
        CHECK(platform["cpu_ratio"] > 1);
    }
    CHECK(document.contains("validation"));
}

TEST_CASE("compare takes variants of the scenario")
{
    const auto document =
        bbbcap("compare " + small + "--json --vary 'network.uplink.rate=50 Mbit/s'").json();
    CHECK(document["compared"] == "variants");
    REQUIRE(document["platforms"].size() == 2);
    CHECK(document["platforms"][1]["platform"] == "native");
    CHECK(document["platforms"][1]["name"] == "network.uplink.rate=50 Mbit/s");
    CHECK(document["platforms"][1]["difference"]["mean"] < 0);
    const auto text = bbbcap("compare " + small + "--vary 'network.uplink.rate=50 Mbit/s'").out;
    CHECK(contains(text, "The scenario as it is carries the most users"));
    CHECK_FALSE(contains(text, "fewer than"));  // of two, that says it
}

TEST_CASE("all pairs have differences that hold at once, consistent with those to the first")
{
    const auto document = bbbcap(cpu_bound + "--json").json();
    const auto& pairs = document["pairs"];
    REQUIRE(pairs.size() == 6);
    CHECK(document["replications"] >= 10);
    for (const auto& pair : pairs) {
        CHECK(double(pair["difference"]["level"]) == Approx(1 - 0.05 / 6));
        const double low = pair["difference"]["low"];
        const double high = pair["difference"]["high"];
        CHECK(pair["differ"] == (low > 0 || high < 0));
        // whole users: ten equal differences still leave a doubt
        CHECK(high - low > 0.1);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(pairs[i]["b"] == "native");
        const auto& platform = document["platforms"][i + 1];
        CHECK(pairs[i]["a"] == platform["name"]);
        CHECK(pairs[i]["difference"]["mean"] == platform["difference"]["mean"]);
        CHECK(pairs[i]["difference"]["low"] < platform["difference"]["low"]);
    }
}

TEST_CASE("the best has the highest probability, and the probabilities sum to one", "[whole]")
{
    const auto document = bbbcap(cpu_bound + "--json").json();
    double sum = 0;
    for (const auto& platform : document["platforms"]) {
        sum += double(platform["best_probability"]);
    }
    CHECK(sum == Approx(1));
    CHECK(document["platforms"][0]["best_probability"] > 0.9);
    const auto text = bbbcap(cpu_bound).out;
    CHECK(contains(text, "native carries the most users with a probability above 0.99."));
    CHECK(contains(text, "Each carries fewer than the one before: native, lxc, openvz, kvm."));
    CHECK(contains(text, "kvm - native"));
}

TEST_CASE("those that cannot be told apart are named")
{
    const std::string line = cpu_bound + "--vary title=other --vary guest.vcpus=4 ";
    const auto text = bbbcap(line).out;
    CHECK(contains(text, "guest.vcpus=4 carries the most users"));
    CHECK(contains(text, "The scenario as it is and title=other carry fewer than guest.vcpus=4;"));
    CHECK(contains(text, "title=other"));
    CHECK(contains(text, "told apart."));
    const auto document = bbbcap(line + "--json").json();
    CHECK(document["pairs"][0]["differ"] == false);
    CHECK(document["pairs"][1]["differ"] == true);
    CHECK(document["platforms"][0]["best_probability"] == 0);
}

TEST_CASE("where all platforms carry the same, none is called the best")
{
    const auto answer = bbbcap("compare " + small + "--set 'network.uplink.rate=30 Mbit/s'");
    CHECK(contains(answer.out, "The platform does not matter here"));
    CHECK_FALSE(contains(answer.out, "carries the most"));
    CHECK_FALSE(contains(answer.out, "fewer than"));
}

TEST_CASE("scenarios are compared by name, on one platform each, with one seed", "[whole]")
{
    const Files files;
    const std::string line = "compare " + files.path("small.yaml") + files.path("large.yaml");
    const auto answer = bbbcap(line);
    CHECK(answer.exit_code == 0);
    CHECK(contains(answer.out, "large carries the most users with a probability above 0.99."));
    CHECK(contains(answer.out, "on the first of its"));
    CHECK(contains(answer.out, "the seed of the first"));
    const auto document = bbbcap(line + "--json").json();
    CHECK(document["compared"] == "scenarios");
    CHECK(document["seed"] == 1);
    REQUIRE(document["platforms"].size() == 2);
    CHECK(document["platforms"][1]["name"] == "large");
    CHECK(document["platforms"][1]["platform"] == "kvm");
    CHECK(bbbcap(line + "--json --platform lxc").json()["platforms"][1]["platform"] == "lxc");
    // a file against a variant of the other that makes them the same
    const auto varied =
        bbbcap("compare " + files.path("small.yaml") + "--json --vary guest.vcpus=4 --threads 1")
            .json();
    CHECK(varied["platforms"][1]["by_replication"] == document["platforms"][1]["by_replication"]);
}

TEST_CASE("all files are read before the first is simulated, and all mistakes told at once")
{
    const Files files;
    const auto answer = bbbcap("compare " + files.path("small.yaml") + files.path("wrong.yaml") +
                               files.path("other.yaml"));
    CHECK(answer.exit_code == 2);
    CHECK(answer.out.empty());
    CHECK(contains(answer.err, "unknown key `vcpu` in `guest`; did you mean `vcpus`?"));
    CHECK(contains(answer.err, "other.yaml:5:16: "));
}

TEST_CASE("mistakes that variants share are told once, those of each besides")
{
    const auto answer =
        bbbcap("compare scenarios/lecture.yaml --set gest=1 --vary guest.vcpu=4 --vary host=x");
    CHECK(answer.exit_code == 2);
    const auto first = answer.err.find("--set gest=1");
    REQUIRE(first != std::string::npos);
    CHECK(answer.err.find("--set gest=1", first + 1) == std::string::npos);
    CHECK(contains(answer.err, "guest.vcpu=4"));
    CHECK(contains(answer.err, "host=x"));
}

TEST_CASE("a difference to a capacity beyond the search is a bound")
{
    const std::string line = "compare " + small + "--set max_users=30 ";
    const auto bound = bbbcap(line + "--vary 'network.uplink.rate=10 Mbit/s'").out;
    CHECK(contains(bound, "at least 30"));
    CHECK(contains(bound, "at most -"));
    CHECK(contains(bbbcap(line + "--platform native,kvm").out, "not known"));
}

TEST_CASE("what makes no comparison is refused in a sentence")
{
    const std::string lecture = "compare scenarios/lecture.yaml ";
    const std::vector<std::pair<std::string, std::string>> cases = {
        {lecture + "scenarios/seminar.yaml --vary guest.vcpus=4",
         "`--vary` changes one scenario, and several are given; leave one, or make each variant a "
         "file"},
        {lecture + "scenarios/seminar.yaml --platform kvm,lxc",
         "files and variants are compared on one platform each; name one with `--platform`"},
        {lecture + "--vary guest.vcpus=4 --platform kvm,lxc",
         "files and variants are compared on one platform each; name one with `--platform`"},
        {lecture + "scenarios/lecture.yaml",
         "\"scenarios/lecture.yaml\" is given twice; remove one of the two"},
        {lecture + "--vary guest.vcpus=4 --vary guest.vcpus=4",
         "`--vary` \"guest.vcpus=4\" is given twice; remove one of the two"},
        {lecture + "--vary seed=7",
         "variants meet the same random numbers, `seed` cannot vary; give `--seed` once for all"},
    };
    for (const auto& [arguments, sentence] : cases) {
        const auto answer = bbbcap(arguments);
        INFO(arguments);
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        CHECK(answer.err == "bbbcap: " + sentence + "\n");
    }
    std::string many = lecture;
    for (int i = 1; i <= 20; ++i) many += "--vary guest.vcpus=" + std::to_string(i) + " ";
    CHECK(contains(bbbcap(many).err, "at most 20 at once, found 21"));
}

TEST_CASE("what pairing gained is told when asked for")
{
    const auto verbose = bbbcap(cpu_bound + "--platform openvz,native,lxc --verbose").out;
    CHECK(contains(verbose, "without common random numbers"));
}
