#include "sim/simulation.hpp"

#include "sim/expect.hpp"

namespace sim {

void Simulation::run_until(Time end)
{
    EXPECT(end >= now_, "the end of a run was in the past");
    rethrow();  // the error of a process that did not live to its first wait
    while (const EventKey key = calendar_.pop_until(end)) {
        const EventCalendar::Slot slot = index_of(key);
        now_ = time_of(key);
        ++events_;
        mix(time_bits(key) ^ slot);
        // by value: the event may make others and so move the table of slots
        const Callback occurrence = calendar_.occurrence(slot);
        occurrence();
        rethrow();
    }
    now_ = end;
}

void Simulation::fail(std::exception_ptr error)
{
    if (!error_) error_ = error;
}

}  // namespace sim
