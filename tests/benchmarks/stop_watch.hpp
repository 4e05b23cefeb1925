#pragma once

#include <chrono>

namespace benchmarks {

// Wall-clock seconds since it was made or restarted.
class StopWatch {
public:
    void restart() { start_ = Clock::now(); }
    double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point start_ = Clock::now();
};

}  // namespace benchmarks
