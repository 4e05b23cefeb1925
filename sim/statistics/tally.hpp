#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace sim {

// Count, mean, variance and extremes of observations, by Welford's recurrence (Technometrics 4,
// 1962): no cancellation, however large the mean. Statistics that are not defined yet (a mean of
// nothing, a variance of one observation) are NaN.
class Tally {
public:
    void add(double observation)
    {
        ++count_;
        const double deviation = observation - mean_;
        sum_ += observation;
        mean_ += deviation / static_cast<double>(count_);
        squares_ += deviation * (observation - mean_);
        minimum_ = std::min(minimum_, observation);
        maximum_ = std::max(maximum_, observation);
    }
    void merge(const Tally& other);  // as if its observations had been added here

    std::uint64_t count() const { return count_; }
    double sum() const { return sum_; }
    double mean() const;
    double variance() const;  // of the sample: divided by count - 1
    double standard_deviation() const;
    double minimum() const;
    double maximum() const;

private:
    std::uint64_t count_ = 0;
    double sum_ = 0;
    double mean_ = 0;
    double squares_ = 0;  // sum of squared deviations from the mean
    double minimum_ = std::numeric_limits<double>::infinity();
    double maximum_ = -std::numeric_limits<double>::infinity();
};

}  // namespace sim
