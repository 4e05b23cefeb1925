#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "calibration/measured_ramp.hpp"
#include "models/level_prediction.hpp"
#include "models/slo.hpp"

namespace calibration {

// A measured value beside its prediction, in the unit of its quantity.
struct ValidatedSample {
    std::size_t ramp = 0;
    double time = 0;  // s
    double users = 0;
    Measured quantity = Measured::cpu;
    double measured = 0;
    double predicted = 0;
    double low = 0;  // of the interval for one sample
    double high = 0;
    double null_prediction = 0;
    std::optional<double> in_proportion;
};

// How well a rule without the model does on the same samples.
struct NullScore {
    std::size_t samples = 0;
    double error = 0;             // mean absolute
    double error_of_model = 0;    // idem, of the prediction
    std::optional<double> skill;  // 1 - error_of_model / error; none where the rule has no error
};

struct ValidatedQuantity {
    Measured quantity = Measured::cpu;
    std::size_t samples = 0;
    double mean_measured = 0;
    double bias = 0;  // mean of predicted - measured
    double mean_absolute_error = 0;
    double coverage = 0;  // share of the samples within their interval
    NullScore null;       // the mean of all measured values, whatever the users
    // The first stretch of time with users, in proportion to users; of the samples after it. None
    // where there are none.
    std::optional<NullScore> in_proportion;
};

// Where along a ramp.
struct Moment {
    double time = 0;
    double users = 0;
};

// A sign of trouble on a ramp, looked for in each stretch of time with as many users: the median
// measured, and the prediction. None: it does not show in this ramp.
struct Trouble {
    std::size_t ramp = 0;
    std::string sign;  // "cpu", "memory", "sent": at least `limit`; "slo": the SLO is broken
    double limit = 0;  // in the unit of the quantity
    bool measurable = true;
    std::optional<Moment> measured;
    std::optional<Moment> predicted;
    std::optional<Moment> earliest;  // the upper end of the interval reaches the limit
    std::optional<Moment> latest;    // the lower end does; of the SLO, both by the share of draws
};

struct RampValidation {
    std::vector<ValidatedSample> samples;  // by quantity, ramp and time
    std::vector<ValidatedQuantity> quantities;
    std::vector<Trouble> troubles;
};

// Share of what is there from which CPU and links count as full where the SLO sets no limit.
inline constexpr double full = 0.95;
inline constexpr std::size_t most_levels = 24;

// Numbers of users to predict for: all that were there, rounded, or `most` spread evenly between
// the lowest and the highest.
std::vector<int> levels_of(const std::vector<MeasuredRamp>& ramps, std::size_t most = most_levels);

// Between two levels the prediction is on the line between them. `levels` ascend and span all
// users.
RampValidation validate(const std::vector<MeasuredRamp>& ramps,
                        const std::vector<models::LevelPrediction>& levels,
                        const models::ServerLimits& limits, const models::Slo& slo);

}  // namespace calibration
