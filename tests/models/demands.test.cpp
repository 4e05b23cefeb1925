#include "models/demands.hpp"

#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::Counts;
using models::EventStream;

namespace {

// 4 cores, 2 threads each, twice as fast as the reference, siblings do 1.3 of one.
models::Host quad()
{
    models::Host host;
    host.cores_per_socket = 4;
    host.threads_per_core = 2;
    host.speed.value = 2;
    host.smt_gain.value = 1.3;
    return host;
}

models::CpuCapacity capacity(int vcpus, double cpu_limit = 0, int neighbours = 0)
{
    models::Guest guest;
    guest.vcpus = vcpus;
    guest.cpu_limit = cpu_limit;
    guest.neighbour_vcpus = neighbours;
    return models::cpu_capacity(quad(), guest);
}

models::Shares shares(double compute, double memory)
{
    models::Shares of;
    of.compute.value = compute;
    of.memory.value = memory;
    return of;
}

double factor(const std::string& platform, double compute, double memory)
{
    const auto scenario = shipped::scenario("seed-2016");
    return models::cpu_factor(shipped::platform(scenario, platform), shares(compute, memory));
}

}  // namespace

TEST_CASE("up to one virtual CPU per core each has a core's full speed")
{
    for (const int vcpus : {1, 2, 4}) {
        CHECK(capacity(vcpus).cores == vcpus);
        CHECK(capacity(vcpus).speed == Approx(2));
        CHECK(capacity(vcpus).steal == 0);
    }
}

TEST_CASE("siblings of a core share what the core does with both")
{
    CHECK(capacity(8).speed == Approx(2 * 1.3 / 2));
    CHECK(capacity(6).speed * 6 == Approx(2 * (4 + 2 * 0.3)));
    CHECK(capacity(8).steal == 0);
    // each thread more adds work, never more than a core's
    for (int vcpus = 1; vcpus < 8; ++vcpus) {
        const double now = capacity(vcpus).speed * capacity(vcpus).cores;
        const double then = capacity(vcpus + 1).speed * capacity(vcpus + 1).cores;
        CHECK(then > now);
        CHECK(then <= now + 2 + 1e-12);
    }
}

TEST_CASE("more busy virtual CPUs than threads wait for each other")
{
    CHECK(capacity(16).steal == Approx(0.5));
    CHECK(capacity(16).speed * 16 == Approx(2 * 4 * 1.3));
    CHECK(capacity(4, 0, 8).steal == Approx(1 - 8.0 / 12));
    CHECK(capacity(4, 0, 8).cores == 4);
    CHECK(capacity(4, 0, 8).speed == Approx(2 * 4 * 1.3 / 12));
}

TEST_CASE("neighbours on cores of their own take nothing")
{
    CHECK(capacity(2, 0, 2).speed == Approx(2));
    CHECK(capacity(2, 0, 6).speed == Approx(1.3));
}

TEST_CASE("a CPU limit caps the cores and leaves their speed")
{
    CHECK(capacity(4, 1.5).cores == 1.5);
    CHECK(capacity(4, 1.5).speed == Approx(2));
    CHECK(capacity(2, 8).cores == 2);
}

TEST_CASE("LINPACK and RAMspeed give the published platform factors")
{
    CHECK(factor("native", 0.7, 0.3) == 1);
    CHECK(factor("kvm", 0.7, 0.3) == Approx(1.1472).margin(5e-5));
    CHECK(factor("openvz", 0.7, 0.3) == Approx(1.0336).margin(5e-5));
    CHECK(factor("lxc", 0.7, 0.3) == Approx(1.0061).margin(5e-5));
    CHECK(factor("kvm", 0.7, 0.3) / factor("openvz", 0.7, 0.3) == Approx(1.110).margin(5e-4));
}

TEST_CASE("LINPACK alone gives KVM over OpenVZ 1.109")
{
    CHECK(factor("kvm", 1, 0) / factor("openvz", 1, 0) == Approx(1.109).margin(5e-4));
}

TEST_CASE("network-path work is scaled by CPU per packet and never by the round trip")
{
    models::Platform kvm = shipped::scenario("seed-2016", {"platform=kvm"}).platforms.front();
    const models::Shares some = shares(0.6, 0.2);
    CHECK(some.network() == Approx(0.2));
    const double before = models::cpu_factor(kvm, some);
    CHECK(before == Approx(0.6 / 0.8605 + 0.2 / 0.899 + 0.2));
    kvm.round_trip_tcp.value *= 100;
    kvm.round_trip_udp.value *= 100;
    CHECK(models::cpu_factor(kvm, some) == before);
    kvm.network_cpu.value = 1.5;
    CHECK(models::cpu_factor(kvm, some) == Approx(before + 0.1));
}

TEST_CASE("the seed gives no CPU time per packet, so it is assumed to be one")
{
    for (const models::Platform& platform : shipped::scenario("seed-2016").platforms) {
        CHECK(platform.network_cpu.value == 1);
        if (platform.name != "native") CHECK(platform.network_cpu.mark == models::Mark::assumed);
    }
}

TEST_CASE("a demand is the sum of its terms times what they count")
{
    const auto scenario = shipped::scenario("seed-2016");
    const models::Demands demands(scenario, shipped::platform(scenario, "native"));
    Counts counts;
    counts.viewers = 100;
    counts.deliveries = 40;
    counts.kilobytes = 125;
    CHECK(demands.work(EventStream::webcam_frame, counts) ==
          Approx(1e-3 * (0.1 + 100 * 0.03 + 40 * 0.05 + 125 * 0.004)));
    counts = {};
    counts.users = 30;
    CHECK(demands.work(EventStream::join, counts) == Approx(0.150 + 30 * 0.35e-3));
    counts = {};
    counts.talkers = 5;
    CHECK(demands.work(EventStream::audio_tick, counts) * 50 == Approx(5 * 0.020));
    double sum = 0;
    for (std::size_t component = 0; component < scenario.profile.components.size(); ++component) {
        sum += demands.work_at(component, EventStream::audio_tick, counts);
    }
    CHECK(sum == Approx(demands.work(EventStream::audio_tick, counts)));
}

TEST_CASE("demands scale with the platform's factor and against the core's speed")
{
    const auto scenario = shipped::scenario("seed-2016");
    const auto faster = shipped::scenario("seed-2016", {"host.cpu.speed=1.6"});
    const auto full = shipped::scenario("seed-2016", {"guest.vcpus=24"});
    const auto work = [](const models::Scenario& of, const std::string& platform) {
        Counts counts;
        counts.users = counts.viewers = counts.deliveries = counts.kilobytes = 10;
        const models::Demands demands(of, shipped::platform(of, platform));
        return demands.work(EventStream::webcam_frame, counts);
    };
    const double native = work(scenario, "native");
    CHECK(work(scenario, "kvm") / native == Approx(0.7 / 0.8605 + 0.3 / 0.899));
    CHECK(work(faster, "native") == Approx(native / 1.6));
    CHECK(work(full, "native") == Approx(native / 0.64));
}
