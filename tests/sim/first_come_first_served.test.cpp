#include "sim/first_come_first_served.hpp"

#include <cmath>
#include <memory>
#include <vector>

#include "sim/expect.hpp"
#include "tests/catch.hpp"
#include "tests/sim/visit.hpp"

using sim::FirstComeFirstServed;
using sim::Process;
using sim::ProcessGroup;
using sim::Simulation;
using sim::Time;

namespace {

Process customer(Simulation& simulation, FirstComeFirstServed& station, Time seconds, Time& ends)
{
    co_await sim::Service(station, seconds);
    ends = simulation.now();
}

}  // namespace

TEST_CASE("one server serves in the order of arrival")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Visit first(simulation), second(simulation), third(simulation);
    disk.enter(5, first.done());
    disk.enter(1, second.done());
    simulation.run_until(2);
    disk.enter(3, third.done());
    CHECK(disk.present() == 3);
    simulation.run_until(20);
    CHECK(first.finished == 5);
    CHECK(second.finished == 6);
    CHECK(third.finished == 9);
    CHECK(disk.finished() == 3);
    CHECK(disk.busy() == 9);
    CHECK(disk.response_sum() == 5 + 6 + 7);
    disk.check_laws();
}

// Services of 4, 2 and 3 s on two servers: the third begins at 2 and ends at 5.
TEST_CASE("two servers share one line")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 2);
    Visit first(simulation), second(simulation), third(simulation);
    disk.enter(4, first.done());
    disk.enter(2, second.done());
    disk.enter(3, third.done());
    simulation.run_until(20);
    CHECK(first.finished == 4);
    CHECK(second.finished == 2);
    CHECK(third.finished == 5);
    CHECK(disk.busy() == 9);
    disk.check_laws();
}

TEST_CASE("who leaves the line or the server is not heard of and the next ones move up")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Visit served(simulation), waiting(simulation), last(simulation);
    const auto in_service = disk.enter(10, served.done());
    const auto in_line = disk.enter(10, waiting.done());
    disk.enter(2, last.done());
    simulation.run_until(1);
    disk.leave(in_line);
    simulation.run_until(3);
    disk.leave(in_service);
    CHECK(disk.present() == 1);
    simulation.run_until(20);
    CHECK(served.finished == never);
    CHECK(waiting.finished == never);
    CHECK(last.finished == 5);
    CHECK(disk.busy() == 5);
    CHECK(disk.response_sum() == 3 + 1 + 5);
    disk.check_laws();
}

TEST_CASE("who was served, or left, is not here any more")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Visit served(simulation), waiting(simulation);
    const auto first = disk.enter(1, served.done());
    const auto second = disk.enter(1, waiting.done());
    disk.leave(second);
    CHECK_THROWS_AS(disk.leave(second), sim::LogicError);
    simulation.run_until(2);
    CHECK_THROWS_AS(disk.leave(first), sim::LogicError);
    CHECK_THROWS_AS(disk.leave(0), sim::LogicError);
    CHECK(disk.present() == 0);
    disk.check_laws();
}

// 3,000 in line while it moves, so that it wraps around and grows.
TEST_CASE("a long line keeps its order while it grows")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    std::vector<std::unique_ptr<Visit>> visits;
    for (int i = 0; i < 4000; ++i) {
        visits.push_back(std::make_unique<Visit>(simulation));
        disk.enter(1, visits.back()->done());
        if (i % 4 == 0) simulation.run_until(simulation.now() + 1);
    }
    CHECK(disk.present() == 3000);
    simulation.run_until(10'000);
    for (std::size_t i = 0; i < visits.size(); ++i) {
        CHECK(visits[i]->finished == static_cast<double>(i + 1));
    }
    disk.check_laws();
}

TEST_CASE("a service of no length ends at once but after its turn")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Visit first(simulation), empty(simulation);
    disk.enter(1, first.done());
    disk.enter(0, empty.done());
    simulation.run_until(20);
    CHECK(empty.finished == 1);
    disk.check_laws();
}

TEST_CASE("a station without servers and a service time that is no time are refused")
{
    Simulation simulation;
    CHECK_THROWS_AS(FirstComeFirstServed(simulation, 0), sim::LogicError);
    FirstComeFirstServed disk(simulation, 1);
    CHECK_THROWS_AS(disk.enter(-1, {}), sim::LogicError);
    CHECK_THROWS_AS(disk.enter(std::nan(""), {}), sim::LogicError);
    CHECK_THROWS_AS(disk.enter(never, {}), sim::LogicError);
    CHECK_THROWS_AS(disk.leave(1), sim::LogicError);
    CHECK(disk.present() == 0);
    disk.check_laws();
}

TEST_CASE("a process that dies leaves the station")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Time patient = never;
    Time killed = never;
    ProcessGroup survivors(simulation);
    ProcessGroup doomed(simulation);
    doomed.start(customer(simulation, disk, 10, killed));
    survivors.start(customer(simulation, disk, 2, patient));
    doomed.start(customer(simulation, disk, 10, killed));
    simulation.run_until(1);
    doomed.end();
    CHECK(disk.present() == 1);
    simulation.run_until(20);
    CHECK(patient == 3);
    CHECK(killed == never);
    disk.check_laws();
}

TEST_CASE("a process that asks for an impossible service does no harm to others")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Time sound = never;
    Time broken = never;
    ProcessGroup group(simulation);
    group.start(customer(simulation, disk, 2, sound));
    group.start(customer(simulation, disk, -1, broken));
    CHECK_THROWS_AS(simulation.run_until(10), sim::LogicError);
    simulation.run_until(10);
    CHECK(sound == 2);
    CHECK(broken == never);
    disk.check_laws();
}
