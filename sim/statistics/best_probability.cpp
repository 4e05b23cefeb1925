#include "sim/statistics/best_probability.hpp"

#include <algorithm>
#include <cmath>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

constexpr int draws = 20000;

struct Sample {
    double mean = 0;
    std::vector<double> deviations;  // from the mean
};

Sample sample_of(const std::vector<double>& observations)
{
    Tally tally;
    for (const double x : observations) tally.add(x);
    Sample sample{tally.mean(), observations};
    for (double& x : sample.deviations) x -= tally.mean();
    return sample;
}

// The mean moved by a combination of its own deviations; the same weights for all contenders keep
// their covariance.
double moved(const Sample& sample, const std::vector<double>& weights, double scale)
{
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * sample.deviations[i];
    return sample.mean + scale * sum;
}

void share_among_largest(const std::vector<double>& values, std::vector<double>& shares)
{
    const double largest = *std::ranges::max_element(values);
    const auto winners = static_cast<double>(std::ranges::count(values, largest));
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] == largest) shares[i] += 1 / winners;
    }
}

}  // namespace

std::vector<double> best_probabilities(std::span<const std::vector<double>> observations,
                                       LargestIn what, RandomStream stream)
{
    EXPECT(!observations.empty(), "the best of none is asked for");
    const std::size_t n = observations.front().size();
    EXPECT(n >= 2, "the best needs two observations of each contender");
    std::vector<Sample> samples;
    for (const std::vector<double>& one : observations) {
        EXPECT(one.size() == n, "contenders need as many observations each");
        samples.push_back(sample_of(one));
    }
    const auto count = static_cast<double>(n);
    const Distribution normal = Distribution::normal(0, 1);
    const Distribution chi_squared = Distribution::gamma(count - 1, std::sqrt(2 / (count - 1)));
    const double own = what == LargestIn::expectation ? 0 : 1;
    std::vector<double> weights(n);
    std::vector<double> values(samples.size());
    std::vector<double> shares(samples.size());
    for (int draw = 0; draw < draws; ++draw) {
        normal.fill(stream, weights);
        const double scale = std::sqrt((own + 1 / count) / chi_squared.next(stream));
        for (std::size_t i = 0; i < samples.size(); ++i) {
            values[i] = moved(samples[i], weights, scale);
        }
        share_among_largest(values, shares);
    }
    for (double& share : shares) share /= draws;
    return shares;
}

}  // namespace sim
