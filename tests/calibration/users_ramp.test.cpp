// A ramp of users that three monitoring systems watched: each user sends and receives 160 packets
// of 1,228 bytes in a second and holds about 19 MB.
#include <cmath>

#include "calibration/aligned_series.hpp"
#include "calibration/monitored_resource.hpp"
#include "calibration/recorded_demands.hpp"
#include "tests/calibration/importers/recorded.hpp"
#include "tests/calibration/monitored.hpp"

using calibration::MonitoredResource;
using calibration::Series;

namespace {

constexpr double bytes_per_user = 160 * 1228;
constexpr double memory_per_user = 19e6;
constexpr double cpu_per_user = 0.0052;  // of a core, in the seconds in which nothing else ran

// Moments around one at which the number of users must be the same, as what a system says of a
// moment is of some time before, which differs from system to system.
struct Plateau {
    std::size_t before = 0;
    std::size_t after = 0;
};

// Slope of the least squares line of `resource` over `users`, at plateaus.
double slope(const Series& users, const Series& resource, const Plateau& plateau)
{
    std::string problem;
    const auto aligned = calibration::align({&users, &resource}, {}, problem);
    INFO(problem);
    REQUIRE(aligned.has_value());
    const auto& x = aligned->values[0];
    const auto& y = aligned->values[1];
    double n = 0, sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0;
    for (std::size_t i = plateau.before; i + plateau.after < x.size(); ++i) {
        bool steady = true;
        for (std::size_t k = i - plateau.before; k <= i + plateau.after; ++k) {
            steady = steady && x[k] == x[i];
        }
        if (!steady) continue;
        n += 1;
        sum_x += x[i];
        sum_y += y[i];
        sum_xx += x[i] * x[i];
        sum_xy += x[i] * y[i];
    }
    REQUIRE(n >= 8);
    return (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x * sum_x);
}

Series only(const std::vector<calibration::ResourceSeries>& all, MonitoredResource resource)
{
    const Series* found = nullptr;
    for (const auto& one : all) {
        if (one.resource != resource) continue;
        REQUIRE(found == nullptr);
        found = &one.series;
    }
    REQUIRE(found != nullptr);
    return *found;
}

void check_slope(const std::string& what, double found, double expected, double tolerance)
{
    INFO(what << ": " << found << " for each user, expected " << expected);
    CHECK(std::abs(found / expected - 1) < tolerance);
}

// The demands of a user as one system shows them; memory may be known by what is left.
void check_ramp(const std::vector<std::string>& files, const std::string& users_name,
                const Plateau& plateau, MonitoredResource memory, double memory_tolerance)
{
    const auto read = tests::monitoring(tests::real_folder(), files);
    std::vector<std::string> notes;
    const auto resources = resource_series(read, notes);
    const Series& users = tests::one(read, users_name);
    for (const auto traffic : {MonitoredResource::network_in, MonitoredResource::network_out}) {
        check_slope(to_string(traffic), slope(users, only(resources, traffic), plateau),
                    bytes_per_user, 0.05);
    }
    const double sign = memory == MonitoredResource::memory_available ? -1 : 1;
    check_slope(to_string(memory), sign * slope(users, only(resources, memory), plateau),
                memory_per_user, memory_tolerance);
    for (const auto& point : only(resources, MonitoredResource::cpu_busy).points) {
        CHECK(point.value >= -1e-9);
        CHECK(point.value <= 1 + 1e-9);
    }
}

bool is_missing()
{
    if (!tests::real_folder().empty()) return false;
    WARN("no real measurements here; nothing was checked");
    return true;
}

}  // namespace

TEST_CASE("Prometheus shows what each user of the real ramp needs")
{
    if (is_missing()) return;
    check_ramp(
        {"prometheus/ramp-demo_active_users.json", "prometheus/ramp-net-rx-bytes-per-s.json",
         "prometheus/ramp-net-tx-bytes-per-s.json", "prometheus/ramp-mem-available-bytes.json",
         "prometheus/ramp-cpu-busy-percent.json"},
        "demo_active_users", {2, 0}, MonitoredResource::memory_available, 0.15);
}

TEST_CASE("Zabbix shows what each user of the real ramp needs")
{
    if (is_missing()) return;
    check_ramp({"zabbix/ramp-history-active-users.json", "zabbix/ramp-history-net-in-and-out.json",
                "zabbix/ramp-history-memory-used.json", "zabbix/ramp-history-cpu-idle.json",
                "zabbix/ramp-item.get.json"},
               "demo.active_users", {2, 0}, MonitoredResource::memory_used, 0.15);
}

TEST_CASE("sar, with users from another system, shows what each user of the real ramp needs")
{
    if (is_missing()) return;
    for (const char* users :
         {"prometheus/ramp-demo_active_users.json", "zabbix/webui-plain-text-active-users.txt"}) {
        const bool page = std::string(users).starts_with("zabbix");
        check_ramp({users, "sar/ramp-sadf-u-r-n.json"},
                   page ? "webui_plain_text_active_users" : "demo_active_users", {1, 1},
                   MonitoredResource::memory_used, 0.2);
    }
    check_ramp({"prometheus/ramp-demo_active_users.json", "sar/ramp-sadf-d-cpu.csv",
                "sar/ramp-sadf-d-mem.csv", "sar/ramp-sadf-d-net.csv"},
               "demo_active_users", {1, 1}, MonitoredResource::memory_available, 0.2);
}

TEST_CASE("the CPU time counted by Prometheus is what its own expression gives")
{
    if (is_missing()) return;
    const auto read = tests::monitoring(tests::real_folder(),
                                        {"prometheus/ramp-node_cpu_seconds_total-all-modes.json",
                                         "prometheus/ramp-cpu-busy-percent.json"});
    std::vector<std::string> notes;
    std::vector<Series> busy;
    for (auto& one : resource_series(read, notes)) {
        if (one.resource == MonitoredResource::cpu_busy) busy.push_back(one.series);
    }
    REQUIRE(busy.size() == 2);
    double sums[2] = {0, 0};
    for (std::size_t i = 0; i < 2; ++i) {
        for (const auto& point : busy[i].points) sums[i] += point.value;
        sums[i] /= static_cast<double>(busy[i].points.size());
    }
    CHECK(sums[0] == Approx(sums[1]).margin(0.03));
}

namespace {

// What `bbbcap fit` finds for each user; rates of Prometheus are averages over 15 s, which are two
// of its steps and a part of one.
void check_fit(const std::vector<std::string>& files, const std::string& users, double settle)
{
    std::string problem;
    calibration::RecordingSeries series;
    series.users = *calibration::read_selector(users, problem);
    series.cores = 2;
    series.settle = settle;
    std::vector<std::string> notes;
    models::Findings findings;
    std::vector<std::string> paths;
    for (const std::string& file : files) paths.push_back(tests::real_folder() + file);
    // of one recording, whatever folders the systems' files are in
    auto recording = calibration::read_recording(paths, series, notes, findings);
    REQUIRE(findings.empty());
    REQUIRE(recording.has_value());
    const auto fits = calibration::fit_recordings({*recording}, {}, {2, 0});
    REQUIRE(fits.size() == 4);
    for (const auto& fit : fits) {
        INFO(fit.response);
        REQUIRE_FALSE(fit.demands.empty());
        const calibration::FittedDemand& demand = fit.fit.demands.back();
        REQUIRE(demand.name == "per_user");
        INFO(demand.value << " +- " << demand.standard_error);
        if (fit.response == "CPU") {
            CHECK(std::abs(demand.value - cpu_per_user) < 2 * demand.standard_error);
        } else {
            const double truth = fit.response == "memory" ? memory_per_user : bytes_per_user;
            CHECK(fit.fit.told());
            CHECK(std::abs(demand.value / truth - 1) < 0.05);
        }
    }
}

}  // namespace

TEST_CASE("fit finds what each user of the real ramp needs, from each system")
{
    if (is_missing()) return;
    check_fit({"prometheus/ramp-demo_active_users.json", "prometheus/ramp-net-rx-bytes-per-s.json",
               "prometheus/ramp-net-tx-bytes-per-s.json",
               "prometheus/ramp-mem-available-bytes.json", "prometheus/ramp-cpu-busy-percent.json"},
              "demo_active_users", 10);
    check_fit({"zabbix/ramp-history-active-users.json", "zabbix/ramp-history-net-in-and-out.json",
               "zabbix/ramp-history-memory-used.json", "zabbix/ramp-history-cpu-idle.json",
               "zabbix/ramp-item.get.json"},
              "demo.active_users", 0);
    check_fit({"prometheus/ramp-demo_active_users.json", "sar/ramp-sadf-u-r-n.json"},
              "demo_active_users", 0);
}
