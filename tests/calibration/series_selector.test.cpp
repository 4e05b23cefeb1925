#include "calibration/series_selector.hpp"

#include "tests/calibration/monitored.hpp"

using calibration::read_selector;
using tests::one;
using tests::problem_of;
using tests::recorded_monitoring;

TEST_CASE("a selector is a name, with labels in braces where they are needed")
{
    std::string problem;
    const auto plain = read_selector(" bbb_meetings ", problem);
    CHECK(plain->metric == "bbb_meetings");
    CHECK(plain->labels.empty());
    const auto labelled = read_selector(R"(net.if.in[eth0] {host = "a", itemid="5"})", problem);
    CHECK(labelled->metric == "net.if.in[eth0]");
    CHECK(labelled->labels == std::vector<calibration::Label>{{"host", "a"}, {"itemid", "5"}});
}

TEST_CASE("what is no selector is told")
{
    std::string problem;
    CHECK_FALSE(read_selector("", problem));
    CHECK(problem == "must begin with the name of a series");
    CHECK_FALSE(read_selector("{a=\"b\"}", problem));
    CHECK_FALSE(read_selector("up{a=b}", problem));
    CHECK(problem.find("in the form") != std::string::npos);
    CHECK_FALSE(read_selector("up{a=\"b\"} }", problem));
}

TEST_CASE("every series is found by the name it is shown with")
{
    const auto read = recorded_monitoring({"prometheus/counters.json", "sar/restart.txt",
                                           "proxmox/resized-guest.json", "zabbix/history.json"});
    CHECK(read.series.size() > 20);
    for (const auto& series : read.series) CHECK(&one(read, series.name()) == &series);
}

TEST_CASE("a selector that fits no series or several says what would fit")
{
    const auto read = recorded_monitoring({"prometheus/counters.json"});
    CHECK(problem_of(read, "node_cpu_second_total") ==
          "there is no series `node_cpu_second_total`; did you mean `node_cpu_seconds_total`?");
    CHECK(problem_of(read, R"(node_cpu_seconds_total{mode="idle"})") ==
          "there are 2 series `node_cpu_seconds_total`: name one of "
          R"(`node_cpu_seconds_total{cpu="0",instance="a",mode="idle"}` and )"
          R"(`node_cpu_seconds_total{cpu="1",instance="a",mode="idle"}`)");
    CHECK(problem_of(read, R"(node_cpu_seconds_total{mode="nice"})").find("no series") == 0);
    CHECK(select_all(read, {"node_cpu_seconds_total", {{"mode", "idle"}}}).size() == 2);
}
