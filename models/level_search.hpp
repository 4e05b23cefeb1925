#pragma once

#include <cstdint>
#include <exception>
#include <map>
#include <stop_token>

#include "models/observation.hpp"
#include "models/scenario.hpp"

namespace models {

// What a number of users held present gave in one replication: the window after the warm-up.
struct Level {
    Sample sample;
    std::uint64_t fingerprint = 0;
    bool held = false;  // the SLO
};

Level hold_level(const Scenario& scenario, const Platform& platform, std::uint64_t replication,
                 int users);

// Nobody waits for the answer any more.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "the search was cancelled"; }
};

// The levels of one replication, simulated when first asked for. Throws Cancelled in place of
// simulating once `stop` is asked for.
class LevelSearch {
public:
    LevelSearch(const Scenario& scenario, const Platform& platform, std::uint64_t replication,
                std::stop_token stop = {})
        : scenario_(&scenario),
          platform_(&platform),
          replication_(replication),
          stop_(std::move(stop))
    {
    }

    const Level& at(int users);
    // The largest level that holds if every lower one does, searched outwards from `start` and then
    // by bisection; 0 ... scenario.max_users.
    int largest(int start) { return largest(start, 0, scenario_->max_users); }
    // The same within low ... high; `low`, taken for held, if no other is.
    int largest(int start, int low, int high);
    int evaluations() const { return static_cast<int>(levels_.size()); }

private:
    const Scenario* scenario_;
    const Platform* platform_;
    std::uint64_t replication_;
    std::stop_token stop_;
    std::map<int, Level> levels_;
};

}  // namespace models
