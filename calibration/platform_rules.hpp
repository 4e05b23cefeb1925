#pragma once

#include <span>

#include "calibration/sample.hpp"
#include "models/platform.hpp"

namespace calibration {

// What becomes of a measured factor, guest over native, or of what was measured in the guest.
enum class Turn {
    efficiency,  // speed here over speed natively
    demand,      // time here over time natively
    seconds,     // of a round trip in the guest
};

// Which metric informs which quantity of a platform.
struct PlatformRule {
    models::Parameter models::Platform::*quantity;
    Turn turn;
    int rank;          // 1: the best; metrics of a higher rank only serve where there is none lower
    const char* tool;  // in words; of one tool only its first metric that was measured serves
    const char* metric;
    double round_trips = 1;           // per measured time, for Turn::seconds: 2 of a half one
    const char* condition = nullptr;  // that has to be met: a word, or a number of at least
    const char* word = nullptr;
    double least = 0;
};

std::span<const PlatformRule> platform_rules();

bool is_met(const PlatformRule& rule, const Conditions& conditions);

}  // namespace calibration
