#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace calibration {

// What demands are per: users present, streams, frames delivered per second, joins per second.
struct Regressor {
    std::string name;
    std::vector<double> values;   // one per sample
    std::optional<double> prior;  // demand to take where the data cannot tell, not negative
    double prior_standard_error = 0;
};

// Samples of a monitored server, aligned in time.
struct DemandSamples {
    std::vector<double> times;        // s, ascending, no two equal
    std::vector<double> response;     // cores busy, byte/s, bytes: what the demands add up to
    std::vector<double> utilization;  // of what saturates, 0 to 1; empty: nothing does
    std::vector<Regressor> regressors;
};

struct SampleChoice {
    double saturation = 0.9;      // utilization from which a sample says nothing of demands
    double smoothing_window = 0;  // s before a sample over which the monitoring averages
    double time_error = 0;        // s by which times of regressors and response may differ
    double still = 0.02;          // change of a regressor over its range that is none
};

struct ChosenSamples {
    std::vector<std::size_t> rows;  // left for the fit
    std::size_t saturated = 0;
    std::size_t transient = 0;
};

// Leaves out saturated samples, and transient ones: those with a regressor that changed within the
// smoothing window, as their response is still partly that of the time before. A change seen at a
// sample may have been at any time since the one before, and the time error widens the window on
// both sides; if there is one, so is the last sample before a change transient. Lengths agree,
// numbers are finite (LogicError).
[[nodiscard]] ChosenSamples choose_samples(const DemandSamples& samples,
                                           const SampleChoice& choice);

}  // namespace calibration
