#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::values;
using Values = std::vector<double>;

TEST_CASE("Proxmox's answer gives what a guest used, with its shape and the step of the points")
{
    const auto imported = recorded("proxmox/guest-hour.json");
    CHECK(imported.tool == "proxmox");
    REQUIRE(imported.runs.size() == 1);
    CHECK(values(imported, "proxmox_cpu") == Values{0.25, 0.5});
    CHECK(values(imported, "proxmox_mem") == Values{2147483648, 2147483700.5});
    CHECK(values(imported, "proxmox_netout") == Values{250000.25, 260000.75});
    CHECK(values(imported, "proxmox_pressurecpusome") == Values{1.5});
    CHECK(values(imported, "proxmox_disk").empty());
    const auto& network = imported.runs[0].samples.at(2);
    CHECK(network.metric == "proxmox_netin");
    CHECK(network.unit == "B/s");
    CHECK(network.better == calibration::Better::neither);
    CHECK(condition(network, "time") == 1700000040);
    CHECK(condition(network, "interval") == 60);
    CHECK(condition(network, "guest_cpus") == 4);
    CHECK(condition(network, "guest_memory") == 4294967296);
    CHECK(has_flag(imported.runs[0], "1 of 3 points have no values"));
}

TEST_CASE("values that Proxmox does not know are no samples, whether absent or null")
{
    const auto imported = recorded("proxmox/node-nulls.json");
    CHECK(values(imported, "proxmox_netin").empty());
    CHECK(values(imported, "proxmox_netout") == Values{32827.5});
    CHECK(values(imported, "proxmox_memused") == Values{18985763258.25});
    CHECK(condition(imported.runs.at(0).samples.at(0), "interval") == 604800);
    CHECK(imported.runs[0].samples[0].line == 3);
}

TEST_CASE("a guest that was stopped gives a diagnosis and no zero")
{
    const auto imported = recorded("proxmox/stopped-guest.json");
    CHECK_FALSE(imported.has_samples());
    CHECK(imported.diagnosis.find("2 of 2 points have no values") != std::string::npos);
}

TEST_CASE("points of a guest that was resized differ in their shape")
{
    const auto imported = recorded("proxmox/resized-guest.json");
    CHECK(values(imported, "proxmox_cpu", "guest_cpus", 2) == Values{0.5});
    CHECK(values(imported, "proxmox_cpu", "guest_cpus", 4) == Values{0.25});
}

TEST_CASE("the last point of an answer that is cut is left out")
{
    const auto imported = recorded("proxmox/cut.json");
    CHECK(values(imported, "proxmox_cpu") == Values{0.5});
    CHECK_FALSE(imported.runs.at(0).complete);
    CHECK(values(recorded("proxmox/storage.json"), "proxmox_used") ==
          Values{53687091200, 53687095296});
}

TEST_CASE("real answers of Proxmox give what was recorded")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto stopped = real("proxmox/pve8-qemu-rrddata-hour-vm-stopped.json");
    CHECK(stopped.tool == "proxmox");
    CHECK_FALSE(stopped.has_samples());
    CHECK(stopped.diagnosis.find("70 of 70 points") != std::string::npos);

    const auto guest = real("proxmox/pvesh-qemu-rrddata-hour-3points.json");
    CHECK(values(guest, "proxmox_cpu") ==
          Values{0.321932621746476, 0.241451666020525, 0.229832867969625});
    const Values memory = values(guest, "proxmox_mem");
    REQUIRE(memory.size() == 3);
    CHECK(memory[0] == Approx(8468508117).margin(0.5));
    CHECK(memory[1] == Approx(8475974063).margin(0.5));
    CHECK(memory[2] == Approx(8612847309).margin(0.5));
    const auto first_near = [&](const char* metric, const Values& expected) {
        const Values found = values(guest, metric);
        REQUIRE(found.size() == expected.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            CHECK(found[i] == Approx(expected[i]).margin(0.06));
    };
    first_near("proxmox_netin", {66113.63, 71023.97, 96769.06});
    first_near("proxmox_netout", {391885.47, 130698.82, 392454.40});
    first_near("proxmox_diskread", {4174774.6, 2348299.9, 2593256.1});
    first_near("proxmox_diskwrite", {343985.5, 296543.6, 206160.2});
    const auto& sample = guest.runs.at(0).samples.front();
    CHECK(condition(sample, "time") == 1654613640);
    CHECK(condition(sample, "interval") == 60);
    CHECK(condition(sample, "guest_cpus") == 8);
    CHECK(condition(sample, "guest_memory") == 15032385536);
}

TEST_CASE("real answers of Proxmox about a node give what was recorded")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto node = real("proxmox/pve-node-rrddata-year-3points.json");
    const Values cpu = values(node, "proxmox_cpu");
    REQUIRE(cpu.size() == 3);
    CHECK(cpu[0] == Approx(0.0231049).margin(5e-8));
    CHECK(cpu[1] == Approx(0.0164265).margin(5e-8));
    CHECK(cpu[2] == Approx(0.0129762).margin(5e-8));
    CHECK(values(node, "proxmox_memused").at(0) == 18985763258.1554);
    CHECK(values(node, "proxmox_netin") ==
          Values{8897.49999851192, 17497.0959718915, 10322.25453125});
    const Values sent = values(node, "proxmox_netout");
    REQUIRE(sent.size() == 3);
    CHECK(sent[0] == Approx(32827.8).margin(0.05));
    CHECK(sent[1] == Approx(537.476).margin(5e-4));
    CHECK(sent[2] == Approx(659.816).margin(5e-4));
    std::vector<double> times;
    for (const auto& sample : node.runs.at(0).samples) {
        if (sample.metric == "proxmox_cpu") times.push_back(condition(sample, "time"));
        CHECK(condition(sample, "interval") == 604800);
        CHECK(condition(sample, "guest_cpus") == 12);
    }
    CHECK(times == std::vector<double>{1704931200, 1705536000, 1706140800});
}
