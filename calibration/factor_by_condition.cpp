#include "calibration/factor_by_condition.hpp"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace calibration {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double level = 0.05;
constexpr double least_error = 1e-9;  // perfect measurements agree up to rounding

struct Part {
    double log = 0;
    double error = 0;
    double degrees_of_freedom = 0;
    double weight = 0;  // by runs
};

std::vector<Part> with_interval(std::span<const OverheadFactor> factors)
{
    std::vector<Part> parts;
    for (const OverheadFactor& one : factors) {
        if (!one.has_interval()) continue;
        const double native = static_cast<double>(one.native.runs);
        const double guest = static_cast<double>(one.guest.runs);
        parts.push_back({std::log(one.factor), std::max(one.log_standard_error, least_error),
                         one.degrees_of_freedom, native * guest / (native + guest)});
    }
    return parts;
}

double upper_tail_of_f(double ratio, double degrees, double other_degrees)
{
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    const boost::math::fisher_f_distribution<double, Policy> law(degrees, other_degrees);
    return boost::math::cdf(boost::math::complement(law, ratio));
}

double p_value_of_equality(const std::vector<Part>& parts)
{
    if (parts.size() < 2) return undefined;
    double weights = 0;
    double mean = 0;
    for (const Part& part : parts) {
        const double weight = 1 / (part.error * part.error);
        weights += weight;
        mean += weight * part.log;
    }
    mean /= weights;
    double q = 0;
    double doubt = 0;
    for (const Part& part : parts) {
        const double weight = 1 / (part.error * part.error);
        const double rest = 1 - weight / weights;
        q += weight * (part.log - mean) * (part.log - mean);
        doubt += rest * rest / part.degrees_of_freedom;
    }
    const double k = static_cast<double>(parts.size());
    const double f = q / (k - 1) / (1 + 2 * (k - 2) / (k * k - 1) * doubt);
    return upper_tail_of_f(f, k - 1, (k * k - 1) / (3 * doubt));
}

OverheadFactor pooled_by_runs(const std::vector<Part>& parts)
{
    double weights = 0;
    for (const Part& part : parts) weights += part.weight;
    double log = 0;
    double variance = 0;
    double doubt = 0;
    for (const Part& part : parts) {
        const double share = part.weight / weights;
        const double own = share * share * part.error * part.error;
        log += share * part.log;
        variance += own;
        doubt += own * own / part.degrees_of_freedom;
    }
    OverheadFactor pooled;
    pooled.factor = std::exp(log);
    pooled.log_standard_error = std::sqrt(variance);
    pooled.degrees_of_freedom = variance * variance / doubt;
    return pooled;
}

OverheadFactor mean_over_conditions(std::span<const OverheadFactor> factors)
{
    sim::Tally logs;
    for (const OverheadFactor& one : factors) logs.add(std::log(one.factor));
    const double k = static_cast<double>(factors.size());
    OverheadFactor mean;
    mean.factor = std::exp(logs.mean());
    mean.log_standard_error = logs.standard_deviation() / std::sqrt(k);
    mean.degrees_of_freedom = k - 1;
    return mean;
}

double largest_ratio(std::span<const OverheadFactor> factors)
{
    const auto by_factor = [](const auto& a, const auto& b) { return a.factor < b.factor; };
    const auto [low, high] = std::minmax_element(factors.begin(), factors.end(), by_factor);
    return high->factor / low->factor;
}

}  // namespace

FactorByCondition factor_by_condition(std::span<const OverheadFactor> factors, double tolerance)
{
    EXPECT(!factors.empty(), "a table of factors needs a condition");
    const std::vector<Part> parts = with_interval(factors);
    FactorByCondition result;
    result.p_value = p_value_of_equality(parts);
    result.largest_ratio = largest_ratio(factors);
    const bool may_be_noise = result.p_value >= level;  // not where it is NaN
    result.one_number = result.largest_ratio <= 1 + tolerance || may_be_noise;
    if (factors.size() == 1) {
        result.pooled = factors.front();
    } else if (result.one_number && !parts.empty()) {
        result.pooled = pooled_by_runs(parts);
    } else {
        result.pooled = mean_over_conditions(factors);
    }
    result.pooled.native = result.pooled.guest = {};
    for (const OverheadFactor& one : factors) {
        result.pooled.native.runs += one.native.runs;
        result.pooled.guest.runs += one.guest.runs;
    }
    return result;
}

}  // namespace calibration
