#include "sim/statistics/pairwise_differences.hpp"

#include "sim/expect.hpp"

namespace sim {

std::vector<PairwiseDifference> pairwise_differences(std::size_t contenders, double level,
                                                     const DifferenceOfPair& difference)
{
    EXPECT(level > 0 && level < 1, "the level of intervals must lie strictly between 0 and 1");
    std::vector<PairwiseDifference> pairs;
    for (std::size_t b = 0; b < contenders; ++b) {
        for (std::size_t a = b + 1; a < contenders; ++a) pairs.push_back({a, b});
    }
    // exactly `level` where there is one pair alone
    const auto count = static_cast<double>(pairs.size());
    const double of_each = pairs.size() == 1 ? level : 1 - (1 - level) / count;
    for (PairwiseDifference& pair : pairs) {
        pair.difference = difference(pair.a, pair.b, of_each);
    }
    return pairs;
}

}  // namespace sim
