#pragma once

#include <algorithm>

#include "sim/expect.hpp"

namespace sim {

// Average over time of a value that changes in steps: utilization, number present. Times are in
// seconds and never go back (LogicError).
class TimeAverage {
public:
    explicit TimeAverage(double time = 0, double value = 0);

    void set(double time, double value)  // the value from this time on
    {
        area_ = integral(time);
        last_ = time;
        value_ = value;
        maximum_ = std::max(maximum_, value);
    }
    void add(double time, double change) { set(time, value_ + change); }
    void reset(double time);  // counting begins anew with the present value (warm-up)

    double value() const { return value_; }
    double maximum() const { return maximum_; }  // since counting began, even if for an instant
    // Value times seconds since counting began.
    double integral(double until) const
    {
        EXPECT(until >= last_, "a time average cannot go back in time");
        return area_ + value_ * (until - last_);
    }
    double mean(double until) const;  // over no time at all: the present value

private:
    double start_;
    double last_;
    double value_;
    double maximum_;
    double area_ = 0;
};

}  // namespace sim
