#include "calibration/demand_samples.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "sim/expect.hpp"

namespace calibration {
namespace {

bool are_finite(const std::vector<double>& values)
{
    return std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); });
}

void check(const DemandSamples& samples)
{
    const std::size_t count = samples.times.size();
    EXPECT(are_finite(samples.times) && are_finite(samples.response) &&
               are_finite(samples.utilization),
           "samples must be finite");
    EXPECT(std::is_sorted(samples.times.begin(), samples.times.end(), std::less_equal<>()),
           "samples must ascend in time");
    EXPECT(samples.response.size() == count, "samples need a response each");
    EXPECT(samples.utilization.empty() || samples.utilization.size() == count,
           "samples need a utilization each or none");
    for (const Regressor& one : samples.regressors) {
        EXPECT(one.values.size() == count && are_finite(one.values),
               "samples need a finite value of each regressor");
        EXPECT(one.prior.value_or(0) >= 0 && one.prior_standard_error >= 0,
               "a prior must not be negative");
    }
}

double range_of(const std::vector<double>& values)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return *high - *low;
}

// Whether the values that count in the window of a sample differ by more than the least change:
// from the last before it opens to the first at or after its end.
void mark_transient(const Regressor& regressor, const DemandSamples& samples,
                    const SampleChoice& choice, std::vector<bool>& transient)
{
    const auto& times = samples.times;
    const double least_change = choice.still * range_of(regressor.values);
    std::multiset<double> within;
    std::size_t first = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double closes = times[i] + choice.time_error;
        for (; end < times.size() && (end == 0 || times[end - 1] < closes); ++end)
            within.insert(regressor.values[end]);
        const double opens = times[i] - choice.smoothing_window - choice.time_error;
        for (; first < i && times[first + 1] <= opens; ++first)
            within.erase(within.find(regressor.values[first]));
        if (*within.rbegin() - *within.begin() > least_change) transient[i] = true;
    }
}

std::vector<bool> find_transient(const DemandSamples& samples, const SampleChoice& choice)
{
    std::vector<bool> transient(samples.times.size(), false);
    if (choice.smoothing_window + choice.time_error <= 0 || samples.times.empty()) return transient;
    for (const Regressor& one : samples.regressors) mark_transient(one, samples, choice, transient);
    return transient;
}

}  // namespace

ChosenSamples choose_samples(const DemandSamples& samples, const SampleChoice& choice)
{
    check(samples);
    const std::vector<bool> transient = find_transient(samples, choice);
    ChosenSamples chosen;
    for (std::size_t i = 0; i < samples.times.size(); ++i) {
        if (!samples.utilization.empty() && samples.utilization[i] >= choice.saturation) {
            ++chosen.saturated;
        } else if (transient[i]) {
            ++chosen.transient;
        } else {
            chosen.rows.push_back(i);
        }
    }
    return chosen;
}

}  // namespace calibration
