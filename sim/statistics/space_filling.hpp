#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sim {

// Points of the unit cube [0, 1)^d that fill it more evenly than random ones do, each computed from
// its number alone.

// Sobol's sequence in Gray code order from the origin on, with the direction numbers of Joe and Kuo
// (SIAM J. Sci. Comput. 30, 2008). The first 2^m points are filled most evenly.
class SobolSequence {
public:
    static constexpr std::uint64_t most_points = std::uint64_t{1} << 32;

    explicit SobolSequence(std::size_t dimension);  // 1 ... 3667 (LogicError)

    // Point `number` < most_points into as many coordinates as there are dimensions.
    void point(std::uint64_t number, std::span<double> coordinates) const;

private:
    std::size_t dimension_;
    std::vector<std::uint64_t> directions_;  // by bit of the Gray code, then by dimension
};

// Latin hypercube: of `count` points each lies in a stratum of its own in every coordinate, at a
// random place of it (McKay, Beckman and Conover, Technometrics 21, 1979). Holds 4 bytes for each
// point and coordinate.
class LatinHypercube {
public:
    LatinHypercube(std::size_t dimension, std::uint32_t count, std::uint64_t seed);

    void point(std::uint64_t number, std::span<double> coordinates) const;

private:
    std::uint64_t seed_;
    std::vector<std::vector<std::uint32_t>> strata_;  // by coordinate, then by point
};

}  // namespace sim
