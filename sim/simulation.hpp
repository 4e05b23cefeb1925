#pragma once

#include <cstdint>
#include <exception>
#include <utility>

#include "sim/event_calendar.hpp"
#include "sim/expect.hpp"
#include "sim/time.hpp"

namespace sim {

// The executive: clock and future event list. Make it first, destroy it last.
class Simulation {
public:
    Simulation() = default;
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    Time now() const { return now_; }
    EventCalendar& calendar() { return calendar_; }

    // Takes events in order until none is left or the next is later than `end`; the clock then
    // stands at `end`, which must not be in the past. An exception of a process leaves here.
    void run_until(Time end);

    std::uint64_t events() const { return events_; }
    // Hash over time and slot of every event so far: equal fingerprint, equal trajectory.
    std::uint64_t fingerprint() const { return fingerprint_; }
    // Mixes a number of the model (a draw, a count) into the fingerprint.
    void mix(std::uint64_t number)
    {
        fingerprint_ = (fingerprint_ ^ number) * 0x9e3779b97f4a7c15;
        fingerprint_ ^= fingerprint_ >> 29;
    }

    void fail(std::exception_ptr error);  // a process ended by an exception; the first one counts

private:
    void rethrow()
    {
        if (error_) [[unlikely]]
            std::rethrow_exception(std::exchange(error_, nullptr));
    }

    EventCalendar calendar_;
    Time now_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t fingerprint_ = 0xcbf29ce484222325;
    std::exception_ptr error_;
};

// An event that knows its place in the calendar and leaves it when it dies.
class Event {
public:
    Event(Simulation& simulation, Callback occurrence)
        : simulation_(&simulation), slot_(simulation.calendar().add(occurrence))
    {
    }
    ~Event() { simulation_->calendar().remove(slot_); }
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;

    void at(Time time)  // not in the past; a pending event is moved
    {
        EXPECT(time >= simulation_->now(), "an event was scheduled in the past");
        simulation_->calendar().schedule(slot_, time);
    }
    void after(Time delay) { at(simulation_->now() + delay); }
    void cancel() { simulation_->calendar().cancel(slot_); }
    bool pending() const { return simulation_->calendar().pending(slot_); }
    Time time() const { return simulation_->calendar().time_of(slot_); }

private:
    Simulation* simulation_;
    EventCalendar::Slot slot_;
};

}  // namespace sim
