#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"
#include "sim/variates.hpp"

namespace benchmarks {

// What the workloads draw, from two named streams of replication 0.
class Draws {
public:
    explicit Draws(const std::string& name)
        : exponentials_(sim::RandomStream(1, 0, name + "/exponentials"),
                        sim::Distribution::exponential(1)),
          stream_(1, 0, name + "/words")
    {
    }

    double exponential(double mean) { return mean * exponentials_.next(); }
    std::uint64_t bits()
    {
        if (given_ == words_.size()) [[unlikely]]
            draw();
        return words_[given_++];
    }

private:
    void draw()
    {
        stream_.fill_bits(words_);
        given_ = 0;
    }

    sim::Variates exponentials_;
    sim::RandomStream stream_;
    std::array<std::uint64_t, 64> words_{};
    std::size_t given_ = words_.size();
};

}  // namespace benchmarks
