#include "sim/distribution.hpp"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/unit_exponential.hpp"

namespace sim {
namespace {

// Double throughout: digits enough, and several times faster than 80-bit arithmetic. What lies
// beyond the range of double becomes 0 or infinity.
using Policy = boost::math::policies::policy<
    boost::math::policies::promote_double<false>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>>;

void require(bool holds, const char* sentence)
{
    if (!holds) throw std::invalid_argument(sentence);
}

bool positive(double value)
{
    return std::isfinite(value) && value > 0;
}

double standard_normal_quantile(double u)
{
    constexpr double root_of_two = 1.41421356237309504880;
    return -root_of_two * boost::math::erfc_inv(2 * u, Policy());
}

// The smallest value whose share of values at or below it reaches u.
double empirical_quantile(const std::vector<double>& ascending, double u)
{
    const double rank = std::ceil(u * static_cast<double>(ascending.size()));
    return ascending[static_cast<std::size_t>(rank) - 1];
}

double empirical_mean(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

double empirical_variance(const std::vector<double>& values)
{
    const double mean = empirical_mean(values);
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return sum / static_cast<double>(values.size());
}

}  // namespace

Distribution Distribution::constant(double value)
{
    require(std::isfinite(value), "a constant must be finite");
    Distribution result;
    result.first_ = value;
    return result;
}

Distribution Distribution::uniform(double low, double high)
{
    require(std::isfinite(high - low) && low <= high,
            "a uniform distribution needs finite limits, the lower first");
    Distribution result;
    result.kind_ = Kind::uniform;
    result.first_ = low;
    result.second_ = high;
    return result;
}

Distribution Distribution::exponential(double mean)
{
    require(positive(mean), "the mean of an exponential distribution must be positive and finite");
    Distribution result;
    result.kind_ = Kind::exponential;
    result.first_ = mean;
    return result;
}

Distribution Distribution::normal(double mean, double standard_deviation)
{
    require(std::isfinite(mean), "the mean of a normal distribution must be finite");
    require(std::isfinite(standard_deviation) && standard_deviation >= 0,
            "the standard deviation of a normal distribution must be finite and not negative");
    Distribution result;
    result.kind_ = Kind::normal;
    result.first_ = mean;
    result.second_ = standard_deviation;
    return result;
}

// With cv the coefficient of variation: log-variance = log(1 + cv^2), log-mean = log(mean) -
// log-variance / 2.
Distribution Distribution::lognormal(double mean, double coefficient_of_variation)
{
    require(positive(mean), "the mean of a lognormal distribution must be positive and finite");
    require(positive(coefficient_of_variation * coefficient_of_variation),
            "the coefficient of variation of a lognormal distribution must be positive and finite");
    const double log_variance = std::log1p(coefficient_of_variation * coefficient_of_variation);
    Distribution result;
    result.kind_ = Kind::lognormal;
    result.first_ = std::log(mean) - log_variance / 2;
    result.second_ = std::sqrt(log_variance);
    return result;
}

// Shape = 1 / cv^2, scale = mean cv^2.
Distribution Distribution::gamma(double mean, double coefficient_of_variation)
{
    const double squared = coefficient_of_variation * coefficient_of_variation;
    require(positive(mean), "the mean of a gamma distribution must be positive and finite");
    require(coefficient_of_variation >= 0.001 && coefficient_of_variation <= 100,
            "the coefficient of variation of a gamma distribution must lie in [0.001, 100]");
    Distribution result;
    result.kind_ = Kind::gamma;
    result.first_ = 1 / squared;
    result.second_ = mean * squared;
    return result;
}

Distribution Distribution::empirical(std::vector<double> values)
{
    require(!values.empty(), "an empirical distribution needs at least one value");
    for (const double value : values) {
        require(std::isfinite(value), "the values of an empirical distribution must be finite");
    }
    std::sort(values.begin(), values.end());
    Distribution result;
    result.kind_ = Kind::empirical;
    result.values_ = std::move(values);
    return result;
}

Distribution Distribution::within(double low, double high) const
{
    require(low <= high, "the limits of a clipped distribution must have the lower first");
    Distribution result = *this;
    result.low_ = clipped_ ? std::clamp(low_, low, high) : low;
    result.high_ = clipped_ ? std::clamp(high_, low, high) : high;
    result.clipped_ = true;
    return result;
}

double Distribution::quantile(double u) const
{
    EXPECT(u > 0 && u < 1, "a quantile needs a probability strictly between 0 and 1");
    return clip(unclipped_quantile(u));
}

double Distribution::clip(double value) const
{
    return clipped_ ? std::clamp(value, low_, high_) : value;
}

double Distribution::unclipped_quantile(double u) const
{
    switch (kind_) {
        case Kind::constant:
            return first_;
        case Kind::uniform:
            return std::min(first_ + u * (second_ - first_), second_);
        case Kind::exponential:
            return first_ * unit_exponential(u);
        case Kind::normal:
            return first_ + second_ * standard_normal_quantile(u);
        case Kind::lognormal:
            return std::exp(first_ + second_ * standard_normal_quantile(u));
        case Kind::gamma:
            return second_ * boost::math::gamma_p_inv(first_, u, Policy());
        case Kind::empirical:
            return empirical_quantile(values_, u);
    }
    EXPECT(false, "a distribution has one of the known kinds");
}

double Distribution::next(RandomStream& stream) const
{
    return quantile(stream.uniform());
}

void Distribution::fill(RandomStream& stream, std::span<double> variates) const
{
    if (kind_ == Kind::exponential) return fill_exponential(stream, variates);
    stream.fill_uniforms(variates);
    for (double& variate : variates) variate = quantile(variate);
}

void Distribution::fill_exponential(RandomStream& stream, std::span<double> variates) const
{
    alignas(64) std::array<std::uint64_t, 64> words;
    for (std::span<double> left = variates; !left.empty();) {
        const std::size_t count = std::min(words.size(), left.size());
        stream.fill_bits(std::span(words).first(count));
        exponentials(std::span(words).first(count), first_, left.first(count));
        left = left.subspan(count);
    }
    if (!clipped_) return;
    for (double& variate : variates) variate = clip(variate);
}

double Distribution::mean() const
{
    switch (kind_) {
        case Kind::constant:
        case Kind::exponential:
        case Kind::normal:
            return first_;
        case Kind::uniform:
            return first_ + (second_ - first_) / 2;
        case Kind::lognormal:
            return std::exp(first_ + second_ * second_ / 2);
        case Kind::gamma:
            return first_ * second_;
        case Kind::empirical:
            return empirical_mean(values_);
    }
    EXPECT(false, "a distribution has one of the known kinds");
}

double Distribution::variance() const
{
    switch (kind_) {
        case Kind::constant:
            return 0;
        case Kind::uniform:
            return (second_ - first_) * (second_ - first_) / 12;
        case Kind::exponential:
            return first_ * first_;
        case Kind::normal:
            return second_ * second_;
        case Kind::lognormal:
            return mean() * mean() * std::expm1(second_ * second_);
        case Kind::gamma:
            return first_ * second_ * second_;
        case Kind::empirical:
            return empirical_variance(values_);
    }
    EXPECT(false, "a distribution has one of the known kinds");
}

}  // namespace sim
