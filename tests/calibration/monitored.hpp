#pragma once

#include <string>
#include <utility>
#include <vector>

#include "calibration/monitoring.hpp"
#include "calibration/series_selector.hpp"
#include "tests/catch.hpp"

namespace tests {

// The series of files of a folder, all of which can be read.
inline calibration::Monitoring monitoring(const std::string& folder,
                                          const std::vector<std::string>& files)
{
    std::vector<std::string> paths;
    for (const std::string& file : files) paths.push_back(folder + file);
    models::Findings findings;
    auto read = calibration::read_monitoring(paths, findings);
    REQUIRE(findings.empty());
    return read;
}

// The same for files of tests/recorded.
inline calibration::Monitoring recorded_monitoring(const std::vector<std::string>& files)
{
    return monitoring(std::string(BBBCAP_SOURCE_DIR) + "/tests/recorded/", files);
}

// The one series that a selector names.
inline const calibration::Series& one(const calibration::Monitoring& read,
                                      const std::string& selector)
{
    std::string problem;
    const auto parsed = calibration::read_selector(selector, problem);
    const auto* found = parsed ? calibration::select_one(read, *parsed, problem) : nullptr;
    INFO(problem);
    REQUIRE(found != nullptr);
    return *found;
}

// Why a selector does not name one series.
inline std::string problem_of(const calibration::Monitoring& read, const std::string& selector)
{
    std::string problem;
    const auto parsed = calibration::read_selector(selector, problem);
    if (parsed) calibration::select_one(read, *parsed, problem);
    return problem;
}

inline calibration::Series series(const std::string& metric, const std::string& unit,
                                  const std::vector<std::pair<double, double>>& points,
                                  const std::string& tool = "prometheus")
{
    calibration::Series made{metric, unit, {}, tool, {}, {}};
    for (const auto& [time, value] : points) made.points.push_back({time, value, 0});
    return made;
}

inline std::vector<double> values(const calibration::Series& of)
{
    std::vector<double> found;
    for (const auto& point : of.points) found.push_back(point.value);
    return found;
}

inline std::vector<double> times(const calibration::Series& of)
{
    std::vector<double> found;
    for (const auto& point : of.points) found.push_back(point.time);
    return found;
}

inline bool has_note(const std::vector<std::string>& notes, const std::string& part)
{
    for (const std::string& note : notes) {
        if (note.find(part) != std::string::npos) return true;
    }
    return false;
}

}  // namespace tests
