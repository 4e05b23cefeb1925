#pragma once

#include <string>
#include <vector>

#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

namespace tests {

// The values of a metric of one job of fio.
inline std::vector<double> of_job(const calibration::Imported& imported, const std::string& job,
                                  const std::string& metric)
{
    std::vector<double> found;
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            const bool wanted = sample.metric == metric && text_condition(sample, "job") == job;
            if (wanted) found.push_back(sample.value);
        }
    }
    return found;
}

inline const calibration::Sample& first(const calibration::Imported& imported,
                                        const std::string& metric)
{
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            if (sample.metric == metric) return sample;
        }
    }
    FAIL("no sample of " << metric);
    return imported.runs.front().samples.front();
}

inline const std::string read_percentile = "fio_read_completion_latency_percentile";
inline const std::string write_percentile = "fio_write_completion_latency_percentile";

}  // namespace tests
