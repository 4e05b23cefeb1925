#pragma once

#include <string>
#include <vector>

#include "calibration/ramp_validation.hpp"
#include "models/scenario.hpp"
#include "tools/text.hpp"

namespace tools {

// A scenario held against ramps, for text, JSON and table.
struct RampAnswer {
    models::Scenario scenario;  // with one platform
    std::vector<std::string> files;
    std::vector<calibration::MeasuredRamp> ramps;
    models::LevelOptions options;
    std::vector<models::LevelPrediction> levels;
    calibration::RampValidation validation;
    std::vector<std::string> notes;
};

std::string ramp_text(const RampAnswer& answer, const Terminal& terminal);
std::string ramp_document(const RampAnswer& answer);

// Comma-separated values, one line for each sample, to plot.
std::string ramp_table(const RampAnswer& answer);

models::Dimension dimension_of(calibration::Measured quantity);

}  // namespace tools
