#pragma once

#include <span>
#include <vector>

namespace sim {

class RandomStream;

// A probability distribution sampled by inverse transform: one uniform in, one variate out, so that
// streams stay in step whatever the distribution.
class Distribution {
public:
    enum class Kind { constant, uniform, exponential, normal, lognormal, gamma, empirical };

    Distribution() = default;  // constant 0
    static Distribution constant(double value);
    static Distribution uniform(double low, double high);                         // low <= high
    static Distribution exponential(double mean);                                 // mean > 0
    static Distribution normal(double mean, double standard_deviation);           // deviation >= 0
    static Distribution lognormal(double mean, double coefficient_of_variation);  // both > 0
    static Distribution gamma(double mean, double coefficient_of_variation);  // cv in [0.001, 100]
    static Distribution empirical(std::vector<double> values);  // each equally likely, not empty

    Distribution within(double low, double high) const;  // variates clipped to [low, high]

    double quantile(double u) const;  // 0 < u < 1
    double next(RandomStream& stream) const;

    // The variates that as many calls of next() would give, to the last bit.
    void fill(RandomStream& stream, std::span<double> variates) const;

    double mean() const;      // of the distribution before clipping
    double variance() const;  // of the distribution before clipping
    Kind kind() const { return kind_; }

private:
    double unclipped_quantile(double u) const;
    double clip(double value) const;
    void fill_exponential(RandomStream& stream, std::span<double> variates) const;

    Kind kind_ = Kind::constant;
    double first_ = 0;   // constant, low, mean, log-mean, shape
    double second_ = 0;  // high, standard deviation, log-deviation, scale
    double low_ = 0;     // clipping, only if clipped_
    double high_ = 0;
    bool clipped_ = false;
    std::vector<double> values_;  // ascending
};

}  // namespace sim
