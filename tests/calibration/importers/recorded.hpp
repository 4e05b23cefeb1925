#pragma once

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "calibration/importers.hpp"

namespace tests {

// What comes out of a file of tests/recorded, named as in "stream/5.10.txt".
inline calibration::Imported recorded(const std::string& name)
{
    return calibration::import_file(std::string(BBBCAP_SOURCE_DIR) + "/tests/recorded/" + name);
}

// What comes out of a text.
inline calibration::Imported imported(const std::string& text)
{
    return calibration::import_text(calibration::MeasurementText(text));
}

// The folder of real measurements, which is not part of the repository; empty: it is not there.
inline std::string real_folder()
{
    const char* named = std::getenv("BBBCAP_MEASUREMENTS");
    const std::string folder =
        named != nullptr ? named : std::string(BBBCAP_SOURCE_DIR) + "/../shared/measurements";
    return std::filesystem::is_directory(folder) ? folder + '/' : "";
}

inline calibration::Imported real(const std::string& name)
{
    return calibration::import_file(real_folder() + name);
}

// The values of a metric in the order of the file.
inline std::vector<double> values(const calibration::Run& run, const std::string& metric)
{
    std::vector<double> found;
    for (const calibration::Sample& sample : run.samples) {
        if (sample.metric == metric) found.push_back(sample.value);
    }
    return found;
}

inline std::vector<double> values(const calibration::Imported& imported, const std::string& metric)
{
    std::vector<double> found;
    for (const calibration::Run& run : imported.runs) {
        const auto more = values(run, metric);
        found.insert(found.end(), more.begin(), more.end());
    }
    return found;
}

// The condition of that name, NaN when there is none or it is a text.
inline double condition(const calibration::Sample& sample, const std::string& name)
{
    const auto* found = calibration::find_condition(sample.conditions, name);
    const double* value = found != nullptr ? std::get_if<double>(&found->value) : nullptr;
    return value != nullptr ? *value : std::nan("");
}

// The text of the condition of that name, empty when there is none or it is a number.
inline std::string text_condition(const calibration::Sample& sample, const std::string& name)
{
    const auto* found = calibration::find_condition(sample.conditions, name);
    const auto* value = found != nullptr ? std::get_if<std::string>(&found->value) : nullptr;
    return value != nullptr ? *value : "";
}

// The values of a metric under one condition.
inline std::vector<double> values(const calibration::Imported& imported, const std::string& metric,
                                  const std::string& name, double its_value)
{
    std::vector<double> found;
    for (const calibration::Run& run : imported.runs) {
        for (const calibration::Sample& sample : run.samples) {
            const bool wanted = sample.metric == metric && condition(sample, name) == its_value;
            if (wanted) found.push_back(sample.value);
        }
    }
    return found;
}

// Whether a flag of the run says so.
inline bool has_flag(const calibration::Run& run, const std::string& part)
{
    for (const std::string& flag : run.flags) {
        if (flag.find(part) != std::string::npos) return true;
    }
    return false;
}

}  // namespace tests
