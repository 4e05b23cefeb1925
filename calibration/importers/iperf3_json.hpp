#pragma once

#include "calibration/json_lines.hpp"
#include "calibration/sample.hpp"

namespace calibration::importers {

// Whether the value is what `iperf3 --json` prints for a run, perhaps cut, or an array of these, or
// an event of `--json-stream`.
bool is_iperf3_json(const JsonNode& value);

// Adds the runs of all documents.
void read_iperf3_json(const JsonDocuments& json, Imported& imported);

}  // namespace calibration::importers
