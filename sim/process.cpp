#include "sim/process.hpp"

#include <array>
#include <charconv>
#include <new>
#include <string>

namespace sim {

namespace {

std::string shortest(Time time)
{
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), time).ptr;
    return {text.data(), end};
}

}  // namespace

ProcessError::ProcessError(Time time, const char* sentence)
    : LogicError("at " + shortest(time) + " s of simulated time: " + sentence), time_(time)
{
}

void Activity::add_alarm(Simulation& simulation, std::coroutine_handle<> handle)
{
    EXPECT(&simulation == &group->simulation(), "a process sleeps in the simulation of its group");
    alarm = simulation.calendar().add(resume(handle));
}

void ProcessGroup::end()
{
    EXPECT(running_ == 0, "a process cannot end its own group");
    while (youngest_ != nullptr) {
        Process::promise_type& process = *youngest_;
        unlink(process);
        Process::Handle::from_promise(process).destroy();
    }
}

void ProcessGroup::fail()
{
    try {
        try {
            throw;
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) {
            std::throw_with_nested(ProcessError(simulation_.now(), error.what()));
        }
    } catch (...) {
        simulation_.fail(std::current_exception());
    }
}

}  // namespace sim
