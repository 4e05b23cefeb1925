#include "sim/simulation.hpp"

#include <bit>
#include <utility>

#include "sim/expect.hpp"

namespace sim {

void Simulation::run_until(Time end)
{
    EXPECT(end >= now_, "the end of a run was in the past");
    rethrow();  // the error of a process that did not live to its first wait
    while (!calendar_.empty() && calendar_.next_time() <= end) {
        now_ = calendar_.next_time();
        const EventCalendar::Slot slot = calendar_.pop();
        ++events_;
        mix(std::bit_cast<std::uint64_t>(now_) ^ slot);
        // by value: the event may make others and so move the table of slots
        const Callback occurrence = calendar_.occurrence(slot);
        occurrence();
        rethrow();
    }
    now_ = end;
}

void Simulation::rethrow()
{
    if (error_) [[unlikely]]
        std::rethrow_exception(std::exchange(error_, nullptr));
}

void Simulation::fail(std::exception_ptr error)
{
    if (!error_) error_ = error;
}

void Simulation::mix(std::uint64_t number)
{
    fingerprint_ = (fingerprint_ ^ number) * 0x9e3779b97f4a7c15;
    fingerprint_ ^= fingerprint_ >> 29;
}

void Event::at(Time time)
{
    EXPECT(time >= simulation_->now(), "an event was scheduled in the past");
    simulation_->calendar().schedule(slot_, time);
}

}  // namespace sim
