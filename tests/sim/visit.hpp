#pragma once

#include <limits>

#include "sim/callback.hpp"
#include "sim/simulation.hpp"

inline constexpr sim::Time never = std::numeric_limits<double>::infinity();

// A customer who writes down when the service is done.
struct Visit {
    explicit Visit(sim::Simulation& of) : simulation(of) {}
    void finish() { finished = simulation.now(); }
    sim::Callback done() { return sim::Callback::to<&Visit::finish>(this); }

    sim::Simulation& simulation;
    sim::Time finished = never;
};
