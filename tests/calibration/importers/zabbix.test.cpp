#include <algorithm>

#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::text_condition;
using tests::values;
using Values = std::vector<double>;

namespace {

// The values of an item in the order of the file.
Values of_item(const calibration::Imported& imported, const std::string& metric,
               const std::string& itemid)
{
    Values found;
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            const bool wanted =
                sample.metric == metric && text_condition(sample, "itemid") == itemid;
            if (wanted) found.push_back(sample.value);
        }
    }
    return found;
}

}  // namespace

TEST_CASE("items mixed in an answer of Zabbix stay apart, in the order of the file")
{
    const auto imported = recorded("zabbix/history.json");
    CHECK(imported.tool == "zabbix");
    REQUIRE(imported.runs.size() == 1);
    CHECK(of_item(imported, "zabbix_item", "50011") == Values{1250000, 1000000});
    CHECK(of_item(imported, "zabbix_item", "50012") == Values{12.5, 12.5});
    const auto& first = imported.runs[0].samples.at(0);
    CHECK(condition(first, "time") == 1700000015.25);
    CHECK(first.unit.empty());
    CHECK(first.better == calibration::Better::neither);
    CHECK(has_flag(imported.runs[0], "item.get answers their names"));
}

TEST_CASE("items that are described beside their history get metric, unit and name")
{
    const auto imported = recorded("zabbix/history-and-items.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "zabbix_net_if_in") == Values{1250000, 1000000});
    CHECK(values(imported, "zabbix_system_cpu_util") == Values{12.5, 12.5});
    const auto& network = imported.runs[0].samples.at(0);
    CHECK(network.unit == "bps");
    CHECK(text_condition(network, "item_key") == "net.if.in[eth0]");
    CHECK(text_condition(network, "item_name") == "Interface eth0: Bits received");
    CHECK(text_condition(imported.runs[0].samples.at(1), "host") == "bbb1");
    CHECK_FALSE(has_flag(imported.runs[0], "item.get"));
}

TEST_CASE("a description of items is no sample, but tells names, keys and units")
{
    const auto imported = recorded("zabbix/items.json");
    CHECK_FALSE(imported.has_samples());
    CHECK(imported.diagnosis.find("names 2 items") != std::string::npos);
    CHECK(imported.runs.at(0).flags ==
          std::vector<std::string>{"item 50011 is \"Interface eth0: Bits received\", key "
                                   "\"net.if.in[eth0]\", in \"bps\"",
                                   "item 50012 is \"CPU idle time\", key "
                                   "\"system.cpu.util[,idle]\", in \"%\""});
}

TEST_CASE("a trend has the least, the mean and the largest value of an hour and their number")
{
    const auto imported = recorded("zabbix/trend.json");
    CHECK(of_item(imported, "zabbix_item_min", "50012") == Values{71.25});
    CHECK(of_item(imported, "zabbix_item_avg", "50012") == Values{84.0625});
    CHECK(of_item(imported, "zabbix_item_max", "50012") == Values{97.5});
    CHECK(of_item(imported, "zabbix_item_num", "50013") == Values{59});
    CHECK(condition(imported.runs.at(0).samples.at(0), "time") == 1700001000);
    CHECK(condition(imported.runs[0].samples[0], "interval") == 3600);
    CHECK(has_flag(imported.runs[0], "cut to whole numbers"));
}

TEST_CASE("answers of Zabbix without a number say why")
{
    const auto log = recorded("zabbix/log.json");
    CHECK(log.diagnosis.find("values that are texts") != std::string::npos);
    const auto refused = recorded("zabbix/session-terminated.json");
    CHECK_FALSE(refused.runs.at(0).complete);
    CHECK(refused.diagnosis.find("\"Session terminated, re-login, please.\"") != std::string::npos);
    const auto empty = recorded("zabbix/empty.json");
    CHECK(empty.diagnosis.find("value type of the item") != std::string::npos);
    for (const auto& imported : {log, refused, empty}) CHECK_FALSE(imported.has_samples());
}

TEST_CASE("an answer of Zabbix that is cut leaves its last value out")
{
    const auto imported = recorded("zabbix/cut.json");
    CHECK(values(imported, "zabbix_item") == Values{1000000});
    CHECK_FALSE(imported.runs.at(0).complete);
}

TEST_CASE("the page of plain text tells the time twice, of which the one since 1970 is taken")
{
    const auto imported = recorded("zabbix/plain-text.txt");
    CHECK(imported.tool == "zabbix");
    CHECK(values(imported, "zabbix_item") == Values{24.5, 23});
    CHECK(condition(imported.runs.at(0).samples.at(1), "time") == 1700000000);
    CHECK(imported.runs[0].samples[1].line == 3);
    CHECK(has_flag(imported.runs[0], "values that are texts and left out: 1, the first in line 2"));
    CHECK(tests::imported("2023-11-14 23:13:30 1600000010 24.5\n").tool.empty());
}

TEST_CASE("real answers of Zabbix give what was recorded")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto users =
        of_item(real("zabbix/ramp-history-active-users.json"), "zabbix_item", "44525");
    CHECK(users.size() == 32);
    Values plateaus;
    for (const double value : users) {
        if (plateaus.empty() || plateaus.back() != value) plateaus.push_back(value);
    }
    CHECK(plateaus == Values{0, 4, 8, 12, 16, 20, 24, 14, 6, 0});
    const auto idle = of_item(real("zabbix/ramp-history-cpu-idle.json"), "zabbix_item", "44520");
    REQUIRE(idle.size() == 32);
    CHECK(idle.front() == 55.109131);
    CHECK(idle.back() == 87.475421);
    const auto memory =
        of_item(real("zabbix/ramp-history-memory-used.json"), "zabbix_item", "44521");
    REQUIRE(memory.size() == 32);
    CHECK(memory.front() == 2973966336);
    CHECK(memory.back() == 2555314176);
    const auto network = real("zabbix/ramp-history-net-in-and-out.json");
    CHECK(values(network, "zabbix_item").size() == 64);
    CHECK(of_item(network, "zabbix_item", "44523").size() == 32);
    CHECK(of_item(network, "zabbix_item", "44524").size() == 32);
}

TEST_CASE("real items, trends and pages of Zabbix give what was recorded")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto items = real("zabbix/ramp-item.get.json");
    CHECK_FALSE(items.has_samples());
    CHECK(items.runs.at(0).flags.size() == 8);
    CHECK(has_flag(items.runs[0],
                   "item 44525 is \"Active users\", key \"demo.active_users\", in \"\""));
    CHECK(has_flag(items.runs[0],
                   "item 44520 is \"CPU idle time\", key \"system.cpu.util[,idle]\", in \"%\""));
    const auto trend = real("zabbix/trend.get-8-items.json");
    CHECK(of_item(trend, "zabbix_item_num", "44525") == Values{53});
    CHECK(of_item(trend, "zabbix_item_min", "44525") == Values{0});
    CHECK(of_item(trend, "zabbix_item_avg", "44525") == Values{6});
    CHECK(of_item(trend, "zabbix_item_max", "44525") == Values{24});
    CHECK(of_item(trend, "zabbix_item_min", "44520") == Values{54.336552});
    CHECK(of_item(trend, "zabbix_item_avg", "44520") == Values{74.19718199999997});
    CHECK(of_item(trend, "zabbix_item_max", "44520") == Values{87.475421});
    CHECK(values(trend, "zabbix_item_num").size() == 8);
    const auto page = real("zabbix/webui-plain-text-active-users.txt");
    CHECK(values(page, "zabbix_item").size() == 42);
    CHECK(condition(page.runs.at(0).samples.front(), "time") == 1795403880);
    CHECK(condition(page.runs.at(0).samples.back(), "time") == 1795403675);
    const Values users = values(page, "zabbix_item");
    REQUIRE(users.size() == 42);
    CHECK(*std::max_element(users.begin(), users.end()) == 24);
}
