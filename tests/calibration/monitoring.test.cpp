#include "calibration/monitoring.hpp"

#include "tests/calibration/monitored.hpp"

using tests::has_note;
using tests::one;
using tests::problem_of;
using tests::recorded_monitoring;
using tests::times;
using tests::values;
using Values = std::vector<double>;

TEST_CASE("series of a file stay apart, those of several files that agree become one")
{
    const auto read =
        recorded_monitoring({"prometheus/participants-later.json", "prometheus/participants.json"});
    CHECK(read.series.size() == 2);
    CHECK(values(one(read, R"(bbb_meetings_participants{instance="bbb1.example.org:9688"})")) ==
          Values{0, 12, 25, 25, 30});
    CHECK(values(one(read, R"(bbb_meetings_participants{instance="bbb2.example.org:9688"})")) ==
          Values{3, 10});
    CHECK(read.notes.empty());
}

TEST_CASE("the same data twice, in two formats of one tool, are there once")
{
    const auto once = recorded_monitoring({"sar/rows.csv"});
    const auto twice = recorded_monitoring({"sar/rows.csv", "sar/rows.csv"});
    REQUIRE(once.series.size() == twice.series.size());
    for (std::size_t i = 0; i < once.series.size(); ++i) {
        CHECK(once.series[i].points == twice.series[i].points);
        CHECK(twice.series[i].files.size() == 2);
    }
    CHECK(times(one(once, "sar_cpu_user")) == Values{1700733610, 1700733620, 1700733670});
    CHECK(one(once, "sar_cpu_user").points[0].interval == 10);
}

TEST_CASE("files that disagree about a moment are of different things and stay apart")
{
    const auto read =
        recorded_monitoring({"proxmox/guest-hour.json", "proxmox/other-guest-hour.json"});
    CHECK(problem_of(read, "proxmox_cpu").find("there are 2 series") == 0);
    CHECK(values(one(read, R"(proxmox_cpu{file="guest-hour.json"})")) == Values{0.25, 0.5});
    CHECK(values(one(read, R"(proxmox_cpu{file="proxmox/other-guest-hour.json"})")) ==
          Values{0.75, 0.5});
    CHECK(has_note(read.notes, "with a label `file`"));
}

TEST_CASE("items of Zabbix get their names from another file")
{
    const auto read = recorded_monitoring({"zabbix/history.json", "zabbix/items.json"});
    REQUIRE(read.series.size() == 2);
    const auto& network = one(read, "zabbix_net_if_in");
    CHECK(network.unit == "bps");
    CHECK(times(network) == Values{1700000010.5, 1700000015.25});
    CHECK(values(network) == Values{1000000, 1250000});
    for (const char* name : {"net.if.in[eth0]", "Interface eth0: Bits received", "50011"}) {
        CHECK(&one(read, name) == &network);
    }
    CHECK(read.notes.empty());
}

TEST_CASE("items of Zabbix without a description keep their number, a trend ends with its hour")
{
    const auto read = recorded_monitoring({"zabbix/trend.json"});
    const auto& mean = one(read, R"(zabbix_item_avg{itemid="50012"})");
    CHECK(times(mean) == Values{1700004600});
    CHECK(mean.points[0].interval == 3600);
    CHECK(has_note(read.notes, "item.get"));
    const auto described = recorded_monitoring({"zabbix/trend.json", "zabbix/items.json"});
    CHECK(values(one(described, "zabbix_system_cpu_util_max")) == Values{97.5});
    CHECK(one(described, "zabbix_system_cpu_util_max").unit == "%");
    CHECK(one(described, "zabbix_system_cpu_util_num").unit.empty());
}

TEST_CASE("what has no name is named after its file, with the unit in that name")
{
    const auto read =
        recorded_monitoring({"prometheus/net-in-bits-per-s.json", "prometheus/network-rate.json",
                             "zabbix/plain-text.txt"});
    CHECK(one(read, R"(net_in_bits_per_s{device="eth0"})").unit == "bit/s");
    CHECK(values(one(read, "network_rate")) == Values{125000.5, 2500000});
    CHECK(one(read, "network_rate").unit.empty());
    CHECK(values(one(read, "plain_text")) == Values{23, 24.5});
}

TEST_CASE("a file without points of a series is noted, one that is not there is found")
{
    const auto read = recorded_monitoring(
        {"prometheus/empty.json", "prometheus/exporter.txt", "stream/5.10.txt"});
    CHECK(read.series.empty());
    CHECK(has_note(read.notes, "empty.json: is output of prometheus without a usable result"));
    CHECK(has_note(read.notes, "exporter.txt: has no points of a series"));
    CHECK(has_note(read.notes, "5.10.txt: has no points of a series"));
    models::Findings findings;
    CHECK(calibration::read_monitoring({"no-such-file.json"}, findings).series.empty());
    CHECK(findings.size() == 1);
}
