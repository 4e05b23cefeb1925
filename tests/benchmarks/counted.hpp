#pragma once

#include <valgrind/callgrind.h>

#include <cstddef>
#include <vector>

#include "sim/simulation.hpp"
#include "tests/benchmarks/draws.hpp"

// Loops whose instructions callgrind counts: only what stands between start and stop.
namespace benchmarks {

// Runs `operation` so many times, counted; returns how many.
template <class Operation>
long count(long operations, Operation operation)
{
    CALLGRIND_START_INSTRUMENTATION;
    for (long number = 0; number < operations; ++number) operation();
    CALLGRIND_STOP_INSTRUMENTATION;
    return operations;
}

// Runs a simulation until `done` has grown by so many, or some more.
inline void run(sim::Simulation& simulation, const long& done, long operations)
{
    const long last = done + operations;
    while (done < last) simulation.run_until(simulation.now() + 10);
}

// A tenth as a start, then the rest, counted; returns how many.
inline long count_of(sim::Simulation& simulation, const long& done, long operations)
{
    run(simulation, done, operations / 10);
    const long before = done;
    count(1, [&] { run(simulation, done, operations); });
    return done - before;
}

// Times from event to event, drawn before counting begins.
class DrawnTimes {
public:
    DrawnTimes() : drawn_(4096)
    {
        Draws draws("times");
        for (double& time : drawn_) time = draws.exponential(1);
    }
    double next() { return drawn_[next_++ % drawn_.size()]; }

private:
    std::vector<double> drawn_;
    std::size_t next_ = 0;
};

}  // namespace benchmarks
