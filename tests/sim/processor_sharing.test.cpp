#include "sim/processor_sharing.hpp"

#include <cmath>
#include <limits>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

using sim::Callback;
using sim::Process;
using sim::ProcessGroup;
using sim::ProcessorSharing;
using sim::Simulation;
using sim::Time;

namespace {

const Time never = std::numeric_limits<double>::infinity();

// A job that writes down when it is finished, and how often.
struct Visit {
    explicit Visit(Simulation& of) : simulation(of) {}
    void finish()
    {
        finished = simulation.now();
        ++times;
    }
    Callback done() { return Callback::to<&Visit::finish>(this); }

    Simulation& simulation;
    Time finished = never;
    int times = 0;
};

// Each time it is finished it enters anew, until it has had its rounds.
struct Regular {
    Regular(ProcessorSharing& at, double of, int count) : cpu(at), work(of), rounds(count) {}
    void enter()
    {
        if (rounds-- > 0) cpu.enter(work, Callback::to<&Regular::enter>(this));
    }

    ProcessorSharing& cpu;
    double work;
    int rounds;
};

Process worker(Simulation& simulation, ProcessorSharing& cpu, double seconds, Time& ends)
{
    co_await sim::Work(cpu, seconds);
    ends = simulation.now();
}

void run(Simulation& simulation, ProcessorSharing& cpu, Time end)
{
    simulation.run_until(end);
    cpu.check_laws();
}

}  // namespace

TEST_CASE("one job alone gets one core of two")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 2);
    Visit visit(simulation);
    cpu.enter(3, visit.done());
    run(simulation, cpu, 2);
    CHECK(cpu.present() == 1);
    CHECK(cpu.busy() == 2);
    run(simulation, cpu, 10);
    CHECK(visit.finished == 3);
    CHECK(cpu.busy() == 3);
    CHECK(cpu.response_sum() == 3);
    CHECK(cpu.finished() == 1);
}

// One core: the first has had 2 when the second comes. Then both get 1/2: the first needs 2 more
// and ends at 2 + 4 = 6; the second has had 2 of 3 by then and ends at 7.
TEST_CASE("a second arrival halves the speed of the first")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 1);
    Visit first(simulation), second(simulation);
    cpu.enter(4, first.done());
    run(simulation, cpu, 2);
    cpu.enter(3, second.done());
    run(simulation, cpu, 20);
    CHECK(first.finished == Approx(6).epsilon(1e-15));
    CHECK(second.finished == Approx(7).epsilon(1e-15));
    CHECK(cpu.response_sum() == Approx(6 + 5).epsilon(1e-15));
}

// Three on two cores: 2/3 each. The job of 2 ends at 3; the others have had 2 of 4 and of 5, get a
// core each and end at 5 and 6.
TEST_CASE("three jobs on two cores get two thirds of a core each")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 2);
    Visit two(simulation), four(simulation), five(simulation);
    cpu.enter(4, four.done());
    cpu.enter(2, two.done());
    cpu.enter(5, five.done());
    run(simulation, cpu, 20);
    CHECK(two.finished == Approx(3).epsilon(1e-15));
    CHECK(four.finished == Approx(5).epsilon(1e-15));
    CHECK(five.finished == Approx(6).epsilon(1e-15));
    CHECK(cpu.busy() == Approx(11).epsilon(1e-15));
}

// Weights 1 and 3 on one core: 1/4 and 3/4. The heavy job of 3 ends at 4, the light one has had 1
// of 2 and ends at 5.
TEST_CASE("a job of weight three gets three times as much as a job of weight one")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 1);
    const auto heavy = cpu.add_class(3, 1);
    Visit light_job(simulation), heavy_job(simulation);
    cpu.enter(2, light_job.done());
    cpu.enter(3, heavy_job.done(), heavy);
    run(simulation, cpu, 20);
    CHECK(heavy_job.finished == Approx(4).epsilon(1e-15));
    CHECK(light_job.finished == Approx(5).epsilon(1e-15));
}

// Two cores, weights 1 and 9, caps 1: by weight 0.2 and 1.8, but no job uses more than its one
// core, so both get 1.
TEST_CASE("what a cap forbids is left to the others")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 2);
    const auto heavy = cpu.add_class(9, 1);
    Visit light_job(simulation), heavy_job(simulation);
    cpu.enter(2, light_job.done());
    cpu.enter(3, heavy_job.done(), heavy);
    run(simulation, cpu, 20);
    CHECK(light_job.finished == 2);
    CHECK(heavy_job.finished == 3);
}

// Three cores. The class of cap 0.25 is content with it; a job of cap 4 (four threads) takes the
// remaining 2.75 when the weights are equal: 2.75 of work end at 1, then 0.25 + nothing else.
TEST_CASE("a job may be worth several cores, or less than one")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 3);
    const auto throttled = cpu.add_class(1, 0.25);
    const auto parallel = cpu.add_class(1, 4);
    Visit slow(simulation), fast(simulation);
    cpu.enter(0.5, slow.done(), throttled);
    cpu.enter(2.75, fast.done(), parallel);
    run(simulation, cpu, 1.5);
    CHECK(fast.finished == Approx(1).epsilon(1e-15));
    CHECK(cpu.busy() == Approx(2.75 + 1.5 * 0.25).epsilon(1e-15));
    run(simulation, cpu, 10);
    CHECK(slow.finished == Approx(2).epsilon(1e-15));
}

// Four at once on two cores get 1/2 each and need 2 for a work of 1; the fifth, alone later, 1.
TEST_CASE("one job of count n takes as long as n single ones and is reported once")
{
    for (const bool together : {true, false}) {
        Simulation simulation;
        ProcessorSharing cpu(simulation, 2);
        Visit visit(simulation), fifth(simulation);
        if (together) {
            cpu.enter(1, visit.done(), 0, 4);
        } else {
            for (int i = 0; i < 4; ++i) cpu.enter(1, visit.done());
        }
        CHECK(cpu.present() == 4);
        run(simulation, cpu, 3);
        cpu.enter(1, fifth.done());
        run(simulation, cpu, 10);
        CHECK(visit.finished == Approx(2).epsilon(1e-15));
        CHECK(visit.times == (together ? 1 : 4));
        CHECK(fifth.finished == Approx(4).epsilon(1e-15));
        CHECK(cpu.finished() == 5);
        CHECK(cpu.busy() == Approx(5).epsilon(1e-15));
        CHECK(cpu.response_sum() == Approx(4 * 2 + 1).epsilon(1e-15));
    }
}

// One core, two jobs of 4. At 2 each has had 1; the first leaves, the other needs 3 more.
TEST_CASE("who leaves makes room and is not heard of")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 1);
    Visit gone(simulation), stays(simulation);
    const auto job = cpu.enter(4, gone.done());
    cpu.enter(4, stays.done());
    run(simulation, cpu, 2);
    cpu.leave(job);
    CHECK(cpu.present() == 1);
    CHECK_THROWS_AS(cpu.leave(job), sim::LogicError);
    run(simulation, cpu, 20);
    CHECK(gone.finished == never);
    CHECK(stays.finished == Approx(5).epsilon(1e-15));
    CHECK(cpu.busy() == Approx(5).epsilon(1e-15));
    CHECK(cpu.response_sum() == Approx(2 + 5).epsilon(1e-15));
}

TEST_CASE("a station all have left stands still until somebody comes")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 1);
    Visit gone(simulation), late(simulation);
    const auto job = cpu.enter(4, gone.done());
    cpu.leave(job);
    CHECK(simulation.calendar().empty());
    run(simulation, cpu, 7);
    CHECK(cpu.busy() == 0);
    cpu.enter(1, late.done());
    run(simulation, cpu, 20);
    CHECK(late.finished == 8);
}

// Four jobs of 2 on two cores have had 1 each at 2; on four cores they need 1 more second each.
// With half a core from 2.5 on, 1/2 is left of each of four jobs, which takes 4 seconds.
TEST_CASE("cores may come and go while jobs are present")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 2);
    Visit visit(simulation);
    for (int i = 0; i < 4; ++i) cpu.enter(2, visit.done());
    run(simulation, cpu, 2);
    cpu.set_cores(4);
    run(simulation, cpu, 2.5);
    CHECK(cpu.busy() == Approx(6).epsilon(1e-15));
    cpu.set_cores(0.5);
    run(simulation, cpu, 20);
    CHECK(visit.finished == Approx(6.5).epsilon(1e-15));
    CHECK(visit.times == 4);
}

TEST_CASE("no work is done at once, by an event of its own")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 1);
    Visit visit(simulation);
    cpu.enter(0, visit.done());
    CHECK(visit.times == 0);
    run(simulation, cpu, 0);
    CHECK(visit.finished == 0);
    CHECK(visit.times == 1);
}

// Three times 1 after one another in the company of a job of 3: both get 1/2 all the time.
TEST_CASE("a job may enter again in the moment it is finished")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 1);
    Regular regular(cpu, 1, 3);
    Visit other(simulation);
    regular.enter();
    cpu.enter(3, other.done());
    run(simulation, cpu, 5.9);
    CHECK(cpu.finished() == 2);
    CHECK(cpu.present() == 2);
    run(simulation, cpu, 20);
    CHECK(cpu.finished() == 4);
    CHECK(other.finished == Approx(6).epsilon(1e-15));
}

TEST_CASE("requests to the processor that cannot be meant are refused")
{
    Simulation simulation;
    CHECK_THROWS_AS(ProcessorSharing(simulation, 0), sim::LogicError);
    ProcessorSharing cpu(simulation, 1);
    CHECK_THROWS_AS(cpu.set_cores(-1), sim::LogicError);
    CHECK_THROWS_AS(cpu.add_class(0, 1), sim::LogicError);
    CHECK_THROWS_AS(cpu.add_class(1, 0), sim::LogicError);
    CHECK_THROWS_AS(cpu.enter(-1, {}), sim::LogicError);
    CHECK_THROWS_AS(cpu.enter(std::nan(""), {}), sim::LogicError);
    CHECK_THROWS_AS(cpu.enter(never, {}), sim::LogicError);
    CHECK_THROWS_AS(cpu.enter(1, {}, 0, 0), sim::LogicError);
    CHECK(cpu.present() == 0);
    cpu.check_laws();
}

TEST_CASE("a process that dies or asks for the impossible gives up its own job alone")
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, 1);
    Time sound = never;
    Time unsound = never;
    ProcessGroup survivors(simulation);
    ProcessGroup doomed(simulation);
    survivors.start(worker(simulation, cpu, 2, sound));
    doomed.start(worker(simulation, cpu, 2, unsound));
    doomed.start(worker(simulation, cpu, -1, unsound));
    CHECK_THROWS_AS(simulation.run_until(1), sim::LogicError);
    CHECK(cpu.present() == 2);
    run(simulation, cpu, 1);
    doomed.end();
    run(simulation, cpu, 20);
    CHECK(sound == 2.5);
    CHECK(unsound == never);
}
