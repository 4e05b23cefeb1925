#include "sim/statistics/quantiles.hpp"

#include <algorithm>
#include <cmath>

#include "sim/expect.hpp"

namespace sim {
namespace {

constexpr double smallest_distinguished = 1e-9;

}  // namespace

Quantiles::Quantiles(double relative_error)
    : relative_error_(relative_error),
      log_growth_(std::log1p(relative_error) - std::log1p(-relative_error))
{
    EXPECT(relative_error >= 0.0001 && relative_error <= 0.5,
           "the relative error of quantiles must lie in [0.0001, 0.5]");
}

void Quantiles::add(double observation, double weight)
{
    EXPECT(std::isfinite(observation) && observation >= 0,
           "quantiles are kept of finite observations that are not negative");
    EXPECT(std::isfinite(weight) && weight >= 0, "a weight must be finite and not negative");
    if (weight == 0) return;
    count_ += weight;
    minimum_ = std::min(minimum_, observation);
    maximum_ = std::max(maximum_, observation);
    if (observation < smallest_distinguished) {
        zeros_ += weight;
        return;
    }
    const long bucket = bucket_of(observation);
    make_room(bucket);
    buckets_[static_cast<std::size_t>(bucket - first_bucket_)] += weight;
}

void Quantiles::merge(const Quantiles& other)
{
    EXPECT(relative_error_ == other.relative_error_,
           "quantiles can be merged only if their relative errors are equal");
    if (!other.buckets_.empty()) {
        const long last = other.first_bucket_ + static_cast<long>(other.buckets_.size()) - 1;
        make_room(other.first_bucket_);
        make_room(last);
        const auto shift = static_cast<std::size_t>(other.first_bucket_ - first_bucket_);
        for (std::size_t i = 0; i < other.buckets_.size(); ++i) {
            buckets_[shift + i] += other.buckets_[i];
        }
    }
    count_ += other.count_;
    zeros_ += other.zeros_;
    minimum_ = std::min(minimum_, other.minimum_);
    maximum_ = std::max(maximum_, other.maximum_);
}

double Quantiles::quantile(double p) const
{
    EXPECT(p >= 0 && p <= 1, "a quantile needs a share between 0 and 1");
    if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
    const double wanted = p * count_;
    double below = zeros_;
    if (buckets_.empty() || (zeros_ > 0 && below >= wanted)) return 0;
    if (p == 0) return minimum_;
    if (p == 1) return maximum_;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
        below += buckets_[i];
        if (below >= wanted && buckets_[i] > 0) {
            const double value = value_of(first_bucket_ + static_cast<long>(i));
            return std::clamp(value, minimum_, maximum_);
        }
    }
    return maximum_;  // the weights' rounding kept the sum below the share
}

// Bucket i holds the values in (g^(i-1), g^i] with g = (1 + error) / (1 - error).
long Quantiles::bucket_of(double observation) const
{
    return static_cast<long>(std::ceil(std::log(observation) / log_growth_));
}

// The value from which both bounds of the bucket are the relative error away.
double Quantiles::value_of(long bucket) const
{
    return std::exp(static_cast<double>(bucket) * log_growth_) * (1 - relative_error_);
}

void Quantiles::make_room(long bucket)
{
    if (buckets_.empty()) {
        first_bucket_ = bucket;
        buckets_.assign(1, 0);
    }
    if (bucket < first_bucket_) {
        buckets_.insert(buckets_.begin(), static_cast<std::size_t>(first_bucket_ - bucket), 0);
        first_bucket_ = bucket;
    }
    const auto needed = static_cast<std::size_t>(bucket - first_bucket_) + 1;
    if (buckets_.size() < needed) buckets_.resize(needed, 0);
}

}  // namespace sim
