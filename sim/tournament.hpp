#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace sim {

// The least of many numbers that change one at a time. Places 0, 1, 2, ... hold infinity until they
// are set. A change replays the matches from its place towards the root as long as their outcome
// changes; finding the winner follows the least number down. Of equals the lower place wins.
//
// Invariant: node i holds the lesser of nodes 2i and 2i + 1; node places_ + p is place p.
class Tournament {
public:
    double least() const { return nodes_[1]; }
    double at(std::uint32_t place) const
    {
        return place < places_ ? nodes_[places_ + place] : infinity;
    }

    void set(std::uint32_t place, double number)
    {
        if (place >= places_) [[unlikely]]
            grow(place);
        std::size_t node = places_ + place;
        nodes_[node] = number;
        while (node > 1) {
            const double winner = std::min(nodes_[node], nodes_[node ^ 1]);
            node /= 2;
            if (nodes_[node] == winner) return;
            nodes_[node] = winner;
        }
    }

    std::uint32_t winner() const  // the place of the least number
    {
        std::size_t node = 1;
        while (node < places_) node = 2 * node + (nodes_[2 * node] == nodes_[node] ? 0 : 1);
        return static_cast<std::uint32_t>(node - places_);
    }

private:
    static constexpr double infinity = std::numeric_limits<double>::infinity();

    void grow(std::uint32_t place)
    {
        const std::size_t places = std::bit_ceil(std::size_t{place} + 1);
        std::vector<double> nodes(2 * places, infinity);
        for (std::size_t old = 0; old < places_; ++old) nodes[places + old] = nodes_[places_ + old];
        for (std::size_t node = places - 1; node > 0; --node) {
            nodes[node] = std::min(nodes[2 * node], nodes[2 * node + 1]);
        }
        nodes_ = std::move(nodes);
        places_ = places;
    }

    // With one place or none, node 1 is place 0 and the root at once.
    std::vector<double> nodes_ = std::vector<double>(2, infinity);
    std::size_t places_ = 1;
};

}  // namespace sim
