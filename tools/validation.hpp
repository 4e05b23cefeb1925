#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calibration/published.hpp"
#include "calibration/validation.hpp"
#include "models/scenario.hpp"
#include "tools/run_summary.hpp"
#include "tools/text.hpp"

namespace tools {

// Runs beside the published study that the scenario names.
struct Validation {
    calibration::PublishedStudy study;
    std::vector<calibration::ValidationRow> rows;
};

// The study that the scenario names; none where it names none. Throws models::InputError.
std::optional<calibration::PublishedStudy> study_of(const models::Scenario& scenario,
                                                    const std::string& scenario_path,
                                                    const std::string& library);

std::optional<Validation> validate(const std::optional<calibration::PublishedStudy>& study,
                                   std::span<const RunSummary> summaries);

// `explained`: with what the ratios can and cannot say.
std::string validation_text(const Validation& validation, bool explained, const Terminal& terminal);

// Bias, error and skill of all predictions together, and what there is none of.
std::string study_score_text(const Validation& validation);

}  // namespace tools
