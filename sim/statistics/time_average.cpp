#include "sim/statistics/time_average.hpp"

namespace sim {

TimeAverage::TimeAverage(double time, double value)
    : start_(time), last_(time), value_(value), maximum_(value)
{
}

void TimeAverage::reset(double time)
{
    EXPECT(time >= last_, "a time average cannot go back in time");
    *this = TimeAverage(time, value_);
}

double TimeAverage::mean(double until) const
{
    const double area = integral(until);
    return until > start_ ? area / (until - start_) : value_;
}

}  // namespace sim
