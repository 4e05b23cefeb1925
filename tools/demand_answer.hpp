#pragma once

#include <string>
#include <vector>

#include "calibration/recorded_demands.hpp"
#include "tools/text.hpp"

namespace tools {

// What `fit` answers.
struct DemandAnswer {
    std::vector<calibration::Recording> recordings;
    std::vector<calibration::RecordedDemands> fits;
    std::vector<std::string> notes;
    std::string written;  // path of the profile; empty: none was written
};

std::string demand_text(const DemandAnswer& answer, const Terminal& terminal);

// The answer as one JSON document.
std::string demand_document(const DemandAnswer& answer);

}  // namespace tools
