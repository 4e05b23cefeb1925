#pragma once

#include <string>
#include <vector>

#include "calibration/sample.hpp"

namespace tools {

// The document of `import --json`: every file with its runs, samples and flags; values in the unit
// that stands beside them.
std::string import_document(const std::vector<calibration::Imported>& files);

}  // namespace tools
