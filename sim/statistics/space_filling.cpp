#include "sim/statistics/space_filling.hpp"

#include <bit>
#include <boost/random/sobol.hpp>
#include <numeric>
#include <string>
#include <utility>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"

namespace sim {
namespace {

constexpr std::size_t most_dimensions = BOOST_RANDOM_SOBOL_MAX_DIMENSION;

void check_place(std::uint64_t number, std::uint64_t count, std::size_t given, std::size_t wanted)
{
    EXPECT(number < count, "a design has no point of that number");
    EXPECT(given == wanted, "a point has one coordinate for each dimension");
}

std::vector<std::uint32_t> shuffled(std::uint32_t count, RandomStream stream)
{
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    for (std::uint32_t left = count; left > 1; --left) {  // Fisher and Yates
        const auto chosen = static_cast<std::uint32_t>(stream.uniform() * left);
        std::swap(order[left - 1], order[chosen]);
    }
    return order;
}

}  // namespace

SobolSequence::SobolSequence(std::size_t dimension) : dimension_(dimension)
{
    EXPECT(dimension > 0 && dimension <= most_dimensions,
           "Sobol's sequence is known up to some number of dimensions");
    boost::random::sobol sequence(dimension);
    // point 2^k is the exclusive or of the direction numbers k and k - 1, its Gray code
    for (std::uint64_t power = 1; power < most_points; power *= 2) {
        sequence.seed(power - 1);  // the library counts from the point after the origin
        for (std::size_t k = 0; k < dimension; ++k) {
            const std::uint64_t before =
                power == 1 ? 0 : directions_[directions_.size() - dimension];
            directions_.push_back(sequence() ^ before);
        }
    }
}

void SobolSequence::point(std::uint64_t number, std::span<double> coordinates) const
{
    check_place(number, most_points, coordinates.size(), dimension_);
    const std::uint64_t code = number ^ (number >> 1);
    for (std::size_t k = 0; k < dimension_; ++k) {
        std::uint64_t bits = 0;
        for (std::uint64_t left = code; left != 0; left &= left - 1) {
            bits ^= directions_[static_cast<std::size_t>(std::countr_zero(left)) * dimension_ + k];
        }
        coordinates[k] = static_cast<double>(bits >> 11) * 0x1p-53;
    }
}

LatinHypercube::LatinHypercube(std::size_t dimension, std::uint32_t count, std::uint64_t seed)
    : seed_(seed)
{
    EXPECT(dimension > 0 && count > 0, "a Latin hypercube has dimensions and points");
    for (std::size_t k = 0; k < dimension; ++k) {
        const std::string name = "latin hypercube/" + std::to_string(k);
        strata_.push_back(shuffled(count, RandomStream(seed, 0, name)));
    }
}

void LatinHypercube::point(std::uint64_t number, std::span<double> coordinates) const
{
    const std::size_t count = strata_.front().size();
    check_place(number, count, coordinates.size(), strata_.size());
    RandomStream place(seed_, number, "latin hypercube/place");
    for (std::size_t k = 0; k < strata_.size(); ++k) {
        const double stratum = strata_[k][number];
        coordinates[k] = (stratum + place.uniform()) / static_cast<double>(count);
    }
}

}  // namespace sim
