#include <string>
#include <utility>
#include <vector>

#include "sim/container.hpp"
#include "sim/expect.hpp"
#include "sim/process.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::Delay;
using sim::Process;
using sim::ProcessGroup;
using sim::Simulation;
using sim::Task;
using sim::Time;
using Log = std::vector<std::string>;

namespace {

// A local that says when it dies.
class Local {
public:
    Local(Log& log, std::string name) : log_(log), name_(std::move(name)) {}
    ~Local() { log_.push_back(name_); }
    Local(const Local&) = delete;
    Local& operator=(const Local&) = delete;

private:
    Log& log_;
    std::string name_;
};

Process sleeper(Simulation& simulation, Log& log, std::string name, Time seconds)
{
    const Local local(log, "end of " + name);
    co_await Delay(simulation, seconds);
    log.push_back(name + " wakes");
}

Process brief(Log& log)
{
    log.push_back("here and gone");
    co_return;
}

Task<int> long_task(Simulation& simulation, Log& log)
{
    const Local local(log, "inner");
    co_await Delay(simulation, 1000);
    co_return 1;
}

Process waits_for_task(Simulation& simulation, Log& log)
{
    const Local local(log, "outer");
    const int result = co_await long_task(simulation, log);
    log.push_back(std::to_string(result));
}

Process parent(Simulation& simulation, ProcessGroup& group, Log& log)
{
    for (int i = 1; i <= 3; ++i) {
        group.start(sleeper(simulation, log, std::to_string(i), 10 * i));
        co_await Delay(simulation, 1);
    }
}

Task<int> ends(ProcessGroup& group)
{
    group.end();
    co_return 1;
}

Process ends_after(Simulation& simulation, ProcessGroup& group, Time seconds)
{
    co_await Delay(simulation, seconds);
    group.end();
}

Process ends_by_task(Simulation& simulation, ProcessGroup& group)
{
    co_await Delay(simulation, 1);
    const int never = co_await ends(group);
    co_await Delay(simulation, never);
}

Process gives_and_lives_on(Simulation& simulation, sim::Container& memory)
{
    memory.give(1);
    co_await Delay(simulation, 1);
}

Process takes_and_ends(sim::Container& memory, ProcessGroup& group)
{
    co_await sim::Take(memory, 1);
    group.end();
}

Process wanderer(Simulation& simulation, std::uint64_t number, int& ended)
{
    sim::RandomStream random(5, number, "wanderer");
    for (int i = 0; i < 20; ++i) {
        const Time pause = random.uniform();
        co_await Delay(simulation, pause);
    }
    ++ended;
}

Process holder(Simulation& simulation, sim::Container& memory, Time seconds)
{
    co_await sim::Take(memory, 1);
    const sim::Held held(memory, 1);
    co_await Delay(simulation, seconds);
}

}  // namespace

TEST_CASE("a process runs up to its first wait at once and ends without help")
{
    Simulation simulation;
    Log log;
    ProcessGroup group(simulation);
    group.start(brief(log));
    CHECK(log == Log{"here and gone"});
    CHECK(group.size() == 0);
}

TEST_CASE("a group that ends early destroys its processes, the youngest first")
{
    Simulation simulation;
    Log log;
    ProcessGroup group(simulation);
    for (const char* name : {"a", "b", "c"}) group.start(sleeper(simulation, log, name, 5));
    CHECK(simulation.calendar().size() == 3);
    group.end();
    CHECK(log == Log{"end of c", "end of b", "end of a"});
    CHECK(group.size() == 0);
    CHECK(simulation.calendar().empty());
}

TEST_CASE("the youngest go first also when others have ended before")
{
    Simulation simulation;
    Log log;
    {
        ProcessGroup group(simulation);
        for (const char* name : {"a", "b", "c", "d", "e"}) {
            group.start(sleeper(simulation, log, name, name[0] == 'b' ? 1 : 5));
        }
        simulation.run_until(2);
        CHECK(group.size() == 4);
        log.clear();
    }
    CHECK(log == Log{"end of e", "end of d", "end of c", "end of a"});
}

TEST_CASE("a process that ends within a task gives back what both hold, inside first")
{
    Simulation simulation;
    Log log;
    ProcessGroup group(simulation);
    group.start(waits_for_task(simulation, log));
    simulation.run_until(10);
    group.end();
    CHECK(log == Log{"inner", "outer"});
    CHECK(simulation.calendar().empty());
}

TEST_CASE("processes start others in their own group")
{
    Simulation simulation;
    Log log;
    ProcessGroup group(simulation);
    group.start(parent(simulation, group, log));
    simulation.run_until(11.5);
    CHECK(group.size() == 2);
    group.end();
    CHECK(log == Log{"1 wakes", "end of 1", "end of 3", "end of 2"});
}

// Three hold the memory, seven wait; whoever dies hands on to those in line, who then die too.
TEST_CASE("what a dying group gives back may wake its own members")
{
    Simulation simulation;
    sim::Container memory(simulation, 3);
    {
        ProcessGroup group(simulation);
        for (int i = 0; i < 10; ++i) group.start(holder(simulation, memory, 100));
        simulation.run_until(1);
        CHECK(memory.taken() == 3);
        CHECK(memory.waiting() == 7);
    }
    CHECK(memory.taken() == 0);
    CHECK(memory.waiting() == 0);
    CHECK(simulation.calendar().empty());
}

TEST_CASE("a process may end a group it is not of")
{
    Simulation simulation;
    Log log;
    ProcessGroup others(simulation);
    ProcessGroup group(simulation);
    others.start(sleeper(simulation, log, "other", 5));
    group.start(ends_after(simulation, others, 1));
    simulation.run_until(10);
    CHECK(log == Log{"end of other"});
    CHECK(others.size() == 0);
    others.start(sleeper(simulation, log, "next", 5));
    simulation.run_until(20);
    CHECK(log.back() == "end of next");
}

TEST_CASE("a process that ends its own group is refused, and so is its task")
{
    Simulation simulation;
    Log log;
    ProcessGroup group(simulation);
    group.start(sleeper(simulation, log, "bystander", 5));
    group.start(ends_after(simulation, group, 0.5));
    CHECK_THROWS_AS(simulation.run_until(10), sim::LogicError);
    group.start(ends_by_task(simulation, group));
    CHECK_THROWS_AS(simulation.run_until(10), sim::LogicError);
    CHECK(group.size() == 1);
    group.end();
    CHECK(log == Log{"end of bystander"});
}

// The one who waits, of another group, is woken by one of the group he then ends.
TEST_CASE("a group is not ended by whom one of its processes has just woken")
{
    Simulation simulation;
    sim::Container memory(simulation, 1);
    REQUIRE(memory.try_take(1));
    ProcessGroup others(simulation);
    ProcessGroup group(simulation);
    others.start(takes_and_ends(memory, group));
    group.start(gives_and_lives_on(simulation, memory));
    CHECK(group.size() == 1);
    CHECK(others.size() == 0);
    CHECK_THROWS_AS(simulation.run_until(10), sim::LogicError);
    simulation.run_until(10);
    CHECK(group.size() == 0);
}

TEST_CASE("thousands of processes live and end, twice in the same way")
{
    std::vector<std::uint64_t> fingerprints;
    for (int run = 0; run < 2; ++run) {
        Simulation simulation;
        int ended = 0;
        ProcessGroup group(simulation);
        for (std::uint64_t i = 0; i < 20'000; ++i) group.start(wanderer(simulation, i, ended));
        simulation.run_until(10);
        CHECK(static_cast<std::size_t>(ended) + group.size() == 20'000);
        simulation.run_until(20);
        CHECK(ended == 20'000);
        CHECK(group.size() == 0);
        CHECK(simulation.events() == 20 * 20'000);
        fingerprints.push_back(simulation.fingerprint());
    }
    CHECK(fingerprints[0] == fingerprints[1]);
}
