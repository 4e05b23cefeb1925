#include <map>

#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::text_condition;
using tests::values;
using Values = std::vector<double>;

TEST_CASE("Prometheus's answer keeps each series with its labels, and each point with its time")
{
    const auto imported = recorded("prometheus/participants.json");
    CHECK(imported.tool == "prometheus");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(imported.runs[0].flags.empty());
    CHECK(values(imported, "bbb_meetings_participants") == Values{0, 12, 25, 25, 3, 10});
    const auto& last = imported.runs[0].samples.at(5);
    CHECK(last.better == calibration::Better::neither);
    CHECK(last.unit.empty());
    CHECK(last.line == 1);
    CHECK(condition(last, "time") == 1700000045.5);
    CHECK(text_condition(last, "instance") == "bbb2.example.org:9688");
    CHECK(text_condition(last, "__name__").empty());
}

TEST_CASE("what an expression of Prometheus gives has no name, a warning is told")
{
    const auto imported = recorded("prometheus/network-rate.json");
    CHECK(values(imported, "prometheus_expression") == Values{125000.5, 2500000});
    CHECK(imported.runs.at(0).samples.at(1).line == 16);
    CHECK(text_condition(imported.runs[0].samples[1], "device") == "eth0");
    CHECK(has_flag(imported.runs[0], "Prometheus says \"rate() needs two points\""));
}

TEST_CASE("an instant answer has one point for each series, the unit is in the name")
{
    const auto imported = recorded("prometheus/instant.json");
    CHECK(values(imported, "node_cpu_seconds_total") == Values{1234.56, 1200.01});
    CHECK(imported.runs.at(0).samples.at(0).unit == "seconds");
    CHECK(condition(imported.runs[0].samples[1], "time") == 1700000000.123);
    CHECK(text_condition(imported.runs[0].samples[1], "cpu") == "1");
}

TEST_CASE("values that are not finite are left out and counted")
{
    const auto imported = recorded("prometheus/not-finite.json");
    CHECK(values(imported, "share") == Values{0.5});
    CHECK(values(imported, "other").empty());
    CHECK(has_flag(imported.runs.at(0), "NaN or infinite and left out: 4, the first in line 1"));
    CHECK(text_condition(imported.runs[0].samples[0], "label_time") == "day");
    CHECK(condition(imported.runs[0].samples[0], "time") == 1700000015);
}

TEST_CASE("a failed query and an empty answer have no sample and say why")
{
    const auto failed = recorded("prometheus/bad-query.json");
    CHECK_FALSE(failed.has_samples());
    CHECK_FALSE(failed.runs.at(0).complete);
    CHECK(failed.diagnosis.find("the query failed: bad_data: \"invalid") != std::string::npos);
    const auto empty = recorded("prometheus/empty.json");
    CHECK_FALSE(empty.has_samples());
    CHECK(empty.diagnosis.find("matches nothing") != std::string::npos);
}

TEST_CASE("an answer that is cut keeps the whole points before")
{
    const auto imported = recorded("prometheus/cut.json");
    CHECK(values(imported, "node_load1") == Values{0.25, 0.5});
    CHECK_FALSE(imported.runs.at(0).complete);
    CHECK(has_flag(imported.runs[0], "cut short"));
    const std::string labels_last =
        R"({"status":"success","data":{"resultType":"matrix","result":[)"
        R"({"values":[[1,"2"]],"metric":{"__name__":"up","job":"a"})";
    CHECK_FALSE(tests::imported(labels_last).has_samples());
    CHECK(values(tests::imported(labels_last + "}]}}"), "up") == Values{2});
}

TEST_CASE("answers one after the other are runs of their own")
{
    const auto imported = recorded("prometheus/two-answers.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported.runs[0], "bbb_meetings") == Values{4});
    CHECK(values(imported.runs[1], "prometheus_expression") == Values{4});
    CHECK(imported.runs[1].samples.at(0).line == 4);
}

TEST_CASE("the metrics page of an exporter is read, its samples have no time")
{
    const auto imported = recorded("prometheus/exporter.txt");
    REQUIRE(imported.runs.size() == 1);
    const auto& run = imported.runs[0];
    CHECK(values(run, "bbb_meetings_participants") == Values{31});
    CHECK(values(run, "bbb_meetings_participant_clients") == Values{30, 1});
    CHECK(text_condition(run.samples.at(3), "note") == "a \"quoted\" name, with {braces}");
    CHECK(std::isnan(condition(run.samples.at(3), "time")));
    CHECK(values(run, "bbb_api_latency_seconds").empty());
    CHECK(values(run, "bbb_api_latency_seconds_count") == Values{3});
    CHECK(has_flag(run, "samples without a time"));
    CHECK(has_flag(run, "NaN or infinite and left out: 1, the first in line 16"));
}

TEST_CASE(
    "times of exporters are milliseconds, of OpenMetrics seconds, and a second scrape is a run")
{
    const auto older = recorded("prometheus/milliseconds.txt");
    REQUIRE(older.runs.size() == 2);
    CHECK(values(older, "http_requests_total") == Values{1027, 3, 1030});
    CHECK(condition(older.runs[1].samples.at(0), "time") == 1700000015);
    const auto open_metrics = recorded("prometheus/open-metrics.txt");
    CHECK(values(open_metrics, "bbb_joins_total") == Values{17, 4});
    CHECK(condition(open_metrics.runs.at(0).samples.at(0), "time") == 1700000000.5);
}

TEST_CASE("a metrics page whose last line is cut leaves that line out")
{
    const std::string page = "# TYPE up gauge\nup{job=\"a\"} 1\nup{job=\"b\"} 12";
    CHECK(values(tests::imported(page), "up") == Values{1});
    CHECK_FALSE(tests::imported(page).runs.at(0).complete);
    CHECK(values(tests::imported(page + '\n'), "up") == Values{1, 12});
}

TEST_CASE("real answers of Prometheus give what was recorded")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto users = real("prometheus/ramp-demo_active_users.json");
    CHECK(values(users, "demo_active_users") == Values{0,  0,  0,  0,  4,  4,  4,  4,  8,  8,  8,
                                                       12, 12, 12, 16, 16, 16, 20, 20, 20, 24, 24,
                                                       24, 24, 14, 14, 14, 6,  6,  6,  0,  0,  0});
    CHECK(condition(users.runs.at(0).samples.front(), "time") == 1795403677);
    CHECK(condition(users.runs.at(0).samples.back(), "time") == 1795403837);
    const auto busy =
        values(real("prometheus/ramp-cpu-busy-percent.json"), "prometheus_expression");
    REQUIRE(busy.size() == 33);
    CHECK(busy.front() == Approx(36.8626).margin(5e-5));
    const auto memory =
        values(real("prometheus/ramp-mem-available-bytes.json"), "node_memory_MemAvailable_bytes");
    REQUIRE(memory.size() == 33);
    CHECK(memory.front() == 24588095488);
    for (const char* file : {"ramp-net-rx-bytes-per-s.json", "ramp-net-tx-bytes-per-s.json"}) {
        const auto network = real(std::string("prometheus/") + file);
        CHECK(values(network, "prometheus_expression").size() == 33);
        CHECK(text_condition(network.runs.at(0).samples.at(0), "device") == "mbr0");
    }
    const auto failed = real("prometheus/error-bad-query.json");
    CHECK_FALSE(failed.has_samples());
    CHECK(failed.diagnosis.find("bad_data") != std::string::npos);
}

TEST_CASE("real counters of Prometheus are 16 series of their own")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto counters = real("prometheus/ramp-node_cpu_seconds_total-all-modes.json");
    std::map<std::string, Values> times;
    for (const auto& sample : counters.runs.at(0).samples) {
        CHECK(sample.metric == "node_cpu_seconds_total");
        times[text_condition(sample, "cpu") + text_condition(sample, "mode")].push_back(
            condition(sample, "time"));
    }
    CHECK(times.size() == 16);
    for (const auto& [series, of_series] : times) {
        INFO(series);
        REQUIRE(of_series.size() == 17);
        for (std::size_t i = 1; i < of_series.size(); ++i) {
            CHECK(of_series[i] - of_series[i - 1] == 10);
        }
    }
}
