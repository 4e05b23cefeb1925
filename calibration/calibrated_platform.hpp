#pragma once

#include <span>
#include <string>
#include <vector>

#include "calibration/compared_factor.hpp"
#include "calibration/platform_factors.hpp"
#include "calibration/sample.hpp"

namespace calibration {

// What the measurements of a guest say of its platform.
struct CalibratedPlatform {
    std::string name;
    std::vector<ComparedFactor> compared;
    std::vector<Unpaired> unpaired;
    std::vector<CalibratedQuantity> quantities;  // of a platform, all of them

    bool is_measured() const;
};

[[nodiscard]] CalibratedPlatform calibrated_platform(const std::string& name,
                                                     std::span<const Imported> native,
                                                     std::span<const Imported> guest,
                                                     bool drop_outliers);

// Its file, as models::read_platform takes it: each quantity with its standard error, and the
// factors that it rests on with runs, conditions and files.
std::string platform_text(const CalibratedPlatform& platform);

}  // namespace calibration
