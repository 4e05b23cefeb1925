#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;
using tests::contains;

namespace {

const std::string gigabit =
    "sensitivity scenarios/seed-2016-gigabit.yaml --set 'window=30 s' --set 'warm_up=10 s' ";

std::string first_word_of(const std::string& text)
{
    return text.substr(0, text.find(' '));
}

}  // namespace

TEST_CASE("sensitivity begins with what to measure first", "[whole]")
{
    const auto answer = bbbcap(gigabit + "--samples 2 --platform kvm,lxc");
    CHECK(answer.exit_code == 0);
    CHECK(answer.err.empty());
    CHECK(
        answer.out.starts_with("Measure `profile.streams.webcam_frame.red5.per_delivery` first: "
                               "from 15 us to\n120 us"));
    CHECK(contains(answer.out, "kvm alone, the first of"));
    CHECK(contains(answer.out, "resolution flow"));
    CHECK(contains(answer.out, "█"));
    CHECK(contains(answer.out, "without effect"));
    CHECK_FALSE(contains(answer.out, "profile.media.audio_end_delay"));
    CHECK(contains(bbbcap(gigabit + "--samples 2 --verbose").out, "profile.media.audio_end_delay"));
    CHECK_FALSE(contains(bbbcap(gigabit + "--samples 2", "LC_ALL=C").out, "█"));
}

TEST_CASE("sensitivity as JSON has the promised keys, by method", "[whole]")
{
    const std::vector<std::pair<std::string, std::vector<std::string>>> methods = {
        {"one-at-a-time", {"response_at_low", "response_at_high", "swing"}},
        {"morris", {"mu_star", "mu", "sigma"}},
        {"sobol", {"total", "first_order"}}};
    for (const auto& [method, keys] : methods) {
        INFO(method);
        const auto document = bbbcap(gigabit + "--samples 4 --json --method " + method).json();
        CHECK(document["schema_version"] == 1);
        CHECK(document["command"] == "sensitivity");
        CHECK(document["method"] == method);
        CHECK(document["platform"] == "native");
        CHECK(document["response"] == "capacity");
        CHECK(document["resolution"] == "flow");
        CHECK(document["samples"] == 4);
        CHECK(document["evaluations"] > 100);
        CHECK(document["first_stands_out"].is_boolean());
        REQUIRE(document["parameters"].size() > 10);
        for (const auto& parameter : document["parameters"]) {
            CHECK(parameter["low"] < parameter["high"]);
            CHECK(parameter["source"].is_string());
            CHECK(parameter["moves"].is_boolean());
            for (const std::string& key : keys) {
                INFO(key);
                REQUIRE(parameter.contains(key));
                if (!parameter[key].is_object()) continue;
                CHECK(parameter[key]["low"] <= parameter[key]["high"]);
            }
        }
    }
}

TEST_CASE("sensitivity gives the same bytes on one thread and on two, for every method", "[whole]")
{
    for (const std::string method : {"one-at-a-time", "morris", "sobol"}) {
        INFO(method);
        const std::string line = gigabit + "--samples 3 --json --method " + method;
        const auto one = bbbcap(line + " --threads 1");
        CHECK(one.exit_code == 0);
        CHECK(one.out == bbbcap(line + " --threads 2").out);
    }
}

TEST_CASE("a response is a figure of the SLO at the capacity, in its unit")
{
    const auto answer = bbbcap(gigabit + "--samples 2 --response cpu_utilization");
    CHECK(answer.exit_code == 0);
    CHECK(contains(answer.out, "cpu_utilization of "));
    const auto document = bbbcap(gigabit + "--samples 2 --response cpu_utilization --json").json();
    CHECK(document["users"] > 100);
    CHECK(document["value"] > 0.5);
    CHECK(document["value"] < 0.81);
}

TEST_CASE("where nothing moves the response, that is the answer")
{
    const auto answer = bbbcap("sensitivity scenarios/seed-2016.yaml --samples 2");
    CHECK(answer.exit_code == 0);
    CHECK(first_word_of(answer.out) == "Nothing");
    CHECK(contains(answer.out,
                   "Next: bbbcap sensitivity scenarios/seed-2016.yaml --response "
                   "cpu_utilization"));
}

TEST_CASE("where the first is not certain, it is said")
{
    // two trajectories tell little
    const auto answer = bbbcap(gigabit + "--method morris --samples 2");
    CHECK(contains(answer.out, "comes first"));
    CHECK(contains(answer.out, "not"));
    CHECK(bbbcap(gigabit + "--method morris --samples 2 --json").json()["first_stands_out"] ==
          false);
}

TEST_CASE("few samples and capacities beyond the search are warned about, nobody is a no")
{
    CHECK(contains(bbbcap(gigabit + "--samples 2 --set max_users=120").out, "raise max_users"));
    CHECK(contains(bbbcap(gigabit + "--samples 4 --method sobol").out, "fewer than 256 samples"));
    const auto nobody = bbbcap(gigabit + "--samples 2 --set 'guest.memory=512 MiB'");
    CHECK(nobody.exit_code == 1);
}

TEST_CASE("wrong methods, responses and samples are refused with the way out")
{
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"--method sobl", "`--method` does not know \"sobl\"; did you mean `sobol`?"},
        {"--response mos", "`--response` does not know \"mos\"; known are capacity, "},
        {"--samples 1", "`--samples` must be a whole number from 2 to 4096"},
        {"--response audio_mos", "nobody is there to measure it at"}};
    for (const auto& [option, sentence] : cases) {
        INFO(option);
        const auto answer = bbbcap(gigabit + option);
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        INFO(answer.err);
        CHECK(contains(answer.err, sentence));
    }
}
