#pragma once

#include <cmath>
#include <string>
#include <variant>

#include "calibration/sample.hpp"

namespace tests {

inline std::string fault_of(const calibration::Sample& sample)
{
    if (!std::isfinite(sample.value)) return sample.metric + " is not finite";
    if (sample.metric.empty()) return "a sample without a metric";
    for (std::size_t i = 0; i < sample.conditions.size(); ++i) {
        const calibration::Condition& condition = sample.conditions[i];
        const double* number = std::get_if<double>(&condition.value);
        if (number != nullptr && !std::isfinite(*number)) return condition.name + " is not finite";
        if (i > 0 && !(sample.conditions[i - 1].name < condition.name)) {
            return "conditions are not in order";
        }
    }
    return "";
}

// What no input may lead to, or "" when there is no such thing in it.
inline std::string fault_of(const calibration::Imported& imported)
{
    if (!imported.has_samples() && imported.diagnosis.empty())
        return "neither sample nor diagnosis";
    for (const calibration::Run& run : imported.runs) {
        for (const calibration::Sample& sample : run.samples) {
            const std::string fault = fault_of(sample);
            if (!fault.empty()) return fault;
        }
    }
    return "";
}

}  // namespace tests
