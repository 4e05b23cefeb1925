#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calibration/sample.hpp"

namespace tests {

// A condition for a sample: {"threads", 4}.
inline calibration::Conditions with(std::string_view name, double value,
                                    calibration::Conditions others = {})
{
    set_condition(others, name, value);
    return others;
}

// A file with one run, each value a sample in a line of its own.
inline calibration::Imported file_of(const std::string& name, const std::string& metric,
                                     const std::vector<double>& values,
                                     const std::string& unit = "MB/s",
                                     const calibration::Conditions& conditions = {},
                                     calibration::Better better = calibration::Better::higher)
{
    calibration::Run run;
    for (const double value : values) {
        run.add({metric, value, unit, better, conditions, run.samples.size() + 1});
    }
    return {name, "tool", "", {run}, ""};
}

// Files "name.1.txt", "name.2.txt", ... with one sample each.
inline std::vector<calibration::Imported> repetitions_of(const std::string& name,
                                                         const std::string& metric,
                                                         const std::vector<double>& values)
{
    std::vector<calibration::Imported> files;
    for (std::size_t i = 0; i < values.size(); ++i) {
        files.push_back(file_of(name + '.' + std::to_string(i + 1) + ".txt", metric, {values[i]}));
    }
    return files;
}

}  // namespace tests
