#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "calibration/calibrated_platform.hpp"
#include "tools/calibration.hpp"

namespace tools {

// The comparisons of a platform: those that it rests on first.
std::vector<std::size_t> in_order(const calibration::CalibratedPlatform& platform);

// Each of these tells at most `most` items, then how many more there are.

// Runs that are far off, and sides with two levels.
std::string run_notes_text(const calibration::CalibratedPlatform& platform, std::size_t most);

// What was left unpaired, and why.
std::string unpaired_text(const calibration::CalibratedPlatform& platform, std::size_t most);

// Files without a result.
std::string useless_text(const MeasuredSide& side, std::size_t most);

// "and 3 more", or nothing.
std::string more_text(std::size_t all, std::size_t shown);

}  // namespace tools
