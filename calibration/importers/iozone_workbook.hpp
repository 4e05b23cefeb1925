#pragma once

#include <string_view>

#include "calibration/sample.hpp"

namespace calibration::importers {

// The worksheet that `iozone -b` writes: BIFF2, a stream of records without a container, with the
// command line in its first cell.
bool is_iozone_workbook(std::string_view bytes);

// Its reports; the line of a sample is its row, from 1.
Run read_iozone_workbook(std::string_view bytes);

}  // namespace calibration::importers
