#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "calibration/ramp_validation.hpp"

namespace calibration {

// Begin and end, as indices, of each time in which as many users were there, rounded.
std::vector<std::pair<std::size_t, std::size_t>> stretches(const MeasuredRamp& ramp);

// On the line between the two levels around.
sim::ConfidenceInterval predicted_at(const std::vector<models::LevelPrediction>& levels,
                                     Measured quantity, double users);

// The signs that can be measured, each with the limit of the SLO or where it is full, and the SLO,
// which is broken in most draws of a level. By ramp.
std::vector<Trouble> troubles_of(const std::vector<MeasuredRamp>& ramps,
                                 const std::vector<models::LevelPrediction>& levels,
                                 const models::ServerLimits& limits, const models::Slo& slo);

}  // namespace calibration
