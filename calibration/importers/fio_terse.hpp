#pragma once

#include <optional>

#include "calibration/importers/fio_job.hpp"
#include "calibration/measurement_text.hpp"

namespace calibration::importers {

// A line of `fio --output-format=terse`, version 2 to 5.
struct FioTerse {
    FioJob job;
    std::string_view version;  // of fio; empty: version 2 does not tell it
    bool complete = true;      // false: the file ends in the results
};

std::optional<FioTerse> fio_terse_in(const TextLine& line);

// Whether the line is one; cheaper than reading it.
bool is_fio_terse(std::string_view line);

// Adds the runs of such lines that `told` does not contain, and their jobs to it. Lines that follow
// each other are of one run.
void read_fio_terse(const MeasurementText& text, Imported& imported, FioTold& told);

}  // namespace calibration::importers
