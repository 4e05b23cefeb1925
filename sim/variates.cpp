#include "sim/variates.hpp"

#include <utility>

namespace sim {

Variates::Variates(RandomStream stream, Distribution distribution)
    : stream_(stream), distribution_(std::move(distribution))
{
}

void Variates::draw()
{
    distribution_.fill(stream_, ready_);
    given_ = 0;
}

}  // namespace sim
