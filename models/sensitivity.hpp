#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "models/slo.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace models {

// One parameter after the other over its range, the others as they stand; elementary effects of
// Morris all over the ranges; shares of variance by Sobol.
enum class SensitivityMethod { one_at_a_time, morris, sobol };
inline constexpr const char* sensitivity_methods[] = {"one-at-a-time", "morris", "sobol"};

struct SensitivityOptions {
    SensitivityMethod method = SensitivityMethod::one_at_a_time;
    // What is looked at with as many users present as the capacity with the parameters as they
    // stand; none: the capacity itself.
    std::optional<SloMetric> response;
    // Replications of one at a time, trajectories of Morris, samples of Sobol; at least 2, 0: see
    // default_samples().
    int samples = 0;
    double level = 0.95;
    int threads = 1;
};

// What an assumed parameter does to the response over its range.
struct ParameterEffect {
    Parameter parameter;
    // By which parameters are ordered: the swing of one at a time and Morris' mu*, in units of the
    // response over the whole range, or Sobol's total index.
    sim::ConfidenceInterval strength{};
    double at_low = 0;                // one at a time: mean response at the ends of the range
    double at_high = 0;               //
    double mean = 0;                  // Morris' mu, with the sign of the direction
    double deviation = 0;             // Morris' sigma
    sim::ConfidenceInterval first{};  // Sobol's first-order index
};

struct Sensitivity {
    std::string platform;
    SensitivityOptions options;            // with the samples that were taken
    int users = 0;                         // held present where the response is not the capacity
    double response = 0;                   // mean with the parameters as they stand
    std::vector<ParameterEffect> effects;  // strongest first
    int evaluations = 0;                   // responses computed
    int beyond = 0;      // of them capacities that held up to max_users: they may be larger
    int unmeasured = 0;  // of them without anybody to measure the response at; no effects then
};

int default_samples(SensitivityMethod method);

// On a platform of the scenario, in `resolution: flow` and with the same random numbers
// everywhere; Morris and Sobol look at replication 0. The same for any number of threads.
Sensitivity find_sensitivity(const Scenario& scenario, const Platform& platform,
                             const SensitivityOptions& options);

// Whether the parameter moves the response by more than a millionth, or makes more than that of its
// variance; not where its swing may be chance.
bool moves(const Sensitivity& sensitivity, const ParameterEffect& effect);

// Whether the interval of the strongest lies above that of the next.
bool first_stands_out(const Sensitivity& sensitivity);

}  // namespace models
