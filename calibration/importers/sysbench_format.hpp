#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "calibration/measurement_text.hpp"
#include "calibration/sample.hpp"

namespace calibration::importers {

// The test of which sysbench prints such a line: "cpu", "memory", "fileio", "mutex", "threads";
// empty: any may. Mutex and threads print none from 1.0 on.
std::string_view sysbench_test_of(std::string_view line);

// The conditions that a line of the heading states.
void set_sysbench_conditions(const TextLine& line, Conditions& conditions);

// The results of a line, without conditions; metrics lack "sysbench_" and the test in front.
std::vector<Sample> sysbench_results(const TextLine& line);

// A row of the latencies, "avg: 0.22", in `unit`; without one the row has it. May be 0, which means
// less than the last digit.
std::optional<Sample> sysbench_latency(const TextLine& line, std::string_view unit);

}  // namespace calibration::importers
