#pragma once

#include "calibration/measurement_text.hpp"
#include "calibration/sample.hpp"

namespace calibration::importers {

// Whether a line declares the type of a metric, as in "# TYPE node_load1 gauge".
bool is_exposition(const MeasurementText& text);

// What an exporter answers (text exposition format 0.0.4, OpenMetrics): each scrape is a run.
Imported read_exposition(const MeasurementText& text);

// The base unit that a name ends in by Prometheus's rules for names: "bytes" of
// "node_network_receive_bytes_total"; empty: none.
std::string_view unit_in_name(std::string_view metric);

}  // namespace calibration::importers
