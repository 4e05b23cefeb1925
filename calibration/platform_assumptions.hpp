#pragma once

#include "models/platform.hpp"

namespace calibration {

// What is taken for a quantity of a platform that nobody measured, with a range that tells how
// little is known; in the base unit of the quantity.
struct PlatformAssumption {
    models::Parameter models::Platform::*quantity;
    double value;
    double low;
    double high;
    const char* source;
};

const PlatformAssumption& assumption_about(models::Parameter models::Platform::*quantity);

}  // namespace calibration
