#include <algorithm>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;
using tests::contains;
using tests::ScratchFolder;

namespace {

const std::string scenario = "scenarios/rtmp-fanout/native-8cams-250k-15fps-cpu30.yaml ";
const std::string file = "tests/recorded/csv/ramp-of-viewers.csv ";
const std::string series =
    "--users viewers --cpu cpu_percent_of_one_core --memory rss_mib --sent tx_mbit ";
const std::string quickly = "--set 'warm_up=2 s' ";
const std::string whole = "validate " + scenario + quickly + "--against " + file + series;

tests::Answer against(const std::string& path, const std::string& options)
{
    return bbbcap("validate " + scenario + quickly + "--against '" + path + "' " + options);
}

}  // namespace

TEST_CASE("a scenario is held against monitoring, beside predictions without a model")
{
    const auto answer = bbbcap(whole + "--json");
    INFO(answer.err);
    REQUIRE(answer.exit_code == 0);
    const auto document = answer.json();
    CHECK(document["platform"] == "veth");
    REQUIRE(document["quantities"].size() == 3);
    for (const auto& one : document["quantities"]) {
        INFO(one);
        CHECK(one["samples"] == 36);
        CHECK(one["null_mean"]["skill"] > 0.7);
        CHECK(one["mean_absolute_error"] < one["null_mean"]["mean_absolute_error"]);
        CHECK(one["coverage"] >= 0);
        CHECK(one["coverage"] <= 1);
        CHECK(one["null_in_proportion"]["samples"] == 24);
    }
    REQUIRE(document["levels"].size() == 4);
    CHECK(document["levels"][3]["users"] == 30);
    REQUIRE(document["table"].size() == 3 * 36);
    const auto& row = document["table"][40];
    CHECK(row["quantity"] == "memory");
    CHECK(row["low"] <= row["predicted"]);
    CHECK(row["predicted"] <= row["high"]);
    for (const auto& trouble : document["trouble"]) CHECK(trouble["measured"].is_null());
}

TEST_CASE("the answer is the same for any number of threads")
{
    const auto one = bbbcap(whole + "--json --threads 1");
    CHECK(one.exit_code == 0);
    CHECK(one.out == bbbcap(whole + "--json --threads 3").out);
}

TEST_CASE("validate tells the null prediction in text and writes the table to plot")
{
    const ScratchFolder scratch;
    const auto answer = bbbcap(whole + "-o '" + scratch.path("table.csv") + "'");
    INFO(answer.err);
    REQUIRE(answer.exit_code == 0);
    CHECK(contains(answer.out, "Skill"));
    CHECK(contains(answer.out, "The null prediction is that mean"));
    CHECK(contains(answer.out, "Neither measured nor predicted on this ramp: CPU at least 0.285"));
    const std::string table = tests::text_of(scratch.path("table.csv"));
    CHECK(table.starts_with("time,ramp,users,quantity,unit,measured,predicted,low,high,"));
    CHECK(std::count(table.begin(), table.end(), '\n') == 1 + 3 * 36);
    const auto again = bbbcap(whole + "-o '" + scratch.path("table.csv") + "'");
    CHECK(again.exit_code == 2);  // it is there
}

TEST_CASE("a CPU that is full is told with the moment it was measured and predicted")
{
    const ScratchFolder scratch;
    std::string text = "second,viewers,cpu_percent_of_one_core\n";
    for (int i = 0; i < 12; ++i) {
        const bool many = i >= 6;
        text += std::to_string(i) + (many ? ",320,29.9\n" : ",10,2.1\n");
    }
    const auto answer = against(scratch.write("ramp.csv", text),
                                "--users viewers --cpu cpu_percent_of_one_core --json");
    INFO(answer.err);
    REQUIRE(answer.exit_code == 0);
    const auto trouble = answer.json()["trouble"];
    REQUIRE(trouble.size() == 2);
    CHECK(trouble[0]["sign"] == "cpu");
    CHECK(trouble[0]["measured"]["time"] == 6);
    CHECK(trouble[0]["predicted"]["users"] == 320);
    CHECK(trouble[1]["sign"] == "slo");
    CHECK(trouble[1]["measured"].is_null());
    CHECK(trouble[1]["predicted"]["users"] == 320);
}

TEST_CASE("validate says what is missing and where the way out is")
{
    const auto refused = [](const std::string& arguments, const std::string& part) {
        const auto answer = bbbcap("validate " + arguments);
        INFO(arguments << "\n" << answer.err);
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        CHECK(contains(answer.err, part));
    };
    const std::string there = scenario + "--against " + file;
    refused(scenario, "`--against`");
    refused(there, "`--users`");
    refused(there + "--users tea", "tea");
    refused(there + "--users viewers", "`--cpu`, `--memory` or `--sent`");
    refused(scenario + "--against tests/recorded/stream/5.10.txt --users viewers", "5.10.txt");
    refused(scenario + "--against nothing.csv --users viewers", "nothing.csv");
    refused(scenario + "--against seed-2061", "seed-2016");
    refused(there + series + "--set max_users=20", "`max_users` = 20");
    refused("scenarios/seed-2016.yaml --against " + file + series, "`--platform`");
    refused("scenarios/seed-2016.yaml --against seed-2016 --against " + file, "stands alone");
    refused("scenarios/seed-2016.yaml --against seed-2016 --platform lxc", "`--platform`");
}

TEST_CASE("clocks that do not overlap are refused")
{
    const ScratchFolder scratch;
    const auto viewers = scratch.write("viewers.csv", "second,viewers\n0,1\n1,1\n2,1\n");
    scratch.write("server.csv", "second,cpu_percent\n100,1\n101,1\n102,1\n");
    const auto answer = against(viewers, "--against '" + scratch.path("server.csv") +
                                             "' --users viewers --cpu cpu_percent");
    CHECK(answer.exit_code == 2);
    CHECK(contains(answer.err, "never tell of the same time"));
}

TEST_CASE("the figures of the study give the rows that compare gives")
{
    const auto alone = bbbcap("validate " + tests::small + "--against seed-2016 --json");
    INFO(alone.err);
    REQUIRE(alone.exit_code == 0);
    const auto document = alone.json();
    const auto compared = bbbcap("compare " + tests::small + "--json").json();
    CHECK(document["validation"] == compared["validation"]);
    CHECK(document["predictions"] == 2);  // memory made the platforms, it is none
    const auto path = bbbcap("validate " + tests::small +
                             "--against calibration/published/seed-2016.yaml --json");
    CHECK(path.out == alone.out);
    const auto text = bbbcap("validate " + tests::small + "--against seed-2016");
    CHECK(contains(text.out, "skill"));
    CHECK(contains(text.out, "calibration input, no prediction"));
}
