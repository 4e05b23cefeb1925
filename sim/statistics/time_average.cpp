#include "sim/statistics/time_average.hpp"

#include <algorithm>

#include "sim/expect.hpp"

namespace sim {

TimeAverage::TimeAverage(double time, double value)
    : start_(time), last_(time), value_(value), maximum_(value)
{
}

void TimeAverage::set(double time, double value)
{
    advance(time);
    value_ = value;
    maximum_ = std::max(maximum_, value);
}

void TimeAverage::add(double time, double change)
{
    set(time, value_ + change);
}

void TimeAverage::reset(double time)
{
    EXPECT(time >= last_, "a time average cannot go back in time");
    *this = TimeAverage(time, value_);
}

double TimeAverage::integral(double until) const
{
    EXPECT(until >= last_, "a time average cannot go back in time");
    return area_ + value_ * (until - last_);
}

double TimeAverage::mean(double until) const
{
    const double area = integral(until);
    return until > start_ ? area / (until - start_) : value_;
}

void TimeAverage::advance(double time)
{
    area_ = integral(time);
    last_ = time;
}

}  // namespace sim
