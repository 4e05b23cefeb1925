#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;
using tests::contains;
using tests::small;

namespace {

std::vector<std::string> keys_of(const nlohmann::json& object)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) keys.push_back(key);
    return keys;
}

void check_keys(const nlohmann::json& object, const std::vector<std::string>& wanted)
{
    for (const std::string& key : wanted) {
        INFO(key);
        CHECK(object.contains(key));
    }
}

}  // namespace

TEST_CASE("capacity as JSON has the promised keys")
{
    const auto answer = bbbcap("capacity " + small + "--json");
    CHECK(answer.exit_code == 0);
    CHECK(answer.err.empty());
    const auto document = answer.json();
    CHECK(document["schema_version"] == 1);
    CHECK(document["command"] == "capacity");
    CHECK(document["scenario"] == "seed-2016");
    CHECK(document["seed"] == 1);
    REQUIRE(document["platforms"].size() == 4);
    for (const auto& platform : document["platforms"]) {
        check_keys(platform,
                   {"platform", "users", "interval", "limit", "bound", "slo", "assumed", "warnings",
                    "fingerprint", "by_law", "law_cpu_utilization", "simulated_cpu_utilization",
                    "resources", "assumed_swing", "limited_metric", "replications", "precise",
                    "beyond_search", "note"});
        CHECK(platform["interval"]["low"].is_number_integer());
        CHECK(platform["interval"]["high"].is_number_integer());
        CHECK(platform["interval"]["low"] <= platform["users"]);
        CHECK(platform["users"] <= platform["interval"]["high"]);
        CHECK(platform["users"] <= platform["bound"]);
        check_keys(platform["limit"], {"resource", "utilization"});
        for (const auto& figure : platform["slo"]) {
            check_keys(figure, {"name", "limit", "value", "verdict"});
        }
        for (const auto& name : platform["assumed"]) CHECK(name.is_string());
        const std::string fingerprint = platform["fingerprint"];
        CHECK(fingerprint.size() == 16);
        CHECK(fingerprint.find_first_not_of("0123456789abcdef") == std::string::npos);
    }
}

TEST_CASE("one platform gives one entry")
{
    const auto document = bbbcap("capacity " + small + "--platform lxc --json").json();
    REQUIRE(document["platforms"].size() == 1);
    CHECK(document["platforms"][0]["platform"] == "lxc");
}

TEST_CASE("run as JSON has the promised keys")
{
    const auto answer = bbbcap("run " + small + "--json --platform native,kvm");
    CHECK(answer.exit_code == 0);
    CHECK(answer.err.empty());
    const auto document = answer.json();
    CHECK(document["command"] == "run");
    CHECK(document["resolution"] == "flow");
    REQUIRE(document["platforms"].size() == 2);
    for (const auto& platform : document["platforms"]) {
        check_keys(platform, {"platform", "series", "totals", "fingerprint"});
        REQUIRE(platform["series"].size() == 10);
        for (const auto& minute : platform["series"]) {
            CHECK(keys_of(minute).size() == 11);
            check_keys(minute, {"minute", "users", "mean_users", "cpu_utilization", "cpu_cores",
                                "memory_bytes", "uplink_bit_s", "webcam_fps_per_viewer",
                                "bit_rate_delivered", "audio_mos", "video_mos"});
            CHECK(minute["audio_mos"].is_null());  // the study has no audio
            CHECK(minute["cpu_utilization"] > 0);
        }
        CHECK(platform["series"][0]["minute"] == 1);
        check_keys(platform["totals"],
                   {"mean_users", "peak_users", "cpu_utilization", "peak_cpu_utilization",
                    "memory_bytes", "peak_memory_bytes", "uplink_bit_s", "webcam_deliveries",
                    "webcam_fps_per_viewer", "webcam_bit_s_per_viewer", "frames_dropped",
                    "refused_joins", "join_time_p95", "far_users_at_first_drop"});
        CHECK_FALSE(platform.contains("intervals"));
    }
}

TEST_CASE("with replications the totals have intervals that hold the mean")
{
    const auto document = bbbcap("run " + small + "--json --replications 3 --platform kvm").json();
    const auto& platform = document["platforms"][0];
    CHECK(document["replications"] == 3);
    for (const auto& [name, value] : platform["totals"].items()) {
        INFO(name);
        const auto& interval = platform["intervals"][name];
        CHECK(interval["mean"] == value);
        if (value.is_null()) continue;
        CHECK(interval["low"] <= value);
        CHECK(value <= interval["high"]);
    }
}

TEST_CASE("a run of the study is held against what it published, any other is not")
{
    const auto document = bbbcap("run " + small + "--json --platform kvm,openvz,lxc").json();
    REQUIRE(document["validation"].size() >= 3);
    for (const auto& row : document["validation"]) {
        check_keys(row, {"quantity", "platform", "against", "reading", "measured", "predicted",
                         "error", "null_prediction", "null_error", "skill", "is_prediction"});
        const bool memory = row["quantity"] == "macro_memory";
        CHECK(row["is_prediction"] == !memory);
    }
    const auto other = bbbcap("run scenarios/lecture.yaml --set resolution=flow --json").json();
    CHECK_FALSE(other.contains("validation"));
}

TEST_CASE("the run draws the ramp in blocks, or in ASCII where the locale has no blocks")
{
    const std::string line = "run " + small + "--platform kvm";
    CHECK(contains(bbbcap(line).out, "█"));
    const auto plain = bbbcap(line, "LC_ALL=C").out;
    CHECK_FALSE(contains(plain, "█"));
    CHECK(contains(plain, "users|"));
}

TEST_CASE("the same bytes come from one thread and from two, and again", "[whole]")
{
    for (const std::string command : {"run ", "capacity ", "compare "}) {
        INFO(command);
        const auto one = bbbcap(command + small + "--json --threads 1");
        CHECK(one.exit_code == 0);
        CHECK(one.out == bbbcap(command + small + "--json --threads 2").out);
        CHECK(one.out == bbbcap(command + small + "--json --threads 2").out);
    }
}

TEST_CASE("another seed gives another fingerprint")
{
    const auto one = bbbcap("run " + small + "--json --seed 1 --set resolution=frames").json();
    const auto two = bbbcap("run " + small + "--json --seed 2 --set resolution=frames").json();
    CHECK(two["seed"] == 2);
    CHECK(one["platforms"][0]["fingerprint"] != two["platforms"][0]["fingerprint"]);
}

TEST_CASE("where not even one user fits the answer is no, exit code 1")
{
    const auto answer = bbbcap("capacity " + small + "--platform kvm --set 'guest.memory=512 MiB'");
    CHECK(answer.exit_code == 1);
    CHECK(contains(answer.out, "does not even hold for one user"));
    CHECK(answer.err.empty());
}

TEST_CASE("a search that its budget leaves undecided gives the bracket it has and ends with 3")
{
    const auto answer = bbbcap("capacity " + small + "--platform kvm --json --budget 10");
    CHECK(answer.exit_code == 3);
    const auto document = answer.json();
    const auto& platform = document["platforms"][0];
    const auto& search = platform["search"];
    CHECK(search["decided"] == false);
    CHECK(search["replications"] == 10);
    CHECK(search["low"] < search["high"]);
    CHECK(search["low"] <= platform["users"]);
    CHECK(platform["users"] <= search["high"]);
    CHECK(contains(platform["warnings"].dump(), "undecided: 10 replications"));
    const auto all = bbbcap("capacity " + small + "--platform kvm --json").json();
    const auto& decided = all["platforms"][0]["search"];
    CHECK(decided["decided"] == true);
    CHECK(decided["low"] >= search["low"]);
    CHECK(decided["high"] <= search["high"]);
}

TEST_CASE("a capacity beyond the search is told as at least so much")
{
    const std::string line = "capacity " + small + "--platform kvm --set max_users=10";
    CHECK(contains(bbbcap(line).out, "at least 10"));
    CHECK(bbbcap(line + " --json").json()["platforms"][0]["beyond_search"] == true);
}

TEST_CASE("the same capacity for the same reason is told in a sentence")
{
    const auto answer = bbbcap("capacity " + small + "--set 'network.uplink.rate=30 Mbit/s'");
    CHECK(contains(answer.out, "The platform does not matter here: uplink"));
    CHECK(contains(answer.out, "Note: "));
    CHECK(contains(answer.out, "Next: bbbcap "));
}

TEST_CASE("the library is listed")
{
    for (const std::string kind :
         {"platforms", "profiles", "hosts", "workloads", "slos", "scenarios"}) {
        const auto answer = bbbcap("list " + kind + " --json");
        INFO(kind);
        CHECK(answer.exit_code == 0);
        const auto document = answer.json();
        REQUIRE_FALSE(document[kind].empty());
        for (const auto& entry : document[kind]) {
            CHECK(contains(bbbcap("list " + kind).out, std::string(entry["title"])));
            CHECK_FALSE(std::string(entry["name"]).empty());
        }
    }
}
