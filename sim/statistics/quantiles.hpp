#pragma once

#include <limits>
#include <vector>

namespace sim {

// Percentiles within a stated relative error, in bounded memory: counts in buckets whose bounds
// grow geometrically (DDSketch: Masson, Rim and Lee, VLDB 2019). Observations are zero or positive;
// those below 1e-9 count as zero. At 1 % error at most 37,000 buckets, usually a few hundred. The
// same observations give the same answer in any order, if the weights are whole numbers.
class Quantiles {
public:
    explicit Quantiles(double relative_error = 0.01);  // in [0.0001, 0.5]

    void add(double observation, double weight = 1);  // finite, not negative, else LogicError
    void merge(const Quantiles& other);               // of the same relative error

    double count() const { return count_; }  // sum of the weights
    double relative_error() const { return relative_error_; }

    // The smallest observation with at least the share p (in [0, 1]) of the weight at or below it,
    // within the relative error; the extremes (p = 0 and 1) exactly. NaN if there is none.
    double quantile(double p) const;

private:
    long bucket_of(double observation) const;
    double value_of(long bucket) const;
    void make_room(long bucket);

    double relative_error_;
    double log_growth_;  // of the upper bound from bucket to bucket
    double count_ = 0;
    double zeros_ = 0;
    double minimum_ = std::numeric_limits<double>::infinity();
    double maximum_ = -std::numeric_limits<double>::infinity();
    long first_bucket_ = 0;  // number of buckets_[0]
    std::vector<double> buckets_;
};

}  // namespace sim
