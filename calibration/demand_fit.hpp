#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "calibration/demand_samples.hpp"

namespace calibration {

enum class DemandOrigin { fitted, at_zero, prior };

struct FittedDemand {
    std::string name;
    double value = 0;           // per unit of the regressor, in the unit of the response
    double standard_error = 0;  // of the fit without the bound at 0: an upper limit holds there too
    DemandOrigin origin = DemandOrigin::fitted;
};

// Demands from monitoring: response = offset + sum of regressors x demands, all not negative.
struct DemandFit {
    // One sentence, when the data tell nothing. Demands are there only if it is for noise, and say
    // no more than how large they may be.
    std::string refusal;
    FittedDemand offset;                // what is there without any load
    std::vector<FittedDemand> demands;  // one per regressor, in their order
    std::vector<double> covariance;     // of offset and demands, row by row
    double degrees_of_freedom = 0;      // of Student's t
    double residual_standard_deviation = 0;
    double condition_number = 0;  // of offset and all regressors, before any was fixed
    double correlation = 0;       // of residuals of neighbouring samples
    // Each a group of names that the data cannot tell apart; one of each is fixed to its prior. A
    // group of one is a demand below its own doubt.
    std::vector<std::vector<std::string>> inseparable;
    std::size_t samples = 0;  // used; of these
    std::size_t foreign = 0;  // weighed down as under foreign load
    std::size_t saturated = 0;
    std::size_t transient = 0;

    bool told() const { return refusal.empty(); }
};

// Non-negative least squares on the chosen samples, reweighted against foreign load, with errors
// for autocorrelated residuals. Demands that cannot be told are fixed, one at a time, to their
// priors, whose errors go into those of the rest:
//   - while the condition number of the columns (collinear_columns(), with the offset) exceeds 100,
//     the one with a prior that contributes least, of those in the weakest combination; so too one
//     that never changes, which looks like the offset;
//   - then while the error of one exceeds both its value and its prior, the one most in doubt.
// Refuses when too few samples are left, when what cannot be told apart has no prior, and when no
// demand, or its prior, is twice its error. Conditions on the samples as in choose_samples().
[[nodiscard]] DemandFit fit_demands(const DemandSamples& samples, const SampleChoice& choice = {});

}  // namespace calibration
