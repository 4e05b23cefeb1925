#include "sim/statistics/tally.hpp"

#include <algorithm>
#include <cmath>

namespace sim {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace

// Chan, Golub and LeVeque, The American Statistician 37 (1983).
void Tally::merge(const Tally& other)
{
    if (other.count_ == 0) return;
    const double here = static_cast<double>(count_);
    const double there = static_cast<double>(other.count_);
    const double deviation = other.mean_ - mean_;
    count_ += other.count_;
    sum_ += other.sum_;
    mean_ += deviation * (there / (here + there));
    squares_ += other.squares_ + deviation * deviation * (here * there / (here + there));
    minimum_ = std::min(minimum_, other.minimum_);
    maximum_ = std::max(maximum_, other.maximum_);
}

double Tally::mean() const
{
    return count_ > 0 ? mean_ : undefined;
}

double Tally::variance() const
{
    return count_ > 1 ? squares_ / static_cast<double>(count_ - 1) : undefined;
}

double Tally::standard_deviation() const
{
    return std::sqrt(variance());
}

double Tally::minimum() const
{
    return count_ > 0 ? minimum_ : undefined;
}

double Tally::maximum() const
{
    return count_ > 0 ? maximum_ : undefined;
}

}  // namespace sim
