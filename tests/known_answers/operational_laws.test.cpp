#include <string>

#include "sim/fair_sharing.hpp"
#include "sim/first_come_first_served.hpp"
#include "sim/processor_sharing.hpp"
#include "tests/known_answers/replicated.hpp"

// Laws of Denning and Buzen, Computing Surveys 10, 1978, that hold on every trajectory and need no
// interval. The books of the stations are compared with notes of the customers themselves.

using namespace known_answers;

namespace {

struct Notes {
    double demanded = 0;  // by those who got it
    double waited = 0;    // seconds spent at the station
    std::uint64_t visits = 0;

    void add(double demand, sim::Time seconds)
    {
        demanded += demand;
        waited += seconds;
        ++visits;
    }
};

struct System {
    System() : cpu(simulation, 2), disk(simulation, 3), links(simulation)
    {
        link = links.add_link(4);
        route = links.add_class({link});
        heavy = cpu.add_class(3, 0.5);
    }
    sim::Simulation simulation;
    sim::ProcessorSharing cpu;
    sim::FirstComeFirstServed disk;
    sim::FairSharing links;
    sim::FairSharing::Link link = 0;
    sim::FairSharing::Class route = 0;
    sim::ProcessorSharing::Class heavy = 0;
    Notes at_cpu;
    Notes at_disk;
    Notes on_link;
    std::uint64_t completed = 0;
};

sim::Task<double> compute(System& system, double work, sim::ProcessorSharing::Class in)
{
    const sim::Time begin = system.simulation.now();
    co_await sim::Work(system.cpu, work, in);
    system.at_cpu.add(work, system.simulation.now() - begin);
    co_return work;
}

// Three visits to the processor, two to the disk, one transfer.
sim::Process visitor(System& system, int number)
{
    const sim::Distribution law = sim::Distribution::lognormal(0.4, 1.5);
    sim::RandomStream random(1978, 0, "visitor " + std::to_string(number));
    for (int visit = 0; visit < 3; ++visit) {
        const double work = law.next(random);
        const auto in = visit == 1 ? system.heavy : 0;
        const double done = co_await compute(system, work, in);
        if (visit == 0) continue;
        const sim::Time begin = system.simulation.now();
        co_await sim::Service(system.disk, done);
        system.at_disk.add(done, system.simulation.now() - begin);
    }
    const double amount = law.next(random);
    const sim::Time begin = system.simulation.now();
    co_await sim::Transfer(system.links, system.route, amount);
    system.on_link.add(amount, system.simulation.now() - begin);
    ++system.completed;
}

sim::Process crowd(System& system, sim::ProcessGroup& group, int visitors)
{
    const sim::Distribution gap = sim::Distribution::exponential(0.68);
    sim::RandomStream gaps(1978, 0, "gaps");
    for (int i = 0; i < visitors; ++i) {
        const sim::Time pause = gap.next(gaps);
        co_await sim::Delay(system.simulation, pause);
        group.start(visitor(system, i));
    }
}

}  // namespace

TEST_CASE("busy time is the work done and the area under the number present the time spent")
{
    const int visitors = 20'000;
    System system;
    sim::ProcessGroup group(system.simulation);
    group.start(crowd(system, group, visitors));
    for (int check = 1; check <= 50; ++check) {  // also while customers are inside
        system.simulation.run_until(300.0 * check);
        system.cpu.check_laws();
        system.disk.check_laws();
        system.links.check_laws();
        CHECK(system.cpu.busy() <= 2 * system.simulation.now());
        CHECK(system.disk.busy() <= 3 * system.simulation.now());
    }
    REQUIRE(group.size() == 0);
    CHECK(system.completed == visitors);

    // forced flow law: each completion is so many visits
    CHECK(system.cpu.finished() == 3 * visitors);
    CHECK(system.disk.finished() == 2 * visitors);
    CHECK(system.at_cpu.visits == 3 * visitors);
    CHECK(system.on_link.visits == visitors);

    // utilization law, U = X D, times the time of observation
    CHECK(system.cpu.busy() == Approx(system.at_cpu.demanded).epsilon(1e-10));
    CHECK(system.disk.busy() == Approx(system.at_disk.demanded).epsilon(1e-10));
    CHECK(system.links.carried(system.link) == Approx(system.on_link.demanded).epsilon(1e-10));

    // Little's law, N = X R, times the time of observation
    CHECK(system.cpu.response_sum() == Approx(system.at_cpu.waited).epsilon(1e-9));
    CHECK(system.disk.response_sum() == Approx(system.at_disk.waited).epsilon(1e-9));
}
