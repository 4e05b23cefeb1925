#pragma once

namespace sim {

// Average over time of a value that changes in steps: utilization, number present. Times are in
// seconds and never go back (LogicError).
class TimeAverage {
public:
    explicit TimeAverage(double time = 0, double value = 0);

    void set(double time, double value);   // the value from this time on
    void add(double time, double change);  // the value changes by so much
    void reset(double time);               // counting begins anew with the present value (warm-up)

    double value() const { return value_; }
    double maximum() const { return maximum_; }  // since counting began, even if for an instant
    double integral(double until) const;         // value times seconds since counting began
    double mean(double until) const;             // over no time at all: the present value

private:
    void advance(double time);

    double start_;
    double last_;
    double value_;
    double maximum_;
    double area_ = 0;
};

}  // namespace sim
