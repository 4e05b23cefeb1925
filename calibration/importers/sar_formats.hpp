#pragma once

#include "calibration/measurement_text.hpp"
#include "calibration/sample.hpp"

namespace calibration::importers {

// The text of sar, of a clock of 12 or 24 hours. What begins with "Linux" is a run, and so is what
// comes after a restart with another number of CPUs.
bool is_sar_text(const MeasurementText& text);
void read_sar_text(const MeasurementText& text, Imported& imported);

// The rows of `sadf -d`, also those of `-h` with all devices side by side.
bool is_sadf_rows(const MeasurementText& text);
void read_sadf_rows(const MeasurementText& text, Imported& imported);

// The documents of `sadf -j`, old and new.
bool is_sadf_json(const JsonDocuments& json);
void read_sadf_json(const MeasurementText& text, Imported& imported);

}  // namespace calibration::importers
