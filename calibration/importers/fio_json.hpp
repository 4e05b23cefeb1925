#pragma once

#include "calibration/importers/fio_job.hpp"
#include "calibration/json_lines.hpp"

namespace calibration::importers {

// Whether the value is what `fio --output-format=json` prints, perhaps cut.
bool is_fio_json(const JsonNode& value);

// Adds a run for each such document, and their jobs to `told`.
void read_fio_json(const JsonDocuments& json, Imported& imported, FioTold& told);

}  // namespace calibration::importers
