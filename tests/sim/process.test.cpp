#include "sim/process.hpp"

#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/expect.hpp"
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

Process timer(Simulation& simulation, std::vector<Time>& times, Time seconds)
{
    for (int i = 0; i < 3; ++i) {
        co_await Delay(simulation, seconds);
        times.push_back(simulation.now());
    }
}

Task<int> twice(Simulation& simulation, int number)
{
    co_await Delay(simulation, number);
    co_return 2 * number;
}

Task<std::string> at_once(std::string word)
{
    co_return word + "!";
}

Task<int> sum_of_doubles(Simulation& simulation, int one, int other)
{
    const int first = co_await twice(simulation, one);
    const int second = co_await twice(simulation, other);
    co_return first + second;
}

Process calculator(Simulation& simulation, int& result, std::string& word)
{
    word = co_await at_once("done");
    result = co_await sum_of_doubles(simulation, 3, 4);
}

Process fails_after(Simulation& simulation, Time seconds, std::string message)
{
    co_await Delay(simulation, seconds);
    throw std::runtime_error(message);
}

Process fails_at_once(std::string message)
{
    if (!message.empty()) throw std::runtime_error(message);
    co_return;
}

Task<int> failing_task(Simulation& simulation, Log& log)
{
    const Local local(log, "end of task");
    co_await Delay(simulation, 1);
    throw std::runtime_error("task failed");
}

Task<int> passes_on(Simulation& simulation, Log& log)
{
    const Local local(log, "end of caller");
    const int never = co_await failing_task(simulation, log);
    co_return never;
}

Process careless(Simulation& simulation, Log& log)
{
    const int never = co_await passes_on(simulation, log);
    log.push_back(std::to_string(never));
}

Process careful(Simulation& simulation, Log& log)
{
    try {
        const int never = co_await passes_on(simulation, log);
        log.push_back(std::to_string(never));
    } catch (const std::runtime_error& error) {
        log.push_back(error.what());
    }
    co_await Delay(simulation, 1);
    log.push_back("goes on");
}

Process exhausts_memory(Simulation& simulation)
{
    co_await Delay(simulation, 1);
    throw std::bad_alloc();
}

Process throws_a_number(Simulation& simulation)
{
    co_await Delay(simulation, 1);
    throw 42;
}

Process many_tasks(int& sum, int count)
{
    for (int i = 0; i < count; ++i) {
        const std::string word = co_await at_once("");
        sum += static_cast<int>(word.size());
    }
}

}  // namespace

TEST_CASE("a process lives through simulated time")
{
    Simulation simulation;
    std::vector<Time> times;
    ProcessGroup group(simulation);
    group.start(timer(simulation, times, 1.5));
    CHECK(times.empty());
    simulation.run_until(100);
    CHECK(times == std::vector<Time>{1.5, 3, 4.5});
    CHECK(group.size() == 0);
}

TEST_CASE("processes that wake at one time wake in the order they went to sleep")
{
    Simulation simulation;
    Log log;
    ProcessGroup group(simulation);
    for (const char* name : {"a", "b", "c"}) group.start(sleeper(simulation, log, name, 1));
    simulation.run_until(1);
    CHECK(log == Log{"a wakes", "end of a", "b wakes", "end of b", "c wakes", "end of c"});
}

TEST_CASE("tasks within tasks return their results")
{
    Simulation simulation;
    int result = 0;
    std::string word;
    ProcessGroup group(simulation);
    group.start(calculator(simulation, result, word));
    CHECK(word == "done!");
    simulation.run_until(6.999);
    CHECK(result == 0);
    simulation.run_until(7);
    CHECK(result == 14);
}

TEST_CASE("an exception of a process leaves the run, and the others live on")
{
    Simulation simulation;
    Log log;
    ProcessGroup group(simulation);
    group.start(fails_after(simulation, 1, "lost its way"));
    group.start(sleeper(simulation, log, "sleeper", 2));
    CHECK_THROWS_WITH(simulation.run_until(10), "at 1 s of simulated time: lost its way");
    CHECK(simulation.now() == 1);
    CHECK(group.size() == 1);
    simulation.run_until(10);
    CHECK(log == Log{"sleeper wakes", "end of sleeper"});
}

TEST_CASE("an exception that leaves a process knows the time and what it was")
{
    Simulation simulation;
    ProcessGroup group(simulation);
    group.start(fails_after(simulation, 0.1, "lost its way"));
    try {
        simulation.run_until(10);
        FAIL("nothing was thrown");
    } catch (const sim::ProcessError& error) {
        CHECK(error.time() == 0.1);
        CHECK(error.what() == std::string("at 0.1 s of simulated time: lost its way"));
        CHECK_THROWS_WITH(std::rethrow_if_nested(error), "lost its way");
    }
}

TEST_CASE("lack of memory and what is no exception class leave a process as they are")
{
    Simulation simulation;
    ProcessGroup group(simulation);
    group.start(exhausts_memory(simulation));
    CHECK_THROWS_AS(simulation.run_until(10), std::bad_alloc);
    group.start(throws_a_number(simulation));
    CHECK_THROWS_AS(simulation.run_until(10), int);
}

TEST_CASE("an exception before the first wait is not lost, even if nothing ever occurs")
{
    Simulation simulation;
    ProcessGroup group(simulation);
    group.start(fails_at_once("stillborn"));
    CHECK(group.size() == 0);
    CHECK_THROWS_WITH(simulation.run_until(10), "at 0 s of simulated time: stillborn");
    CHECK(simulation.now() == 0);
    simulation.run_until(10);
}

TEST_CASE("of two exceptions at once the first is reported")
{
    Simulation simulation;
    ProcessGroup group(simulation);
    group.start(fails_at_once("first"));
    group.start(fails_at_once("second"));
    CHECK_THROWS_WITH(simulation.run_until(10), "at 0 s of simulated time: first");
}

TEST_CASE("an exception of a task unwinds its callers from inside out and leaves the run")
{
    Simulation simulation;
    Log log;
    ProcessGroup group(simulation);
    group.start(careless(simulation, log));
    CHECK_THROWS_WITH(simulation.run_until(10), "at 1 s of simulated time: task failed");
    CHECK(log == Log{"end of task", "end of caller"});
}

TEST_CASE("a process may catch the exception of a task and go on")
{
    Simulation simulation;
    Log log;
    ProcessGroup group(simulation);
    group.start(careful(simulation, log));
    simulation.run_until(10);
    CHECK(log == Log{"end of task", "end of caller", "task failed", "goes on"});
}

TEST_CASE("a delay that is negative is refused where it is asked for")
{
    Simulation simulation;
    std::vector<Time> times;
    ProcessGroup group(simulation);
    group.start(timer(simulation, times, -1));
    CHECK_THROWS_AS(simulation.run_until(10), sim::LogicError);
    CHECK(group.size() == 0);
}

TEST_CASE("a process that was never started is destroyed with its arguments")
{
    Simulation simulation;
    Log log;
    {
        const Process unborn = sleeper(simulation, log, "unborn", 1);
    }
    CHECK(log.empty());
    CHECK(simulation.calendar().empty());
}

TEST_CASE("a thousand tasks one after the other need no time")
{
    Simulation simulation;
    int sum = 0;
    ProcessGroup group(simulation);
    group.start(many_tasks(sum, 1000));
    CHECK(sum == 1000);
    CHECK(group.size() == 0);
}
