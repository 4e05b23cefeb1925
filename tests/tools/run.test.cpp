// What `run` decides about its own output, and says.
#include <utility>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;
using tests::contains;
using tests::small;

namespace {

const std::string held = "run scenarios/lecture.yaml --platform kvm --set resolution=flow ";
const std::string ramp = "run " + small + "--platform kvm ";

nlohmann::json decided(const std::string& line)
{
    return bbbcap(line + "--json").json()["analysis"]["decided"][0];
}

}  // namespace

TEST_CASE("a run says what was asked and what was decided, in text and as JSON")
{
    const auto answer = bbbcap(held + "--hold 40");
    CHECK(answer.exit_code == 0);
    CHECK(contains(answer.out, "40 users held present, 1 replication of 60 min"));
    CHECK(contains(answer.out, "Output analysis, intervals at the 95 % level"));
    const auto analysis = bbbcap(held + "--hold 40 --json").json()["analysis"];
    CHECK(analysis["asked"]["hold"] == 40);
    CHECK(analysis["asked"]["warm_up"] == "auto");
    CHECK(analysis["asked"]["replications"] == 1);
    CHECK(analysis["asked"]["precision"].is_null());
    CHECK(analysis["asked"]["response"] == "cpu_utilization");
    const auto one = analysis["decided"][0];
    CHECK(one["platform"] == "kvm");
    CHECK(one["warm_up"]["found"] == true);
    CHECK(one["first_violation"].is_null());
    CHECK(one["quantiles"]["join_time_p95"]["interval"].is_null());
    CHECK(one["batch_means"].size() == 5);
    for (const auto& [name, means] : one["batch_means"].items()) {
        INFO(name);
        CHECK(means["found"].is_boolean());
        CHECK(means["batch_length"].is_number());
    }
    for (const char* part : {"replications", "warm_up"}) {
        CHECK_FALSE(std::string(one[part]["report"]).empty());
    }
}

TEST_CASE("one long run has intervals of its averages, and of nothing else")
{
    const auto platform = bbbcap(held + "--json").json()["platforms"][0];
    const auto& intervals = platform["intervals"];
    CHECK(intervals["cpu_utilization"]["low"] < platform["totals"]["cpu_utilization"]);
    CHECK(intervals["cpu_utilization"]["high"] > platform["totals"]["cpu_utilization"]);
    CHECK(intervals["peak_cpu_utilization"]["low"].is_null());
    CHECK(intervals["join_time_p95"]["low"].is_null());
}

TEST_CASE("replications go on until the response is known as well as asked")
{
    const std::string line = held + "--precision 1% ";
    const auto answer = bbbcap(line);
    CHECK(answer.exit_code == 0);
    const auto one = decided(line);
    CHECK(one["replications"]["precise"] == true);
    CHECK(one["replications"]["number"] >= 10);
    CHECK(one["replications"]["relative_half_width"] <= 0.01);
    CHECK(contains(answer.out, "\"CPU, mean\" known to"));
    CHECK_FALSE(one["quantiles"]["join_time_p95"].is_null());
}

TEST_CASE("a budget spent before the precision is reached ends with 3, the answer marked")
{
    const std::string line = ramp + "--precision 0.1% --response join_time_p95 --budget 10 ";
    const auto answer = bbbcap(line);
    CHECK(answer.exit_code == 3);
    CHECK(contains(answer.out, "10, the budget is spent"));
    CHECK(contains(answer.out, "join time, 95 of 100 within"));
    const auto one = decided(line);
    CHECK(one["replications"]["precise"] == false);
    CHECK(one["replications"]["number"] == 10);
    CHECK(one["replications"]["relative_half_width"] > 0.001);
    CHECK(one["quantiles"]["join_time_p95"]["interval"]["low"].is_number());
}

TEST_CASE("the warm-up can be decided, set and switched off")
{
    CHECK(decided(held + "--warm-up off ")["warm_up"]["deleted"] == 0);
    const std::string set = held + "--warm-up '90 s' ";
    CHECK(decided(set)["warm_up"]["deleted"] == 120);
    CHECK(contains(bbbcap(set).out, "From minute 3 on"));
    CHECK(contains(bbbcap(set).out, "the first 2 min deleted, as asked"));
    CHECK(contains(bbbcap(ramp).out, "nothing deleted: a ramp has no steady state"));
    const std::string brief = held + "--set 'workload.duration=2 min' ";
    CHECK(decided(brief)["warm_up"]["found"] == false);
    CHECK(contains(decided(brief)["warm_up"]["report"], "MSER-5 needs at least 50 observations"));
}

TEST_CASE("a ramp tells when the SLO is first violated and how many users there are then")
{
    const std::string line = ramp + "--set workload.users=80 --replications 6 ";
    const auto first = decided(line)["first_violation"];
    CHECK(first["violated"] == 6);
    CHECK(first["censored"] == 0);
    CHECK(first["time"]["low"] <= first["time"]["median"]);
    CHECK(first["users"]["median"] > 20);
    REQUIRE(first["by_replication"].size() == 6);
    CHECK(first["by_replication"][0]["limit"].is_string());
    CHECK(contains(bbbcap(line).out, "First violation of good-video: in 6 of 6 replications"));
    const auto none = decided(ramp + "--replications 6 ")["first_violation"];
    CHECK(none["censored"] == 6);
    CHECK(none["time"]["median"].is_null());
    CHECK(none["by_replication"][0]["time"].is_null());
    CHECK(contains(bbbcap(ramp).out, "First violation of good-video: none within 10 min"));
}

TEST_CASE("the output analysis is the same for any number of threads")
{
    const std::string line = held + "--precision 2% --response join_time_p95 --budget 20 --json ";
    const auto one = bbbcap(line + "--threads 1");
    CHECK(one.out == bbbcap(line + "--threads 3").out);
    CHECK_FALSE(one.out.empty());
}

TEST_CASE("options of run that do not fit are refused with the way out")
{
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"--precision 2% --replications 5",
         "`--replications` sets the number that `--precision` finds; remove one of the two"},
        {"--budget 50",
         "`--budget` ends what `--precision` goes on with; add `--precision`, or set "
         "`--replications`"},
        {"--response cpu_utilisation",
         "`--response` does not know \"cpu_utilisation\"; did you mean `cpu_utilization`?"},
        {"--warm-up sometimes",
         "`--warm-up` must be `auto`, `off` or a time like `5 min`, found \"sometimes\""},
        {"--warm-up 30", "`--warm-up` must be `auto`, `off` or a time like `5 min`, found \"30\""},
        {"--warm-up '1 h'",
         "`--warm-up` deletes 60 min of a run of 10 min; leave a minute at least"},
        {"--hold 0", "`--hold` must be a whole number from 1 to 1000000, found \"0\""},
        {"--precision 0", "`--precision` must be from 0.1 % to 50 %, like `2%`, found \"0\""},
        {"--response users_at_first_drop",
         "`--response users_at_first_drop` was not there to be measured in every replication on "
         "kvm; ask for another response"},
    };
    for (const auto& [options, sentence] : cases) {
        const auto answer = bbbcap(ramp + options);
        INFO(options);
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        CHECK(answer.err == "bbbcap: " + sentence + "\n");
    }
}
