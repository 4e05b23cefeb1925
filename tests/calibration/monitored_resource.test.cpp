#include "calibration/monitored_resource.hpp"

#include "tests/calibration/monitored.hpp"

using calibration::MonitoredResource;
using calibration::resource_series;
using tests::has_note;
using tests::recorded_monitoring;
using tests::times;
using tests::values;
using Values = std::vector<double>;

namespace {

// The only series about a resource in some recorded files.
calibration::Series only(MonitoredResource resource, const std::vector<std::string>& files)
{
    std::vector<std::string> notes;
    std::vector<calibration::Series> found;
    for (auto& one : resource_series(recorded_monitoring(files), notes)) {
        if (one.resource == resource) found.push_back(one.series);
    }
    REQUIRE(found.size() == 1);
    return found.front();
}

}  // namespace

TEST_CASE("CPUs are busy when they are neither idle nor stolen")
{
    const auto of_sar = only(MonitoredResource::cpu_busy, {"sar/rows.csv"});
    REQUIRE(of_sar.points.size() == 3);
    CHECK(of_sar.points[0].value == Approx(1 - 0.8475 - 0.0025));
    CHECK(of_sar.points[2].value == Approx(0.18));
    CHECK(of_sar.unit == "1");

    // 2 CPUs: in 10 s 8 + 6 s idle, 0 s stolen; 9 + 10 and 1; a start; 7 + 7 and 0
    const auto counted = only(MonitoredResource::cpu_busy, {"prometheus/counters.json"});
    CHECK(times(counted) == Values{1700000010, 1700000020, 1700000040});
    CHECK(counted.points[0].value == Approx(0.3));
    CHECK(counted.points[1].value == Approx(0).margin(1e-12));
    CHECK(counted.points[2].value == Approx(0.3));

    const auto of_zabbix =
        only(MonitoredResource::cpu_busy, {"zabbix/history.json", "zabbix/items.json"});
    CHECK(values(of_zabbix) == Values{0.875, 0.875});
    CHECK(values(only(MonitoredResource::cpu_busy, {"proxmox/guest-hour.json"})) ==
          Values{0.25, 0.5});
}

TEST_CASE("memory and network come in bytes from every tool")
{
    CHECK(values(only(MonitoredResource::memory_used, {"sar/old.json"})) ==
          Values{1024000 * 1024.});
    CHECK(values(only(MonitoredResource::network_out, {"sar/old.json"})) == Values{2400.25 * 1024});
    CHECK(values(only(MonitoredResource::network_in,
                      {"zabbix/history.json", "zabbix/items.json"})) == Values{125000, 156250});
    CHECK(values(only(MonitoredResource::network_in, {"proxmox/guest-hour.json"})) ==
          Values{125000.5, 130000});
    CHECK(values(only(MonitoredResource::memory_used, {"proxmox/node-nulls.json"})) ==
          Values{18985763258.25});
}

TEST_CASE("what is known by its name alone is told, loopback and unknown units are left out")
{
    std::vector<std::string> notes;
    const auto found = resource_series(
        recorded_monitoring({"prometheus/net-in-bits-per-s.json", "prometheus/network-rate.json",
                             "prometheus/participants.json"}),
        notes);
    REQUIRE(found.size() == 1);
    CHECK(found[0].resource == MonitoredResource::network_in);
    CHECK(values(found[0].series) == Values{1000, 2000});
    CHECK(has_note(notes, "is taken for network traffic in, by its name"));
}
