#pragma once

#include <vector>

#include "sim/event_calendar.hpp"
#include "tests/benchmarks/counted.hpp"

namespace benchmarks {

class Calendar {
public:
    explicit Calendar(long pending)
    {
        for (long number = 0; number < pending; ++number) {
            slots_.push_back(calendar_.add({}));
            calendar_.schedule(slots_.back(), times_.next());
        }
        for (long number = 0; number < 4 * pending; ++number) hold();
    }
    void hold()
    {
        now_ = calendar_.next_time();
        calendar_.schedule(calendar_.pop(), now_ + times_.next());
    }
    void move() { calendar_.schedule(any(), now_ + times_.next()); }
    void cancel_and_schedule()
    {
        const auto slot = any();
        calendar_.cancel(slot);
        calendar_.schedule(slot, now_ + times_.next());
    }

private:
    sim::EventCalendar::Slot any()
    {
        place_ = (place_ + 617) % slots_.size();
        return slots_[place_];
    }

    sim::EventCalendar calendar_;
    DrawnTimes times_;
    std::vector<sim::EventCalendar::Slot> slots_;
    std::size_t place_ = 0;
    sim::Time now_ = 0;
};

inline long hold(long pending, long operations)
{
    Calendar calendar(pending);
    return count(operations, [&] { calendar.hold(); });
}

inline long hold_10(long operations)
{
    return hold(10, operations);
}
inline long hold_1000(long operations)
{
    return hold(1000, operations);
}
inline long hold_100000(long operations)
{
    return hold(100000, operations);
}

inline long move(long operations)
{
    Calendar calendar(1000);
    return count(operations, [&] { calendar.move(); });
}

inline long cancel(long operations)
{
    Calendar calendar(1000);
    return count(operations, [&] { calendar.cancel_and_schedule(); });
}

}  // namespace benchmarks
