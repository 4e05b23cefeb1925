#pragma once

#include <string>
#include <vector>

#include "calibration/calibrated_platform.hpp"
#include "calibration/sample.hpp"
#include "tools/text.hpp"

namespace tools {

// The measurements of a guest, or the native ones, and where they were found.
struct MeasuredSide {
    std::string name;    // "native" or the guest
    std::string folder;  // as given
    std::vector<calibration::Imported> files;
};

struct CalibratedGuest {
    MeasuredSide side;
    calibration::CalibratedPlatform platform;
    std::string written;  // path of its file; empty: none was written
};

// What `calibrate` answers.
struct CalibrationAnswer {
    MeasuredSide native;
    std::vector<CalibratedGuest> guests;
    double level = 0.95;  // of the intervals shown
    bool drop_outliers = false;
};

// The answer as tables; `verbose` also shows what is cut otherwise.
std::string calibration_text(const CalibrationAnswer& answer, bool verbose,
                             const Terminal& terminal);

// The answer as one JSON document.
std::string calibration_document(const CalibrationAnswer& answer);

}  // namespace tools
