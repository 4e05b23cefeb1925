#pragma once

#include "calibration/importers.hpp"

// Each in the file of its name.
namespace calibration::importers {

extern const Importer intel_linpack;

}  // namespace calibration::importers
