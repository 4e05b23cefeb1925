#include "calibration/series.hpp"

#include "tests/calibration/monitored.hpp"

using calibration::rate_of;
using calibration::to_si;
using tests::series;
using tests::times;
using tests::values;
using Values = std::vector<double>;

TEST_CASE("the rate of a counter is what it grew by in a second, at the later moment")
{
    std::size_t left_out = 0;
    const auto rate = rate_of(
        series("node_network_receive_bytes_total", "bytes", {{10, 1000}, {15, 2000}, {20, 2500}}),
        left_out);
    CHECK(values(rate) == Values{200, 100});
    CHECK(times(rate) == Values{15, 20});
    CHECK(rate.points.front().interval == 5);
    CHECK(rate.unit == "bytes/s");
    CHECK(left_out == 0);
}

TEST_CASE("a counter that was started again has no rate for that time, nor one over a gap")
{
    std::size_t left_out = 0;
    const auto rate = rate_of(
        series("joins_total", "", {{0, 100}, {5, 110}, {10, 3}, {15, 8}, {30, 20}, {35, 25}}),
        left_out);
    CHECK(times(rate) == Values{5, 15, 35});
    CHECK(values(rate) == Values{2, 1, 1});
    CHECK(rate.unit == "1/s");
    CHECK(left_out == 2);
}

TEST_CASE("counters are told by the endings of Prometheus's names")
{
    CHECK(series("node_cpu_seconds_total", "seconds", {}).is_counter());
    CHECK(series("http_request_duration_seconds_count", "", {}).is_counter());
    CHECK_FALSE(series("bbb_meetings_participants", "", {}).is_counter());
    CHECK_FALSE(series("zabbix_joins_total", "", {}, "zabbix").is_counter());
}

TEST_CASE("units become those of SI, a kB as the tool means it")
{
    const auto in_si = [](const std::string& tool, const std::string& unit) {
        auto made = series("x", unit, {{0, 50}}, tool);
        REQUIRE(to_si(made));
        return std::pair(made.points[0].value, made.unit);
    };
    CHECK(in_si("sar", "kB") == std::pair<double, std::string>(51200, "B"));
    CHECK(in_si("sar", "kB/s") == std::pair<double, std::string>(51200, "B/s"));
    CHECK(in_si("sar", "%") == std::pair<double, std::string>(0.5, "1"));
    CHECK(in_si("zabbix", "bps") == std::pair<double, std::string>(50, "bit/s"));
    CHECK(in_si("proxmox", "B/s") == std::pair<double, std::string>(50, "B/s"));
    CHECK(in_si("prometheus", "seconds/s") == std::pair<double, std::string>(50, "1"));
    CHECK(in_si("prometheus", "") == std::pair<double, std::string>(50, ""));
}

TEST_CASE("a series in a unit that is not known stays as it is")
{
    auto kilobytes = series("x", "kB", {{0, 50}}, "zabbix");
    CHECK_FALSE(to_si(kilobytes));
    CHECK(kilobytes.unit == "kB");
    CHECK(kilobytes.points[0].value == 50);
}

TEST_CASE("the value near a moment is that of the nearest point within reach")
{
    const auto made = series("x", "", {{10, 1}, {20, 2}, {40, 4}});
    CHECK(value_near(made, 12, 5) == 1);
    CHECK(value_near(made, 15, 5) == 1);
    CHECK(value_near(made, 16, 5) == 2);
    CHECK(value_near(made, 8, 5) == 1);
    CHECK(value_near(made, 44, 5) == 4);
    CHECK_FALSE(value_near(made, 30, 5));
    CHECK_FALSE(value_near(made, 4, 5));
    CHECK_FALSE(value_near(series("x", "", {}), 4, 5));
}

TEST_CASE("the value between two points lies on their line, unless there is a gap between them")
{
    const auto made = series("x", "", {{10, 1}, {20, 2}, {40, 4}});
    CHECK(value_between(made, 15, 10) == 1.5);
    CHECK(value_between(made, 20, 10) == 2);
    CHECK_FALSE(value_between(made, 30, 10));
    CHECK_FALSE(value_between(made, 5, 10));
    CHECK_FALSE(value_between(made, 41, 10));
}

TEST_CASE("the usual step is that of most points, whatever the gaps")
{
    CHECK(series("x", "", {{0, 1}, {5, 1}, {10, 1}, {100, 1}, {105, 1}}).usual_step() == 5);
    CHECK(series("x", "", {{0, 1}}).usual_step() == 0);
}
