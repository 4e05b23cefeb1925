#pragma once

#include <vector>

#include "calibration/importers/netperf_fields.hpp"
#include "calibration/importers/netperf_test.hpp"
#include "calibration/json_lines.hpp"

namespace calibration::importers {

// Adds the samples of one result. Without a unit there are none but a flag.
void add_netperf_fields(NetperfTest test, const NetperfFields& fields, Run& run);

// The runs of a JSON list of [banner, heading, values], which some harnesses keep.
std::vector<Run> read_netperf_list(const JsonDocuments& json);

}  // namespace calibration::importers
