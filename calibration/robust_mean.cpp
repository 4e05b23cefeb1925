#include "calibration/robust_mean.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace calibration {
namespace {

constexpr double normal_over_median_deviation = 1.4826;
constexpr double normal_over_mean_deviation = 1.2533;  // sqrt(pi / 2)
constexpr std::size_t fewest = 4;                      // to tell the far from the near
constexpr double beyond_doubt = 3;
constexpr double least_slope = 0.25;  // of the score; less: no majority agrees
constexpr int most_steps = 100;

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// With the factor n / (n - 0.8) of Croux and Rousseeuw (COMPSTAT 1992), close enough below ten
// values too, as k(n) was chosen along with it. Where half the values are equal the mean deviation
// serves (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
double deviation_about(double centre, std::span<const double> values)
{
    std::vector<double> distances;
    double sum = 0;
    for (const double value : values) {
        distances.push_back(std::abs(value - centre));
        sum += distances.back();
    }
    const double n = static_cast<double>(values.size());
    const double middle = median(distances);
    if (middle == 0) return normal_over_mean_deviation * sum / n;
    return normal_over_median_deviation * middle * n / (n - 0.8);
}

double bend(std::size_t count)
{
    return 1.5 + 25 / std::pow(static_cast<double>(count) - 3, 1.5);
}

class Estimate {
public:
    explicit Estimate(std::span<const double> values)
        : values_(values),
          bend_(bend(values.size())),
          mean_(median({values.begin(), values.end()})),
          deviation_(deviation_about(mean_, values))
    {
    }

    bool has_scale() const { return deviation_ > 0; }

    void settle()
    {
        for (int step = 0; step < most_steps; ++step) {
            const double before = mean_;
            mean_ = weighted_mean();
            if (std::abs(mean_ - before) <= 1e-12 * deviation_) return;
        }
    }

    // Slope of the score u w(u), averaged over the values.
    double slope() const
    {
        double sum = 0;
        for (const double value : values_) {
            const double inside = weight(value);
            sum += inside < 1 ? -inside : 1;
        }
        return sum / n();
    }

    RobustMean result() const
    {
        double squares = 0;
        for (const double value : values_) {
            const double score = weight(value) * (value - mean_);
            squares += score * score;
        }
        const double correction = 1 + (1 - slope()) / slope() / n();
        const double variance = squares / (n() - 1) / n() / (slope() * slope());
        RobustMean robust{mean_, correction * std::sqrt(variance), n() - 1, {}};
        for (std::size_t i = 0; i < values_.size(); ++i) {
            if (distance(values_[i]) > bend_ + beyond_doubt) robust.outliers.push_back(i);
        }
        return robust;
    }

private:
    double n() const { return static_cast<double>(values_.size()); }
    double distance(double value) const { return std::abs(value - mean_) / deviation_; }

    double weight(double value) const
    {
        const double share = bend_ / std::max(distance(value), bend_);
        return share * share;
    }

    double weighted_mean() const
    {
        double sum = 0;
        double weights = 0;
        for (const double value : values_) {
            sum += weight(value) * value;
            weights += weight(value);
        }
        return sum / weights;
    }

    std::span<const double> values_;
    double bend_;
    double mean_;
    double deviation_;
};

RobustMean plain_mean(std::span<const double> values)
{
    sim::Tally tally;
    for (const double value : values) tally.add(value);
    const double n = static_cast<double>(values.size());
    return {tally.mean(), tally.standard_deviation() / std::sqrt(n), n - 1, {}};
}

RobustMean weighed(std::span<const double> values)
{
    if (values.size() < fewest) return plain_mean(values);
    Estimate estimate(values);
    if (!estimate.has_scale()) return plain_mean(values);
    estimate.settle();
    if (estimate.slope() < least_slope) return plain_mean(values);
    return estimate.result();
}

}  // namespace

RobustMean robust_mean(std::span<const double> values, Outliers outliers)
{
    EXPECT(!values.empty(), "a mean needs a value");
    for (const double value : values) EXPECT(std::isfinite(value), "a mean needs finite values");
    if (outliers == Outliers::keep) return plain_mean(values);
    RobustMean all = weighed(values);
    if (outliers == Outliers::weigh_down || all.outliers.empty()) return all;
    std::vector<double> kept;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::binary_search(all.outliers.begin(), all.outliers.end(), i))
            kept.push_back(values[i]);
    }
    RobustMean rest = weighed(kept);
    rest.outliers = all.outliers;
    return rest;
}

}  // namespace calibration
