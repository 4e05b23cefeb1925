#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

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

// What two formats of the same data must agree in.
std::vector<std::tuple<std::string, double, std::string, calibration::Conditions>> facts(
    const calibration::Imported& imported)
{
    std::vector<std::tuple<std::string, double, std::string, calibration::Conditions>> all;
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            calibration::Conditions conditions;  // rows do not tell the CPUs
            for (const auto& one : sample.conditions) {
                if (one.name != "guest_cpus") conditions.push_back(one);
            }
            all.emplace_back(sample.metric, sample.value, sample.unit, conditions);
        }
    }
    const auto key = [](const auto& fact) {
        return std::pair(std::get<0>(fact),
                         std::get<double>(find_condition(std::get<3>(fact), "time")->value));
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& one, const auto& other) { return key(one) < key(other); });
    return all;
}

}  // namespace

TEST_CASE("the text of sar on a clock of twelve hours runs on over midnight, an average is none")
{
    const auto imported = recorded("sar/cpu-12-hours.txt");
    CHECK(imported.tool == "sar");
    REQUIRE(imported.runs.size() == 1);
    CHECK(values(imported, "sar_cpu_user") == Values{10.25, 11, 12});
    CHECK(values(imported, "sar_cpu_steal") == Values{0.25, 0.5, 0.25});
    CHECK(values(imported, "sar_cpu_idle", "time", 1683417600) == Values{82.5});  // 7 May
    const auto& first = imported.runs[0].samples.at(0);
    CHECK(first.unit == "%");
    CHECK(first.better == calibration::Better::neither);
    CHECK(first.line == 4);
    CHECK(condition(first, "interval") == 10);
    CHECK(condition(first, "guest_cpus") == 4);
    CHECK(text_condition(first, "cpu") == "all");
    CHECK(text_condition(first, "host") == "bbb1");
    CHECK(has_flag(imported.runs[0], "times are local"));
}

TEST_CASE("the text of sar is read with decimal commas and the words of another language")
{
    const auto imported = recorded("sar/german.txt");
    CHECK(values(imported, "sar_cpu_user") == Values{4.25, 5});
    CHECK(values(imported, "sar_cpu_idle", "time", 1700784001) == Values{94});  // 24 November
    CHECK(values(imported, "sar_memory_used", "time", 1700784001) == Values{1024000});
    CHECK(condition(imported.runs.at(0).samples.at(0), "interval") == 600);
    CHECK(imported.runs[0].samples.back().unit == "kB");
}

TEST_CASE("after a restart with another number of CPUs a run of its own begins")
{
    const auto imported = recorded("sar/restart.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "sar_cpu_usr", "guest_cpus", 2) == Values{10, 12, 8});
    CHECK(values(imported, "sar_cpu_usr", "guest_cpus", 4) == Values{6});
    CHECK(values(imported, "sar_network_received") == Values{0.1, 1200.5});
    CHECK(text_condition(imported.runs[1].samples.back(), "iface") == "eth0");
    CHECK(imported.runs[1].samples.back().metric == "sar_network_utilization");
    CHECK(has_flag(imported.runs[0], "started again"));
    CHECK_FALSE(has_flag(imported.runs[1], "do not fit"));
}

TEST_CASE("what --human rounds is read in the unit of its column and marked")
{
    const auto imported = recorded("sar/human.txt");
    CHECK(values(imported, "sar_network_received") == Values{0.5});
    CHECK(values(imported, "sar_network_sent") == Values{1536});
    CHECK(values(imported, "sar_cpu_idle") == Values{70.6});
    CHECK(has_flag(imported.runs.at(0), "rounded"));
}

TEST_CASE("sar without a row gives a diagnosis, and a cut row lacks its last number")
{
    const auto none = recorded("sar/no-data.txt");
    CHECK(none.tool == "sar");
    CHECK_FALSE(none.has_samples());
    CHECK(none.diagnosis.find("without a usable series") != std::string::npos);
    const auto cut = recorded("sar/cut.txt");
    CHECK(values(cut, "sar_cpu_user") == Values{24.9, 25});
    CHECK(values(cut, "sar_cpu_idle") == Values{70.6});
    CHECK_FALSE(cut.runs.at(0).complete);
    CHECK(has_flag(cut.runs[0], "does not tell the date"));
    CHECK(condition(cut.runs[0].samples.at(0), "time") == 36010);
}

TEST_CASE("rows of processes, as pidstat prints them, are not those of CPUs")
{
    CHECK(tests::imported("05:35:30 PM   UID       PID    %usr %system   CPU  Command\n"
                          "05:35:31 PM     0         1    1.00    0.00     0  systemd\n")
              .tool.empty());
}

TEST_CASE("rows of sadf change their heading, and records of restarts are no rows")
{
    const auto imported = recorded("sar/rows.csv");
    CHECK(imported.tool == "sar");
    REQUIRE(imported.runs.size() == 1);
    CHECK(values(imported, "sar_cpu_user") == Values{10.25, 11, 12});
    CHECK(values(imported, "sar_memory_used") == Values{1024000});
    CHECK(values(imported, "sar_cpu_idle", "time", 1700733610) == Values{84.75});
    const auto& first = imported.runs[0].samples.at(0);
    CHECK(text_condition(first, "cpu") == "all");
    CHECK(condition(first, "interval") == 10);
    CHECK(condition(first, "guest_cpus") == 2);
    CHECK(has_flag(imported.runs[0], "the machine was started at 1700733660"));
    CHECK_FALSE(has_flag(imported.runs[0], "times are local"));
}

TEST_CASE("rows of sadf have decimal commas and local times where the locale has them")
{
    const auto imported = recorded("sar/decimal-comma.csv");
    CHECK(values(imported, "sar_network_received") == Values{1200.5});
    CHECK(has_flag(imported.runs.at(0), "times are local"));
    CHECK(has_flag(imported.runs[0], "do not fit their heading and are left out: 1"));
}

TEST_CASE("rows of sadf with all devices side by side are taken apart")
{
    const auto imported = recorded("sar/side-by-side.csv");
    CHECK(values(imported, "sar_network_sent") == Values{0.1, 2400.25, 0.2, 2401.25});
    CHECK(values(imported, "sar_network_sent", "time", 1700000002) == Values{0.2, 2401.25});
    CHECK(text_condition(imported.runs.at(0).samples.back(), "iface") == "eth0");
}

TEST_CASE("a row of sadf at which the file is cut lacks its last number")
{
    const std::string heading = "# hostname;interval;timestamp;CPU;%user;%idle\n";
    const std::string row = "a;1;2023-11-23 10:00:10 UTC;-1;10.25;84.7";
    CHECK(values(tests::imported(heading + row), "sar_cpu_user") == Values{10.25});
    CHECK(values(tests::imported(heading + row), "sar_cpu_idle").empty());
    CHECK(values(tests::imported(heading + row + '\n'), "sar_cpu_idle") == Values{84.7});
}

TEST_CASE("documents of sadf give the same as its rows")
{
    const auto json = recorded("sar/old.json");
    CHECK(values(json, "sar_cpu_user") == Values{10.25});
    CHECK(values(json, "sar_memory_used_share") == Values{24.41});
    CHECK(values(json, "sar_network_sent") == Values{0.1, 2400.25});
    CHECK(condition(json.runs.at(0).samples.at(0), "time") == 1700733610);
    CHECK(condition(json.runs[0].samples[0], "guest_cpus") == 2);
    CHECK(json.runs[0].samples[0].line == 16);
    CHECK(json.runs[0].flags.empty());
    const auto comma = recorded("sar/decimal-comma.json");
    CHECK(facts(comma) == facts(json));
    CHECK(comma.runs.at(0).complete);
    CHECK(has_flag(comma.runs[0], "times are local"));
}

TEST_CASE("documents of newer sadf tell the zone, and the CPUs after a restart")
{
    const auto imported = recorded("sar/new-restarted.json");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "sar_cpu_usr", "guest_cpus", 2) == Values{10.25, 10.25});
    CHECK(values(imported, "sar_cpu_usr", "guest_cpus", 4) == Values{5.25});
    CHECK(values(imported, "sar_load_5") == Values{1});
    CHECK(values(imported, "sar_disk_written") == Values{1988});
    CHECK(text_condition(imported.runs[0].samples.back(), "device") == "vda");
    CHECK(imported.runs[0].flags.empty());
}

TEST_CASE("documents of sadf without a usable series say so, cut ones keep what is whole")
{
    const auto sensors = recorded("sar/sensors.json");
    CHECK_FALSE(sensors.has_samples());
    CHECK(sensors.diagnosis.find("without a usable series") != std::string::npos);
    const auto cut = recorded("sar/cut.json");
    CHECK(values(cut, "sar_memory_dirty") == Values{128});
    CHECK(values(cut, "sar_network_received").empty());
    CHECK_FALSE(cut.runs.at(0).complete);
}

TEST_CASE("the real text of sar gives what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto text = real("sar/pkb-sar-u-steal.txt");
    CHECK(values(text, "sar_cpu_user") ==
          Values{99.85, 99.77, 99.69, 99.80, 99.62, 99.70, 99.74, 99.64, 99.78, 99.82});
    const Values steal = values(text, "sar_cpu_steal");
    CHECK(steal.size() == 10);
    CHECK(*std::min_element(steal.begin(), steal.end()) == 0.15);
    CHECK(*std::max_element(steal.begin(), steal.end()) == 0.37);
    for (const auto& sample : text.runs.at(0).samples) {
        CHECK(condition(sample, "interval") == 30);
        CHECK(condition(sample, "guest_cpus") == 8);
    }
    CHECK(condition(text.runs[0].samples.at(0), "time") == 1558464159);  // 2019-05-21 18:42:39
}

TEST_CASE("real documents of sadf with everything in them give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto full = real("sar/sysstat-sadf-j-full.json");
    Values times;
    for (const auto& run : full.runs) {
        for (const auto& sample : run.samples) {
            CHECK(text_condition(sample, "host") == "SYSSTAT.TEST");
            if (sample.metric == "sar_load_1") times.push_back(condition(sample, "time"));
        }
    }
    CHECK(times.size() == 5);
    CHECK(times.front() == 1555593619);  // 2019-04-18 13:20:19
    CHECK(times.back() == 1555595675);   // 13:54:35
    CHECK(values(full, "sar_cpu_usr").at(0) == 2.15);
    CHECK(values(full, "sar_cpu_nice").at(0) == 12.50);
    CHECK(values(full, "sar_cpu_sys").at(0) == 1.84);
    CHECK(values(full, "sar_cpu_idle").at(0) == 82.88);
    CHECK(text_condition(full.runs.at(0).samples.at(0), "cpu") == "all");
    CHECK(condition(full.runs[0].samples[0], "guest_cpus") == 9);
    CHECK(values(full, "sar_memory_used").at(0) == 3755444);
    CHECK(values(full, "sar_memory_used_share").at(0) == 46.11);
    for (const char* file : {"sar/sysstat-sadf-j-11.6.5.json", "sar/sysstat-sadf-d-11.6.5.csv"}) {
        const auto sensors = real(file);
        CHECK(sensors.tool == "sar");
        CHECK_FALSE(sensors.has_samples());
        CHECK(sensors.diagnosis.find("without a usable series") != std::string::npos);
    }
}

TEST_CASE("real rows and documents of sadf about the users ramp agree")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto json = real("sar/ramp-sadf-u-r-n.json");
    CHECK(values(json, "sar_cpu_user").size() == 89);
    CHECK(values(json, "sar_cpu_user").at(0) == 1.27);
    CHECK(values(json, "sar_cpu_system").at(0) == 2.03);
    CHECK(values(json, "sar_cpu_idle").at(0) == 96.71);
    CHECK(values(json, "sar_memory_used").at(0) == 368012);
    CHECK(values(json, "sar_network_received").at(0) == 0);
    const auto& first = json.runs.at(0).samples.at(0);
    CHECK(condition(first, "time") == 1795403679);
    CHECK(condition(first, "interval") == 2);
    auto rows = facts(real("sar/ramp-sadf-d-cpu.csv"));
    for (const char* file : {"sar/ramp-sadf-d-mem.csv", "sar/ramp-sadf-d-net.csv"}) {
        const auto more = facts(real(file));
        rows.insert(rows.end(), more.begin(), more.end());
    }
    CHECK(rows == facts(json));
}
