#include "sim/statistics/sobol_indices.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

constexpr std::size_t bootstraps = 1000;

struct Estimate {
    std::vector<double> first;
    std::vector<double> total;
};

// What each sample adds to the sums behind the indices.
class Samples {
public:
    Samples(std::span<const double> responses, std::size_t dimension) : dimension_(dimension)
    {
        const std::size_t width = dimension + 2;
        Tally both;
        for (std::size_t row = 0; row < responses.size(); row += width) {
            both.add(responses[row]);
            both.add(responses[row + 1]);
        }
        for (std::size_t row = 0; row < responses.size(); row += width) {
            const double a = responses[row] - both.mean();
            const double b = responses[row + 1] - both.mean();
            a_and_b_.push_back(a + b);
            squares_.push_back(a * a + b * b);
            for (std::size_t k = 0; k < dimension; ++k) {
                const double mixed = responses[row + 2 + k] - both.mean();
                first_.push_back(b * (mixed - a));
                total_.push_back((a - mixed) * (a - mixed) / 2);
            }
        }
    }

    std::size_t count() const { return squares_.size(); }

    Estimate estimate(std::span<const std::size_t> chosen) const
    {
        Estimate sums{std::vector<double>(dimension_, 0), std::vector<double>(dimension_, 0)};
        double sum = 0;
        double squares = 0;
        for (const std::size_t row : chosen) {
            sum += a_and_b_[row];
            squares += squares_[row];
            for (std::size_t k = 0; k < dimension_; ++k) {
                sums.first[k] += first_[row * dimension_ + k];
                sums.total[k] += total_[row * dimension_ + k];
            }
        }
        const auto n = static_cast<double>(chosen.size());
        const double mean = sum / (2 * n);
        const double variance = squares / (2 * n) - mean * mean;
        for (double& share : sums.first) share = variance > 0 ? share / n / variance : 0;
        for (double& share : sums.total) share = variance > 0 ? share / n / variance : 0;
        return sums;
    }

private:
    std::size_t dimension_;
    std::vector<double> a_and_b_;  // deviations from the mean over all A and B
    std::vector<double> squares_;
    std::vector<double> first_;  // by sample, then by coordinate
    std::vector<double> total_;
};

ConfidenceInterval percentiles(double value, std::vector<double> drawn, double level)
{
    std::sort(drawn.begin(), drawn.end());
    const auto last = static_cast<double>(drawn.size() - 1);
    const auto at = [&](double share) {
        return drawn[static_cast<std::size_t>(std::lround(share * last))];
    };
    return {value, at((1 - level) / 2), at((1 + level) / 2), level};
}

}  // namespace

std::vector<std::vector<double>> sobol_design(std::size_t dimension, std::size_t samples)
{
    EXPECT(dimension > 0 && dimension <= most_sobol_coordinates,
           "Sobol's sequence is known up to some number of coordinates");
    boost::random::sobol sequence(2 * dimension);
    const auto next = [&] {
        return (static_cast<double>(sequence() >> 12) + 0.5) * 0x1p-52;  // inside (0, 1)
    };
    std::vector<std::vector<double>> points;
    points.reserve(samples * (dimension + 2));
    for (std::size_t sample = 0; sample < samples; ++sample) {
        std::vector<double> a(dimension);
        std::vector<double> b(dimension);
        for (std::size_t k = 0; k < dimension; ++k) {
            a[k] = next();
            b[k] = next();
        }
        points.push_back(a);
        points.push_back(b);
        for (std::size_t k = 0; k < dimension; ++k) {
            points.push_back(a);
            points.back()[k] = b[k];
        }
    }
    return points;
}

std::vector<SobolIndices> sobol_indices(std::span<const double> responses, std::size_t dimension,
                                        double level, RandomStream& stream)
{
    EXPECT(responses.size() % (dimension + 2) == 0 && responses.size() >= 2 * (dimension + 2),
           "Sobol's indices need two whole samples");
    const Samples samples(responses, dimension);
    std::vector<std::size_t> chosen(samples.count());
    for (std::size_t row = 0; row < chosen.size(); ++row) chosen[row] = row;
    const Estimate estimate = samples.estimate(chosen);
    std::vector<std::vector<double>> first(dimension);
    std::vector<std::vector<double>> total(dimension);
    for (std::size_t draw = 0; draw < bootstraps; ++draw) {
        for (std::size_t& row : chosen) {
            row = static_cast<std::size_t>(stream.uniform() * static_cast<double>(chosen.size()));
        }
        const Estimate drawn = samples.estimate(chosen);
        for (std::size_t k = 0; k < dimension; ++k) {
            first[k].push_back(drawn.first[k]);
            total[k].push_back(drawn.total[k]);
        }
    }
    std::vector<SobolIndices> indices;
    for (std::size_t k = 0; k < dimension; ++k) {
        indices.push_back({percentiles(estimate.first[k], std::move(first[k]), level),
                           percentiles(estimate.total[k], std::move(total[k]), level)});
    }
    return indices;
}

}  // namespace sim
