#pragma once

#include "calibration/importers/fio_job.hpp"
#include "calibration/measurement_text.hpp"

namespace calibration::importers {

// Whether a line is one in which fio defines a job or begins its results, in its normal output.
bool is_fio_line(std::string_view line);

// Adds the runs of normal output whose jobs `told` does not contain.
void read_fio_text(const MeasurementText& text, Imported& imported, const FioTold& told);

}  // namespace calibration::importers
