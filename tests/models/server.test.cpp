#include "models/server.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::EventStream;

namespace {

std::size_t component(const models::Scenario& of, const std::string& name)
{
    const auto& all = of.profile.components;
    return static_cast<std::size_t>(std::ranges::find(all, name, &models::Component::name) -
                                    all.begin());
}

// Chat messages cost one second, at a component of so many threads.
models::Scenario slow_chat(const std::string& at, int threads)
{
    auto scenario = shipped::scenario("seed-2016", {"platform=native"});
    models::Term second;
    second.kind = models::TermKind::fixed;
    second.demand.value = 1;
    scenario.profile.components[component(scenario, at)].threads = threads;
    scenario.profile.visits[static_cast<std::size_t>(EventStream::chat)] = {
        {component(scenario, at), {second}}};
    return scenario;
}

struct Machine {
    explicit Machine(const models::Scenario& of)
        : scenario(of), server(simulation, scenario, scenario.platforms.front())
    {
    }
    double busy_until(double time)
    {
        simulation.run_until(time);
        server.check_laws();
        return server.cpu().busy();
    }
    void finish() { finished.push_back(simulation.now()); }
    void chat(std::uint32_t pieces = 1)
    {
        server.spend(EventStream::chat, {}, sim::Callback::to<&Machine::finish>(this), pieces);
    }

    models::Scenario scenario;
    sim::Simulation simulation;
    std::vector<double> finished;
    models::Server server;
};

}  // namespace

TEST_CASE("two jobs run on two cores at once, three share them")
{
    Machine machine(slow_chat("red5", 0));
    for (int job = 0; job < 3; ++job) machine.chat();
    CHECK(machine.busy_until(1) == Approx(2));
    CHECK(machine.busy_until(2) == Approx(3));
    REQUIRE(machine.finished.size() == 3);
    for (const double time : machine.finished) CHECK(time == Approx(1.5));
}

TEST_CASE("a component of one thread works on one job at a time")
{
    Machine machine(slow_chat("deskshare", 1));
    for (int job = 0; job < 3; ++job) machine.chat();
    CHECK(machine.busy_until(2.5) == Approx(2.5));
    const std::size_t deskshare = component(machine.scenario, "deskshare");
    CHECK(machine.server.gate_capacity(deskshare) == 1);
    CHECK(machine.server.gate_area(deskshare) == Approx(2.5));
    CHECK(machine.busy_until(4) == Approx(3));
    CHECK(machine.finished == std::vector<double>{1, 2, 3});
}

TEST_CASE("work that divides into pieces runs side by side")
{
    Machine machine(slow_chat("red5", 0));
    machine.chat(4);
    CHECK(machine.busy_until(0.25) == Approx(0.5));
    (void)machine.busy_until(1);
    REQUIRE(machine.finished.size() == 1);
    CHECK(machine.finished.front() == Approx(0.5));
}

TEST_CASE("CPU time is booked on the component that spends it")
{
    Machine machine(slow_chat("freeswitch", 0));
    machine.chat();
    (void)machine.busy_until(2);
    const auto& work = machine.server.component_work();
    for (std::size_t index = 0; index < work.size(); ++index) {
        CHECK(work[index] == (index == component(machine.scenario, "freeswitch") ? 1 : 0));
    }
}

TEST_CASE("memory in swap makes all work longer by the penalty")
{
    auto scenario = slow_chat("red5", 0);
    scenario.guest.memory = 2e9;
    scenario.guest.swap = 1e9;
    Machine machine(scenario);
    CHECK(machine.server.memory() == 1350e6);
    CHECK(machine.server.take_memory(650e6));
    machine.chat();
    CHECK(machine.busy_until(10) == Approx(1));
    CHECK(machine.server.take_memory(200e6));  // a tenth beyond, penalty 20
    machine.chat();
    CHECK(machine.busy_until(20) == Approx(1 + 3));
}

TEST_CASE("beyond memory and swap nothing is given")
{
    auto scenario = slow_chat("red5", 0);
    scenario.guest.memory = 2e9;
    scenario.guest.swap = 1e9;
    Machine machine(scenario);
    CHECK_FALSE(machine.server.take_memory(1651e6));
    CHECK(machine.server.memory() == 1350e6);
    CHECK(machine.server.take_memory(1650e6));
    CHECK_FALSE(machine.server.take_memory(1));
    machine.server.give_memory(1);
    CHECK(machine.server.take_memory(1));
}

TEST_CASE("a disk request costs its seek or its bytes, whichever is longer")
{
    auto scenario = shipped::scenario("seed-2016", {"platform=kvm"});
    Machine machine(scenario);
    const double rate = scenario.host.disk_write.value;
    machine.server.write(rate * 0.5);
    machine.server.write(1);
    (void)machine.busy_until(10);
    CHECK(machine.server.disk().busy() == Approx(0.5 + 0.008 / 0.952));
}
