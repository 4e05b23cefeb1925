#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calibration/published.hpp"

namespace calibration {

// What was predicted for a run like the study's on one platform.
struct MacroRun {
    std::string platform;
    double mean_utilization = 0;             // CPU, 0 to 1, over the whole run
    std::vector<double> minute_utilization;  // CPU, 0 to 1, minute by minute
    double mean_memory = 0;                  // bytes
};

// How "8 % above" is read: 1.08 of the other, or 0.08 of the CPU more than the other.
enum class Reading { relative, percentage_points };

const char* to_string(Reading reading);  // "relative", "percentage points"

// One published comparison of two platforms beside the predicted one. The null prediction is that
// the platforms are equal, ratio 1.
struct ValidationRow {
    std::string quantity;
    std::string platform;
    std::string against;
    Reading reading = Reading::relative;
    double measured = 1;   // ratio platform / against
    double predicted = 1;  // ratio
    double error = 0;      // predicted / measured - 1
    double null_prediction = 1;
    double null_error = 0;        // null prediction / measured - 1
    std::optional<double> skill;  // 1 - |error| / |null error|; none where nothing is predicted
    bool is_prediction = true;    // false: the figure was calibration input
};

// Utilization of the other platform below which a minute has no say in the peak ratio.
inline constexpr double least_peak_utilization = 0.05;

// Holds the runs against the study: CPU averages (both readings), CPU peaks, memory. Rows follow
// the study's order; there is none where the study has words only, a run is missing, or the other
// platform has no load. As points, the measured ratio is (u + difference) / u with u the predicted
// mean utilization of the other platform, because a study that prints no utilization leaves none
// else. The predicted peak is the largest ratio of two equal minutes.
std::vector<ValidationRow> validate(const PublishedStudy& study, std::span<const MacroRun> runs);

// All predictions together, each figure once, as read relative. Errors are of the measured ratio.
struct ValidationScore {
    std::size_t predictions = 0;
    double bias = 0;  // NaN without predictions, as the two below
    double mean_absolute_error = 0;
    double null_error = 0;  // mean absolute
    std::optional<double> skill;
};

ValidationScore score_of(std::span<const ValidationRow> rows);

// What the rows can and cannot say, in sentences: the two readings, the null prediction, what was
// calibration input, what is not comparable.
std::vector<std::string> explain(const PublishedStudy& study, std::span<const ValidationRow> rows);

}  // namespace calibration
