#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "calibration/robust_mean.hpp"
#include "calibration/sample.hpp"
#include "calibration/two_modes.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace calibration {

// Where the measurements of one side stand out.
struct SampleShape {
    std::size_t runs = 0;
    std::vector<std::size_t> outliers;  // indices of the runs
    std::optional<TwoModes> modes;      // in the unit of the runs, geometric means
};

// Guest over native of a measured quantity, on the log scale, where ratios are differences and the
// noise of benchmarks is nearly normal.
struct OverheadFactor {
    double factor = 1;              // of the geometric means
    double log_standard_error = 0;  // about the relative error of the factor; NaN: unknown
    double degrees_of_freedom = 0;  // of Student's t, not whole in general; 0: unknown
    SampleShape native;
    SampleShape guest;
    std::vector<std::size_t> outlying_pairs;  // indices; only if paired

    // One run on either side says nothing of the spread.
    bool has_interval() const { return degrees_of_freedom > 0; }

    // exp(log factor +- t log_standard_error); (0, infinity) without an interval.
    sim::ConfidenceInterval interval(double level) const;
};

// From runs that know nothing of each other: the difference of robust means of the logs, Welch's
// error and degrees of freedom for unequal variances (Biometrika 34, 1947). A side with two modes
// is not weighed down: its interval is wide, and no single number is right. Runs are positive and
// finite, at least one on each side (LogicError): a zero has no ratio.
[[nodiscard]] OverheadFactor overhead_factor(std::span<const double> native,
                                             std::span<const double> guest,
                                             Outliers outliers = Outliers::weigh_down);

// The ratio of the arithmetic means, what the averages that tools print give, with the error of its
// log by the delta method (the response ratio of Hedges, Gurevitch and Curtis, Ecology 80, 1999)
// and Welch's degrees of freedom. Outliers count in full: they move the ratio, and widen its
// interval. They are named as by overhead_factor.
[[nodiscard]] OverheadFactor ratio_of_means(std::span<const double> native,
                                            std::span<const double> guest);

// From pairs, native[i] and guest[i] made one after the other, as many of each (LogicError): the
// robust mean of the log ratios. Disturbances that hit both of a pair cancel.
[[nodiscard]] OverheadFactor paired_overhead_factor(std::span<const double> native,
                                                    std::span<const double> guest,
                                                    Outliers outliers = Outliers::weigh_down);

// The factor as what it does to a service demand: guest over native of a time, native over guest of
// a rate. More than 1 is worse in both. An efficiency, speed here over speed natively, is the
// inverse of it.
[[nodiscard]] OverheadFactor as_demand(OverheadFactor factor, Better better);

}  // namespace calibration
