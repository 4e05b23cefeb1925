#pragma once

#include <string>
#include <vector>

#include "tools/report/report_answer.hpp"

namespace tools {

// What a workload does to something from its beginning to its end, in spans of equal length (the
// last may be shorter) that are few enough to look at. NaN where a platform has no such minute.
struct LoadSeries {
    std::string name;                              // of the resource
    std::vector<double> minutes;                   // end of each span
    std::vector<std::vector<double>> by_platform;  // mean over each span
    std::vector<double> fullest;                   // minute of each platform
};

LoadSeries users_series(const ReportAnswer& answer);

// Each resource that is ever in use on any platform, fullest first, and the names of the others.
std::vector<LoadSeries> resource_series(const ReportAnswer& answer);
std::vector<std::string> idle_resources(const ReportAnswer& answer);

}  // namespace tools
