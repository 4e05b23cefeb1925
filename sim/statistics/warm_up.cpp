#include "sim/statistics/warm_up.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "sim/expect.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

constexpr std::size_t batch_size = 5;
constexpr std::size_t fewest_batches = 10;
constexpr std::size_t fewest_kept = 5;

double mean_of(std::span<const double> observations)
{
    Tally tally;
    for (const double observation : observations) tally.add(observation);
    return tally.mean();
}

std::vector<double> batch_means(std::span<const double> observations)
{
    std::vector<double> means;
    for (std::size_t i = 0; i + batch_size <= observations.size(); i += batch_size) {
        means.push_back(mean_of(observations.subspan(i, batch_size)));
    }
    return means;
}

// The number of batches to delete; of equal minima the earliest.
std::size_t best_truncation(const std::vector<double>& batches)
{
    Tally kept;
    std::size_t best = 0;
    double smallest = std::numeric_limits<double>::infinity();
    for (std::size_t d = batches.size(); d-- > 0;) {
        kept.add(batches[d]);
        if (kept.count() < fewest_kept) continue;
        const double n = static_cast<double>(kept.count());
        const double statistic = kept.variance() * (n - 1) / (n * n);
        if (statistic > smallest) continue;
        smallest = statistic;
        best = d;
    }
    return best;
}

WarmUp refused(std::span<const double> observations, const std::string& reason)
{
    return {false, 0, mean_of(observations), "no warm-up deleted: " + reason};
}

}  // namespace

WarmUp delete_warm_up(std::span<const double> observations)
{
    for (const double x : observations) {
        EXPECT(std::isfinite(x), "warm-up deletion needs finite observations");
    }
    const std::string total = std::to_string(observations.size());
    const std::vector<double> batches = batch_means(observations);
    if (batches.size() < fewest_batches) {
        return refused(observations, "MSER-5 needs at least " +
                                         std::to_string(fewest_batches * batch_size) +
                                         " observations, and there are " + total);
    }
    const std::size_t best = best_truncation(batches);
    const std::string place = std::to_string(best * batch_size) + " of " + total + " observations";
    if (2 * best >= batches.size()) {
        return refused(observations, "MSER-5 would delete the first " + place +
                                         ", which is not the lesser half; the run is too short to "
                                         "have become steady");
    }
    const std::size_t deleted = best * batch_size;
    return {true, deleted, mean_of(observations.subspan(deleted)),
            "the first " + place + " deleted as warm-up, where MSER-5 is least"};
}

}  // namespace sim
