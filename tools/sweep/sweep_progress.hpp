#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "tools/progress.hpp"
#include "tools/sweep/plan.hpp"
#include "tools/sweep/store.hpp"

namespace tools {

// How far a sweep is: on a terminal a line that changes, elsewhere a line a minute.
class SweepProgress {
public:
    SweepProgress(const Plan& plan, const Plan::Order& order, const StoreCounts& before,
                  bool quiet);

    // Of a sweep that others carry out.
    SweepProgress(const std::string& name, std::uint64_t points, const StoreCounts& before,
                  bool quiet);

    void done(std::uint64_t number, bool failed);                   // and stored
    void seen(const StoreCounts& counts, const std::string& note);  // what others stored so far
    void show();
    void clear();
    std::string text() const;  // "12 of 40 points"

private:
    using Clock = std::chrono::steady_clock;

    std::string line() const;

    Progress terminal_;
    bool log_;
    std::string name_;
    std::string note_;
    std::uint64_t points_;
    StoreCounts counts_;
    std::vector<float> work_;  // by number of the point, in units of the order
    double left_ = 0;          // work
    double finished_ = 0;      // since `began_`
    std::uint64_t new_ = 0;    // points since then
    Clock::time_point began_ = Clock::now();
    Clock::time_point shown_;
};

}  // namespace tools
