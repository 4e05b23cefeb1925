#pragma once

#include "calibration/measurement_text.hpp"
#include "calibration/sample.hpp"

namespace calibration::importers {

// Whether a line is one that iperf3 prints when it begins, ends or fails, or a result.
bool is_iperf3_line(const TextLine& line);

// Adds the runs that stand in the text, of clients and servers.
void read_iperf3_text(const MeasurementText& text, Imported& imported);

}  // namespace calibration::importers
