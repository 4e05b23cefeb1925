#pragma once

#include <array>
#include <cstddef>

#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"

namespace sim {

// A stream and a distribution with 64 variates drawn ahead in vectors: for a place that draws
// often, at 0.5 KiB. The variates are those of distribution.next(stream), to the last bit.
class Variates {
public:
    Variates(RandomStream stream, Distribution distribution);

    double next()
    {
        if (given_ == ready_.size()) [[unlikely]]
            draw();
        return ready_[given_++];
    }

private:
    [[gnu::cold]] void draw();

    alignas(64) std::array<double, 64> ready_;
    std::size_t given_ = ready_.size();
    RandomStream stream_;
    Distribution distribution_;
};

}  // namespace sim
